import type { ModalValues } from '../blockkit/values.ts';
import { howOftenText, readHowOften } from '../core/how-often.ts';
import { dateAt } from '../core/local-time.ts';
import { WEEKDAYS } from '../core/opening-hours.ts';
import type { ScheduledRitual } from '../core/scheduled.ts';
import { errors, say } from '../platform/slack/answers.ts';
import type { Answer, Call, Listeners } from '../platform/slack/listeners.ts';
import { CHANGE_MEETING, GO_MONTHLY } from './parent-blocks.ts';
import type { MeetingActor } from './ports-service.ts';
import type { Meetings } from './service.ts';
import { type MeetingForm, settingsOf } from './setup.ts';
import * as blocks from './setup-blocks.ts';
import type { SetupOutcome } from './setup-service.ts';

/** Saying when the meetings are. */
export function setupListeners(meetings: Pick<Meetings, 'setup'>): Listeners<MeetingActor> {
  const { setup } = meetings;
  return {
    actions: {
      [CHANGE_MEETING]: (call) => openSetup(meetings, call),
      [GO_MONTHLY]: async ({ actor }) => answer(await setup.goMonthly(actor), 'saved'),
      [blocks.PAUSE_MEETINGS]: async ({ actor, value }) => answer(await setup.pause(actor, value), 'paused'),
      [blocks.RESUME_MEETINGS]: async ({ actor, value }) => answer(await setup.resume(actor, value), 'resumed'),
      async [blocks.STOP_MEETINGS]({ actor, value }) {
        return say((await setup.maySetUp(actor)) ? blocks.stopMessage(value) : blocks.notSetUpMessage());
      },
      async [blocks.REALLY_STOP]({ actor, value }) {
        const outcome = await setup.stop(actor, value);
        return outcome.kind === 'saved' ? say(blocks.stoppedMessage()) : refused(outcome);
      },
    },

    views: {
      async [blocks.SAVE_MEETING]({ actor, values, metadata }) {
        const found = await setup.form(actor);
        if (found === 'not-manager') return say(blocks.notSetUpMessage());
        const form = filledIn({ ...found.form, ritualId: metadata === '' ? undefined : metadata }, values);
        return answer(await setup.save(actor, form), 'saved', values);
      },
    },
  };
}

/** The form; of a schedule that is paused first what can be done about that. */
export async function openSetup(
  { setup }: Pick<Meetings, 'setup'>,
  { actor, now }: Call<MeetingActor>,
): Promise<Answer> {
  const found = await setup.form(actor);
  if (found === 'not-manager') return say(blocks.notSetUpMessage());
  const ritual = found.isPaused ? await setup.schedule(actor.workspaceId) : undefined;
  if (ritual !== undefined) return say(blocks.scheduleMessage('paused', rowOf(ritual)));
  return { kind: 'open', view: blocks.meetingModal(found.form, found.zone, dateAt(now, found.zone)) };
}

function answer(outcome: SetupOutcome, what: 'saved' | 'paused' | 'resumed', values?: ModalValues): Answer {
  if (outcome.kind !== 'saved') return refused(outcome, values);
  return say(blocks.scheduleMessage(what, rowOf(outcome.schedule, outcome.howOften)));
}

function refused(outcome: Exclude<SetupOutcome, { kind: 'saved' }>, values?: ModalValues): Answer {
  switch (outcome.kind) {
    case 'faults': {
      const named = Object.entries(outcome.faults).map(([field, text]) => [
        values === undefined || values.has(field) ? field : blocks.FIELDS.at,
        text,
      ]);
      return errors(Object.fromEntries(named));
    }
    case 'already':
      return say(blocks.scheduleMessage('already', rowOf(outcome.schedule, outcome.howOften)));
    case 'not-now':
      return say(blocks.setupNotNowMessage());
    case 'not-manager':
    case 'not-yours':
      return say(blocks.notSetUpMessage());
  }
}

const rowOf = ({ id, config, state }: ScheduledRitual, howOften?: string): blocks.ScheduleRow => ({
  id,
  channelId: config.channelId,
  howOften: howOften ?? howOftenText(config.recurrence, undefined),
  at: config.at,
  zone: config.zone,
  by: config.owners[0],
  isMonthly: settingsOf(config).isMonthly,
  isPaused: state === 'paused',
});

/** What is filled in, over what is set. */
const filledIn = (set: MeetingForm, values: ModalValues): MeetingForm => ({
  ritualId: set.ritualId,
  channelId: values.channel(blocks.FIELDS.channel),
  often: readHowOften(values.option(blocks.FIELDS.often) ?? '') ?? set.often,
  day: WEEKDAYS.find((day) => day === values.option(blocks.FIELDS.day)) ?? set.day,
  at: values.time(blocks.FIELDS.at) ?? set.at,
  isMonthly: (values.option(blocks.FIELDS.monthly) ?? (set.isMonthly ? blocks.WITH_MONTH : '')) === blocks.WITH_MONTH,
});
