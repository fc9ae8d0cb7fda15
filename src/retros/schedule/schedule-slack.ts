import { readSchedule } from '../../blockkit/schedule-parts.ts';
import type { ModalValues } from '../../blockkit/values.ts';
import { dateAt } from '../../core/local-time.ts';
import { shownSchedule } from '../../core/schedule-form.ts';
import type { ScheduledRitual } from '../../core/scheduled.ts';
import { say } from '../../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners } from '../../platform/slack/listeners/listeners.ts';
import { scheduleListeners } from '../../platform/slack/listeners/schedule-listeners.ts';
import { type FormatChoice, UNNAMED } from '../start-blocks.ts';
import { type ScheduleHow, scheduleHowOf } from './schedule.ts';
import * as blocks from './schedule-blocks.ts';
import type { ScheduleActor } from './schedule-ports-service.ts';
import type { RetroSchedules } from './schedule-service.ts';

const { HOW_FIELDS } = blocks;

/** Saying when retros are held by themselves. */
export function retroScheduleListeners(
  schedules: RetroSchedules,
  formats: readonly FormatChoice[],
): Listeners<ScheduleActor> {
  const { actions, answered } = scheduleListeners<ScheduleActor>(blocks.ACTIONS, schedules, {
    done: async (_actor, what, schedule, howOften) => blocks.scheduleMessage(what, rowOf(schedule, howOften)),
    stop: blocks.stopMessage,
    stopped: blocks.stoppedMessage,
    notManager: blocks.notSchedulingMessage,
    notNow: blocks.scheduleNotNowMessage,
  });

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
          const rows = await Promise.all(managed.map(async (one) => rowOf(one, await schedules.howOften(one))));
          return say(blocks.schedulesMessage(rows));
        },
      },
    ],

    actions: {
      ...actions,
      [blocks.NEW_RETROS]: (call) => open(call, undefined),
      [blocks.ACTIONS.change]: (call) => open(call, call.value),
      async [blocks.CHANGE_HOW]({ actor, value }) {
        const how = await schedules.howForm(actor, value);
        if (how === undefined) return say(blocks.notSchedulingMessage());
        return { kind: 'open', view: blocks.scheduleHowModal(value, how, formats) };
      },
    },

    views: {
      async [blocks.SCHEDULE]({ actor, values, metadata }) {
        const shown = await schedules.form(actor, metadata === '' ? undefined : metadata);
        if (shown === 'not-manager') return say(blocks.notSchedulingMessage());
        return answered(actor, await schedules.save(actor, readSchedule(shown.form, values)), values);
      },
      async [blocks.SCHEDULE_HOW]({ actor, values, metadata }) {
        const how = await schedules.howForm(actor, metadata);
        if (how === undefined) return say(blocks.notSchedulingMessage());
        const outcome = await schedules.saveHow(actor, metadata, howIn(how, values));
        return answered(actor, outcome, values, HOW_FIELDS.names);
      },
    },
  };

  async function open({ actor, now }: Call<ScheduleActor>, ritualId: string | undefined): Promise<Answer> {
    const shown = await schedules.form(actor, ritualId);
    if (shown === 'not-manager') return say(blocks.notSchedulingMessage());
    const { form, zone } = shown;
    return { kind: 'open', view: blocks.scheduleModal(form, zone, dateAt(now, zone)) };
  }

  function rowOf(ritual: ScheduledRitual, howOften: string): blocks.ScheduleRow {
    const how = scheduleHowOf(ritual.config);
    return {
      ...shownSchedule(ritual, howOften),
      how,
      format: formats.find(({ id }) => id === how.format)?.name ?? how.format,
    };
  }
}

const howIn = (set: ScheduleHow, values: ModalValues): ScheduleHow => ({
  format: values.option(HOW_FIELDS.format) ?? set.format,
  days: {
    collecting: Number(values.option(HOW_FIELDS.collect)) || set.days.collecting,
    voting: Number(values.option(HOW_FIELDS.vote)) || set.days.voting,
    deciding: Number(values.option(HOW_FIELDS.decide)) || set.days.deciding,
  },
  isAnonymous: values.has(HOW_FIELDS.names) ? values.option(HOW_FIELDS.names) === UNNAMED : set.isAnonymous,
});
