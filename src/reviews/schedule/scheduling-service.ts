import { DAY } from '../../core/instants.ts';
import { dateAt } from '../../core/local-time.ts';
import { type ScheduleForm, scheduleFormOf } from '../../core/schedule-form.ts';
import { type ScheduleOutcome, scheduleFault } from '../../core/scheduled.ts';
import { SIDES } from '../../core/verdict.ts';
import { canonicalZone } from '../../core/zones.ts';
import { ANONYMOUS_A_SIDE } from '../sides.ts';
import { configOf, NEW_SCHEDULE, type ScheduleLeads, scheduleLeadsOf, scheduleSettings } from './schedule.ts';
import type { NamedChoices, ScheduleActor, ScheduleDeps } from './schedule-ports-service.ts';

/** How far back it is looked for what leads have. */
const LATELY = 92 * DAY;

/** Setting up when reviews are held. */
export function createScheduling({ database, clock, schedules, people, reviews }: ScheduleDeps) {
  const { db } = database;
  const { save, ...kept } = schedules;

  return {
    ...kept,

    /** What the form shows, of a schedule that is there or of a new one, and the zone in which that counts. */
    async form(
      actor: ScheduleActor,
      ritualId: string | undefined,
    ): Promise<{ readonly form: ScheduleForm; readonly zone: string } | 'not-manager'> {
      const ritual = ritualId === undefined ? undefined : await schedules.theirs(actor, ritualId);
      if (ritual !== undefined) return { form: scheduleFormOf(ritual), zone: ritual.config.zone };
      const mayMakeOne = ritualId === undefined && schedules.mayAdd(actor);
      return mayMakeOne ? { form: NEW_SCHEDULE, zone: await people.officeZone(db) } : 'not-manager';
    },

    /** Which leads are judged, with what can be chosen. */
    async leadsForm(
      actor: ScheduleActor,
      ritualId: string,
    ): Promise<{ readonly leads: ScheduleLeads; readonly choices: NamedChoices } | undefined> {
      const ritual = await schedules.theirs(actor, ritualId);
      if (ritual === undefined) return undefined;
      const leads = scheduleLeadsOf(ritual);
      const now = clock.now();
      const choices = await reviews.choices(db, actor.workspaceId, { from: now - LATELY, until: now });
      const reps = [...(leads.only.reps ?? []), ...choices.reps.map(({ value }) => value)];
      return { leads, choices: { ...choices, names: await people.namesOf(db, reps) } };
    },

    save: (actor: ScheduleActor, form: ScheduleForm): Promise<ScheduleOutcome> =>
      save(actor, form.ritualId, async (before) => {
        if (form.channelId === undefined) return scheduleFault('channel', 'Choose a channel, please.');
        // Both teams judge in the company’s time, whoever sets it up, unless somebody chooses another one.
        const leads =
          before === undefined
            ? { ...scheduleSettings.parse({}), zone: await people.officeZone(db) }
            : scheduleLeadsOf(before);
        const unfit = await peopleFault(actor, form.people, leads);
        if (unfit !== undefined) return scheduleFault('people', unfit);
        return configOf(form, leads, { owners: before?.config.owners ?? [actor.id] });
      }),

    saveLeads: (actor: ScheduleActor, ritualId: string, wish: ScheduleLeads): Promise<ScheduleOutcome> =>
      save(actor, ritualId, async (before) => {
        if (before === undefined) return { kind: 'not-now' };
        const zone = canonicalZone(wish.zone);
        if (zone === undefined) return scheduleFault('zone', NO_ZONE);
        const form = scheduleFormOf(before);
        const unfit = wish.isAnonymous ? await peopleFault(actor, form.people, wish) : undefined;
        if (unfit !== undefined) return scheduleFault('names', unfit);
        return configOf(form, { ...wish, zone }, { owners: before.config.owners });
      }),
  };

  /** Who is named must be able to judge; each team must have somebody, and without names enough. */
  async function peopleFault(
    { workspaceId }: ScheduleActor,
    named: readonly string[],
    { isAnonymous }: Pick<ScheduleLeads, 'isAnonymous'>,
  ): Promise<string | undefined> {
    if (named.length > 0) await people.know(named);
    const now = clock.now();
    const raters =
      named.length > 0
        ? await reviews.namedRaters(db, workspaceId, named, now)
        : await reviews.possibleRaters(db, workspaceId, now);
    const fit = raters.filter(({ isGuest }) => !isGuest);
    const unfit = named.filter((id) => !fit.some(({ personId }) => personId === id));
    if (unfit.length > 0) {
      const today = dateAt(now, 'UTC');
      const known = await people.daysOf(db, unfit, { fromOn: today, untilOn: today });
      const names = known.map(({ name }) => name).join(', ') || 'Somebody here';
      return `${names} can’t judge: only members of sales and marketing can.`;
    }
    const least = isAnonymous ? ANONYMOUS_A_SIDE : 1;
    const counts = SIDES.map((side) => fit.filter((one) => one.side === side).length);
    if (counts.every((count) => count >= least)) return undefined;
    return isAnonymous
      ? `Without names, ${ANONYMOUS_A_SIDE} of each team must judge, or it would show who said what.`
      : 'Each team needs at least one person who judges.';
  }
}

const NO_ZONE = 'That is not a time zone that I know. Write a name such as Europe/Berlin.';
