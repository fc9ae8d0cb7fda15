import { addDays, dateAt } from '../../core/local-time.ts';
import { type ScheduleForm, scheduleFormOf } from '../../core/schedule-form.ts';
import { type ScheduleOutcome, scheduleFault } from '../../core/scheduled.ts';
import { weekOf } from '../../core/week-days.ts';
import { peopleFault } from '../retro-sides.ts';
import { configOf, newSchedule, type ScheduleHow, scheduleHowOf } from './schedule.ts';
import { createHolding } from './schedule-holding-service.ts';
import type { ScheduleActor, ScheduleDeps } from './schedule-ports-service.ts';

export type RetroSchedules = ReturnType<typeof createSchedules>;

/** Retros that are held by themselves: setting them up, and holding them. */
export function createSchedules(deps: ScheduleDeps) {
  const { database, clock, schedules, people, retros } = deps;
  const { db } = database;
  const { save, ...kept } = schedules;

  return {
    ...createHolding(deps),
    ...kept,

    /** What the form shows, of a schedule that is there or of a new one, and the zone in which that counts. */
    async form(
      actor: ScheduleActor,
      ritualId: string | undefined,
    ): Promise<{ readonly form: ScheduleForm; readonly zone: string } | 'not-manager'> {
      const ritual = ritualId === undefined ? undefined : await schedules.theirs(actor, ritualId);
      const zone = await people.officeZone(db);
      if (ritual !== undefined) return { form: scheduleFormOf(ritual), zone };
      if (ritualId !== undefined || !schedules.mayAdd(actor)) return 'not-manager';
      const today = dateAt(clock.now(), zone);
      const [monday = today] = weekOf(addDays(today, 7));
      return { form: newSchedule(monday), zone };
    },

    /** How those of a schedule are held. */
    async howForm(actor: ScheduleActor, ritualId: string): Promise<ScheduleHow | undefined> {
      const ritual = await schedules.theirs(actor, ritualId);
      return ritual && scheduleHowOf(ritual.config);
    },

    save: (actor: ScheduleActor, form: ScheduleForm): Promise<ScheduleOutcome> =>
      save(actor, form.ritualId, async (before) => {
        if (form.channelId === undefined) return scheduleFault('channel', 'Choose a channel, please.');
        const how = scheduleHowOf(before?.config);
        const unfit = await whoFault(actor, form.people, how);
        if (unfit !== undefined) return scheduleFault('people', unfit);
        const owners = before?.config.owners ?? [actor.id];
        return configOf(form, how, { owners, zone: await people.officeZone(db) });
      }),

    async saveHow(actor: ScheduleActor, ritualId: string, how: ScheduleHow): Promise<ScheduleOutcome> {
      const outcome = await save(actor, ritualId, async (before) => {
        if (before === undefined) return { kind: 'not-now' };
        const form = scheduleFormOf(before);
        const unfit = how.isAnonymous ? await whoFault(actor, form.people, how) : undefined;
        if (unfit !== undefined) return scheduleFault('names', unfit);
        return configOf(form, how, before.config);
      });
      // What is written from now on is kept as the next retro shows it.
      if (outcome.kind === 'saved') await retros.gatherAs(actor.workspaceId, how);
      return outcome;
    },
  };

  /** Who is named must be in a team; each team must have somebody, and without names there must be enough. */
  async function whoFault(
    { workspaceId }: ScheduleActor,
    named: readonly string[],
    { isAnonymous }: Pick<ScheduleHow, 'isAnonymous'>,
  ): Promise<string | undefined> {
    if (named.length > 0) await people.know(named);
    const { participants, strangers } = await retros.whoTakesPart(db, workspaceId, named);
    if (strangers.length > 0)
      return `${strangers.join(', ')} can’t take part: only members of sales and marketing can.`;
    const why = peopleFault(participants, isAnonymous);
    return why === undefined ? undefined : WHY[why];
  }
}

const WHY = {
  'no-sales': 'Somebody of sales must take part.',
  'no-marketing': 'Somebody of marketing must take part.',
  'too-few-unnamed': 'Without names, three or more must take part, or it would show who wrote what.',
} as const;
