import type { ModalValues } from '../blockkit/values.ts';
import { howOftenText, readHowOften } from '../core/how-often.ts';
import { dateAt } from '../core/local-time.ts';
import { WEEKDAYS } from '../core/opening-hours.ts';
import type { ScheduledRitual } from '../core/scheduled.ts';
import { errors, say } from '../platform/slack/answers.ts';
import type { ActionCall, Answer, Call, Listeners } from '../platform/slack/listeners.ts';
import { type ScheduleForm, type ScheduleLeads, scheduleFormOf, scheduleLeadsOf } from './schedule.ts';
import * as blocks from './schedule-blocks.ts';
import { type Callings, readOnly } from './schedule-only.ts';
import type { ScheduleActor } from './schedule-ports-service.ts';
import type { Schedules } from './schedules-service.ts';
import type { ScheduleOutcome } from './scheduling-service.ts';

const FIELDS = blocks.SCHEDULE_FIELDS;

/** Saying when reviews are held by themselves. */
export function scheduleListeners(schedules: Schedules): Listeners<ScheduleActor> {
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
          return say(
            blocks.schedulesMessage(
              managed.map((one) => rowOf(one)),
              await callings(call.actor, managed),
              schedules.maySchedule(call.actor),
            ),
          );
        },
      },
    ],

    actions: {
      [blocks.NEW_REVIEWS]: (call) => open(call, undefined),
      [blocks.CHANGE_SCHEDULE]: (call) => open(call, call.value),
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
      [blocks.PAUSE_SCHEDULE]: async ({ actor, value }: ActionCall<ScheduleActor>) =>
        answer(actor, await schedules.pause(actor, value), 'paused'),
      [blocks.RESUME_SCHEDULE]: async ({ actor, value }: ActionCall<ScheduleActor>) =>
        answer(actor, await schedules.resume(actor, value), 'resumed'),
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
        return answer(actor, await schedules.save(actor, filledIn(form, values)), 'saved', values);
      },
      async [blocks.SCHEDULE_LEADS]({ actor, values, metadata }) {
        const form = await schedules.leadsForm(actor, metadata);
        if (form === undefined) return say(blocks.notSchedulingMessage());
        return answer(actor, await schedules.saveLeads(actor, metadata, leadsIn(form.leads, values)), 'saved', values);
      },
    },
  };

  async function open({ actor, now }: Call<ScheduleActor>, ritualId: string | undefined): Promise<Answer> {
    const form = await schedules.form(actor, ritualId);
    if (form === 'not-manager') return say(blocks.notSchedulingMessage());
    const zone = await schedules.zoneOf(actor, ritualId);
    return { kind: 'open', view: blocks.scheduleModal(form, zone, dateAt(now, zone)) };
  }

  async function answer(
    actor: ScheduleActor,
    outcome: ScheduleOutcome,
    what: 'saved' | 'paused' | 'resumed',
    values?: ModalValues,
  ): Promise<Answer> {
    if (outcome.kind !== 'saved') return refused(outcome, values);
    const { schedule, howOften } = outcome;
    return say(blocks.scheduleMessage(what, rowOf(schedule, howOften), await callings(actor, [schedule])));
  }

  async function callings(actor: ScheduleActor, some: readonly ScheduledRitual[]): Promise<Callings> {
    const reps = some.flatMap((one) => scheduleLeadsOf(one).only.reps ?? []);
    return { names: await schedules.namesOf(reps), stages: await schedules.stageWords(actor.workspaceId) };
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
const shownIn = (values: ModalValues | undefined, field: string): string =>
  values === undefined || values.has(field) ? field : values.has(FIELDS.at) ? FIELDS.at : FIELDS.zone;

function rowOf(ritual: ScheduledRitual, howOften?: string): blocks.ScheduleRow {
  const form = scheduleFormOf(ritual);
  return {
    id: ritual.id,
    channelId: ritual.config.channelId,
    howOften: howOften ?? howOftenText(ritual.config.recurrence, undefined),
    at: form.at,
    people: form.people,
    leads: scheduleLeadsOf(ritual),
    isPaused: ritual.state === 'paused',
  };
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

const leadsIn = (set: ScheduleLeads, values: ModalValues): ScheduleLeads => ({
  size: Number(values.option(FIELDS.size)) || set.size,
  workingDays: Number(values.option(FIELDS.days)) || set.workingDays,
  only: values.has(FIELDS.only) ? readOnly(values.options(FIELDS.only)) : set.only,
  isAnonymous: (values.option(FIELDS.names) ?? (set.isAnonymous ? blocks.WITHOUT : '')) === blocks.WITHOUT,
  zone: values.text(FIELDS.zone) ?? set.zone,
});
