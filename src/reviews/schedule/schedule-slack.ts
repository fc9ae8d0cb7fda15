import { readSchedule } from '../../blockkit/schedule-parts.ts';
import type { ModalValues } from '../../blockkit/values.ts';
import { dateAt } from '../../core/local-time.ts';
import { shownSchedule } from '../../core/schedule-form.ts';
import type { ScheduledRitual } from '../../core/scheduled.ts';
import { say } from '../../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners } from '../../platform/slack/listeners/listeners.ts';
import { scheduleListeners } from '../../platform/slack/listeners/schedule-listeners.ts';
import { type ScheduleLeads, scheduleLeadsOf } from './schedule.ts';
import * as blocks from './schedule-blocks.ts';
import { type Callings, readOnly } from './schedule-only.ts';
import type { ScheduleActor } from './schedule-ports-service.ts';
import type { Schedules } from './schedules-service.ts';

const { LEADS_FIELDS } = blocks;

/** Saying when reviews are held by themselves. */
export function reviewScheduleListeners(schedules: Schedules): Listeners<ScheduleActor> {
  const { actions, answered } = scheduleListeners<ScheduleActor>(blocks.ACTIONS, schedules, {
    done: async (actor, what, schedule, howOften) =>
      blocks.scheduleMessage(what, rowOf(schedule, howOften), await callings(actor, [schedule])),
    stop: blocks.stopMessage,
    stopped: blocks.stoppedMessage,
    notManager: blocks.notSchedulingMessage,
    notNow: blocks.scheduleNotNowMessage,
  });

  return {
    commands: [
      {
        command: '/lead-review',
        word: 'schedule',
        usage: '',
        summary: 'hold reviews weekly or monthly',
        async run(call) {
          const managed = await schedules.managed(call.actor);
          if (managed.length === 0) return open(call, undefined);
          const rows = await Promise.all(managed.map(async (one) => rowOf(one, await schedules.howOften(one))));
          const words = await callings(call.actor, managed);
          return say(blocks.schedulesMessage(rows, words, schedules.mayAdd(call.actor)));
        },
      },
    ],

    actions: {
      ...actions,
      [blocks.NEW_REVIEWS]: (call) => open(call, undefined),
      [blocks.ACTIONS.change]: (call) => open(call, call.value),
      async [blocks.CHOOSE_LEADS]({ actor, value }) {
        const found = await schedules.leadsForm(actor, value);
        if (found === undefined) return say(blocks.notSchedulingMessage());
        const { leads, choices } = found;
        const stages = await schedules.stageWords(actor.workspaceId);
        return {
          kind: 'open',
          view: blocks.scheduleLeadsModal(value, leads, choices, { names: choices.names, stages }),
        };
      },
    },

    views: {
      async [blocks.SCHEDULE]({ actor, values, metadata }) {
        const shown = await schedules.form(actor, metadata === '' ? undefined : metadata);
        if (shown === 'not-manager') return say(blocks.notSchedulingMessage());
        return answered(actor, await schedules.save(actor, readSchedule(shown.form, values)), values);
      },
      async [blocks.SCHEDULE_LEADS]({ actor, values, metadata }) {
        const found = await schedules.leadsForm(actor, metadata);
        if (found === undefined) return say(blocks.notSchedulingMessage());
        const outcome = await schedules.saveLeads(actor, metadata, leadsIn(found.leads, values));
        return answered(actor, outcome, values, LEADS_FIELDS.zone);
      },
    },
  };

  async function open({ actor, now }: Call<ScheduleActor>, ritualId: string | undefined): Promise<Answer> {
    const shown = await schedules.form(actor, ritualId);
    if (shown === 'not-manager') return say(blocks.notSchedulingMessage());
    const { form, zone } = shown;
    return { kind: 'open', view: blocks.scheduleModal(form, zone, dateAt(now, zone)) };
  }

  async function callings(actor: ScheduleActor, some: readonly ScheduledRitual[]): Promise<Callings> {
    const reps = some.flatMap((one) => scheduleLeadsOf(one).only.reps ?? []);
    return { names: await schedules.namesOf(reps), stages: await schedules.stageWords(actor.workspaceId) };
  }
}

const rowOf = (ritual: ScheduledRitual, howOften: string): blocks.ScheduleRow => ({
  ...shownSchedule(ritual, howOften),
  leads: scheduleLeadsOf(ritual),
});

const leadsIn = (set: ScheduleLeads, values: ModalValues): ScheduleLeads => ({
  size: Number(values.option(LEADS_FIELDS.size)) || set.size,
  workingDays: Number(values.option(LEADS_FIELDS.days)) || set.workingDays,
  only: values.has(LEADS_FIELDS.only) ? readOnly(values.options(LEADS_FIELDS.only)) : set.only,
  isAnonymous: (values.option(LEADS_FIELDS.names) ?? (set.isAnonymous ? blocks.WITHOUT : '')) === blocks.WITHOUT,
  zone: values.text(LEADS_FIELDS.zone) ?? set.zone,
});
