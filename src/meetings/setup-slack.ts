import { readSchedule } from '../blockkit/schedule-parts.ts';
import type { ModalValues } from '../blockkit/values.ts';
import { dateAt } from '../core/local-time.ts';
import { say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners } from '../platform/slack/listeners/listeners.ts';
import { scheduleListeners } from '../platform/slack/listeners/schedule-listeners.ts';
import { GO_MONTHLY } from './parent-blocks.ts';
import type { MeetingActor } from './ports-service.ts';
import type { Meetings } from './service.ts';
import type { MeetingForm } from './setup.ts';
import * as blocks from './setup-blocks.ts';

/** Saying when the meetings are. */
export function setupListeners(meetings: Pick<Meetings, 'setup'>): Listeners<MeetingActor> {
  const { setup } = meetings;
  const { actions, answered } = scheduleListeners<MeetingActor>(blocks.ACTIONS, setup, {
    done: async (_actor, what, schedule, howOften) =>
      blocks.scheduleMessage(what, await setup.shown(schedule, howOften)),
    already: async (schedule, howOften) => blocks.scheduleMessage('already', await setup.shown(schedule, howOften)),
    stop: blocks.stopMessage,
    stopped: blocks.stoppedMessage,
    notManager: blocks.notSetUpMessage,
    notNow: blocks.setupNotNowMessage,
  });

  return {
    actions: {
      ...actions,
      [blocks.ACTIONS.change]: (call) => openSetup(meetings, call),
      [GO_MONTHLY]: async ({ actor }) => answered(actor, await setup.goMonthly(actor)),
    },

    views: {
      async [blocks.SAVE_MEETING]({ actor, values, metadata }) {
        const found = await setup.form(actor);
        if (found === 'not-manager') return say(blocks.notSetUpMessage());
        const form = filledIn({ ...found.form, ritualId: metadata === '' ? undefined : metadata }, values);
        return answered(actor, await setup.save(actor, form), values);
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
  const { form, zone, paused } = found;
  if (paused !== undefined) return say(blocks.scheduleMessage('paused', await setup.shown(paused)));
  return { kind: 'open', view: blocks.meetingModal(form, zone, dateAt(now, zone)) };
}

const filledIn = (set: MeetingForm, values: ModalValues): MeetingForm => ({
  ...readSchedule(set, values),
  ...monthlyIn(values.option(blocks.MONTHLY), set),
});

/** Whoever has the month left out finds the definition check as it was when they take it in again. */
function monthlyIn(chosen: string | undefined, { isMonthly, checksDefinition }: MeetingForm) {
  if (chosen === undefined) return { isMonthly, checksDefinition };
  if (chosen === blocks.WEEKS_ONLY) return { isMonthly: false, checksDefinition };
  return { isMonthly: true, checksDefinition: chosen === blocks.WITH_CHECK };
}
