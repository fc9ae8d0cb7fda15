import type { ModalValues } from '../blockkit/values.ts';
import { howOftenText, readHowOften } from '../core/how-often.ts';
import { dateAt } from '../core/local-time.ts';
import { WEEKDAYS } from '../core/opening-hours.ts';
import type { ScheduledRitual } from '../core/scheduled.ts';
import { errors, say } from '../platform/slack/answers.ts';
import type { ActionCall, Answer, Call, Listeners } from '../platform/slack/listeners.ts';
import { type ScheduleForm, type ScheduleHow, scheduleFormOf, scheduleHowOf } from './schedule.ts';
import * as blocks from './schedule-blocks.ts';
import type { ScheduleActor } from './schedule-ports-service.ts';
import type { RetroSchedules, ScheduleOutcome } from './schedule-service.ts';
import { type FormatChoice, UNNAMED } from './start-blocks.ts';

const FIELDS = blocks.SCHEDULE_FIELDS;

/** Saying when retros are held by themselves. */
export function scheduleListeners(
  schedules: RetroSchedules,
  formats: readonly FormatChoice[],
): Listeners<ScheduleActor> {
  return {
    commands: [
      {
        command: '/retro',
        word: 'setup',
        usage: '',
        summary: 'hold retros by themselves',
        async run(call) {
          const managed = await schedules.managed(call.actor);
          if (managed.length === 0) return open(call, undefined);
          return say(blocks.schedulesMessage(managed.map((one) => rowOf(one))));
        },
      },
    ],

    actions: {
      [blocks.NEW_RETROS]: (call) => open(call, undefined),
      [blocks.CHANGE_SCHEDULE]: (call) => open(call, call.value),
      async [blocks.CHANGE_HOW]({ actor, value }) {
        const how = await schedules.howForm(actor, value);
        if (how === undefined) return say(blocks.notSchedulingMessage());
        return { kind: 'open', view: blocks.scheduleHowModal(value, how, formats) };
      },
      [blocks.PAUSE_SCHEDULE]: async ({ actor, value }: ActionCall<ScheduleActor>) =>
        answer(await schedules.pause(actor, value), 'paused'),
      [blocks.RESUME_SCHEDULE]: async ({ actor, value }: ActionCall<ScheduleActor>) =>
        answer(await schedules.resume(actor, value), 'resumed'),
      async [blocks.STOP_SCHEDULE]({ actor, value }) {
        const isTheirs = (await schedules.managed(actor)).some(({ id }) => id === value);
        return say(isTheirs ? blocks.stopMessage(value) : blocks.notSchedulingMessage());
      },
      async [blocks.REALLY_STOP]({ actor, value }) {
        const outcome = await schedules.stop(actor, value);
        return outcome.kind === 'saved' ? say(blocks.stoppedMessage()) : refused(outcome);
      },
    },

    views: {
      async [blocks.SCHEDULE]({ actor, values, metadata }) {
        const form = await schedules.form(actor, metadata === '' ? undefined : metadata);
        if (form === 'not-manager') return say(blocks.notSchedulingMessage());
        return answer(await schedules.save(actor, filledIn(form, values)), 'saved', values);
      },
      async [blocks.SCHEDULE_HOW]({ actor, values, metadata }) {
        const how = await schedules.howForm(actor, metadata);
        if (how === undefined) return say(blocks.notSchedulingMessage());
        return answer(await schedules.saveHow(actor, metadata, howIn(how, values)), 'saved', values);
      },
    },
  };

  async function open({ actor, now }: Call<ScheduleActor>, ritualId: string | undefined): Promise<Answer> {
    const form = await schedules.form(actor, ritualId);
    if (form === 'not-manager') return say(blocks.notSchedulingMessage());
    const zone = await schedules.zoneOf(actor, ritualId);
    return { kind: 'open', view: blocks.scheduleModal(form, zone, dateAt(now, zone)) };
  }

  function answer(outcome: ScheduleOutcome, what: 'saved' | 'paused' | 'resumed', values?: ModalValues): Answer {
    if (outcome.kind !== 'saved') return refused(outcome, values);
    return say(blocks.scheduleMessage(what, rowOf(outcome.schedule, outcome.howOften)));
  }

  function rowOf(ritual: ScheduledRitual, howOften?: string): blocks.ScheduleRow {
    const form = scheduleFormOf(ritual);
    const how = scheduleHowOf(ritual.config);
    return {
      id: ritual.id,
      channelId: ritual.config.channelId,
      howOften: howOften ?? howOftenText(ritual.config.recurrence, undefined),
      at: form.at,
      zone: ritual.config.zone,
      people: form.people,
      how,
      format: formats.find(({ id }) => id === how.format)?.name ?? how.format,
      isPaused: ritual.state === 'paused',
    };
  }
}

function refused(outcome: Exclude<ScheduleOutcome, { kind: 'saved' }>, values?: ModalValues): Answer {
  switch (outcome.kind) {
    case 'faults': {
      const named = Object.entries(outcome.faults).map(([field, text]) => [shownIn(values, field), text]);
      return errors(Object.fromEntries(named));
    }
    case 'not-now':
      return say(blocks.scheduleNotNowMessage());
    case 'not-manager':
    case 'not-yours':
      return say(blocks.notSchedulingMessage());
  }
}

/** A sentence can only stand under a field that is there. */
function shownIn(values: ModalValues | undefined, field: string): string {
  const id = field === 'names' ? FIELDS.names : field;
  if (values === undefined || values.has(id)) return id;
  return values.has(FIELDS.at) ? FIELDS.at : FIELDS.names;
}

/** What is filled in, over what is set. */
const filledIn = (set: ScheduleForm, values: ModalValues): ScheduleForm => ({
  ritualId: set.ritualId,
  channelId: values.channel(FIELDS.channel),
  often: readHowOften(values.option(FIELDS.often) ?? '') ?? set.often,
  day: WEEKDAYS.find((day) => day === values.option(FIELDS.day)) ?? set.day,
  at: values.time(FIELDS.at) ?? set.at,
  people: values.users(FIELDS.people),
});

const howIn = (set: ScheduleHow, values: ModalValues): ScheduleHow => ({
  format: values.option(FIELDS.format) ?? set.format,
  days: {
    collecting: Number(values.option(FIELDS.collect)) || set.days.collecting,
    voting: Number(values.option(FIELDS.vote)) || set.days.voting,
    deciding: Number(values.option(FIELDS.decide)) || set.days.deciding,
  },
  isAnonymous: values.has(FIELDS.names) ? values.option(FIELDS.names) === UNNAMED : set.isAnonymous,
});
