import { howOftenText } from '../core/how-often.ts';
import { DAY } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import { managesAny } from '../core/rights.ts';
import type { SaveOutcome, ScheduledRitual } from '../core/scheduled.ts';
import { SIDES } from '../core/verdict.ts';
import { canonicalZone } from '../core/zones.ts';
import {
  configOf,
  LEAD_REVIEW,
  LEAST_WITHOUT_NAMES,
  NEW_SCHEDULE,
  type ScheduleForm,
  type ScheduleLeads,
  scheduleFormOf,
  scheduleLeadsOf,
  scheduleSettings,
} from './schedule.ts';
import type { NamedChoices, ScheduleActor, ScheduleDeps } from './schedule-ports-service.ts';

/** Where in a form a sentence belongs. */
export type ScheduleField = 'channel' | 'often' | 'at' | 'people' | 'size' | 'only' | 'names' | 'zone';

export type ScheduleOutcome =
  | {
      readonly kind: 'saved';
      readonly schedule: ScheduledRitual;
      /** "Every first Monday of the month, next on Mon 7 Dec" */
      readonly howOften: string;
    }
  | { readonly kind: 'faults'; readonly faults: Readonly<Partial<Record<ScheduleField, string>>> }
  | { readonly kind: 'not-manager' | 'not-yours' | 'not-now' };

/** How far back it is looked for what leads have. */
const LATELY = 92 * DAY;

/** Setting up when reviews are held. */
export function createScheduling({ database, clock, rituals, people, reviews, channelFault }: ScheduleDeps) {
  const { db } = database;

  return {
    /** Managers and admins set schedules up. */
    maySchedule: managesAny,

    /** Those that this person may change. */
    async managed(actor: ScheduleActor): Promise<readonly ScheduledRitual[]> {
      const all = await rituals.list(db, actor.workspaceId, LEAD_REVIEW);
      return all.filter((ritual) => rituals.mayManage(actor, ritual));
    },

    /** What the form shows: of a schedule that is there, or of a new one. */
    async form(actor: ScheduleActor, ritualId: string | undefined): Promise<ScheduleForm | 'not-manager'> {
      if (ritualId === undefined) return managesAny(actor) ? NEW_SCHEDULE : 'not-manager';
      const ritual = await theirs(actor, ritualId);
      return ritual === undefined ? 'not-manager' : scheduleFormOf(ritual);
    },

    /** The same of which leads are judged, with what can be chosen. */
    async leadsForm(
      actor: ScheduleActor,
      ritualId: string,
    ): Promise<{ readonly leads: ScheduleLeads; readonly choices: NamedChoices } | undefined> {
      const ritual = await theirs(actor, ritualId);
      if (ritual === undefined) return undefined;
      const leads = scheduleLeadsOf(ritual);
      const now = clock.now();
      const choices = await reviews.choices(db, actor.workspaceId, { from: now - LATELY, until: now });
      const reps = [...(leads.only.reps ?? []), ...choices.reps.map(({ value }) => value)];
      return { leads, choices: { ...choices, names: await people.namesOf(db, reps) } };
    },

    async save(actor: ScheduleActor, form: ScheduleForm): Promise<ScheduleOutcome> {
      const before = form.ritualId === undefined ? undefined : await theirs(actor, form.ritualId);
      if (form.ritualId === undefined ? !managesAny(actor) : before === undefined) return { kind: 'not-manager' };
      const known = await rituals.savedBefore(actor);
      if (known !== undefined) return outcomeOf(known);
      const leads =
        before === undefined ? { ...scheduleSettings.parse({}), zone: actor.zone } : scheduleLeadsOf(before);
      if (form.channelId === undefined) return fault('channel', 'Choose a channel, please.');
      const unfit = await peopleFault(actor, form.people, leads);
      if (unfit !== undefined) return fault('people', unfit);
      const isMoved = form.channelId !== before?.config.channelId;
      const unusable = isMoved ? await channelFault(form.channelId) : undefined;
      if (unusable !== undefined) return fault('channel', unusable);
      const config = configOf(form, leads, { owners: before?.config.owners ?? [actor.id] });
      const refused = await rituals.check(actor, config);
      if (refused.length > 0) return outcomeOf({ kind: 'refused', faults: refused });
      return outcomeOf(
        before === undefined
          ? await rituals.create(actor, { kind: LEAD_REVIEW, config })
          : await rituals.edit(actor, before.id, config),
      );
    },

    async saveLeads(actor: ScheduleActor, ritualId: string, wish: ScheduleLeads): Promise<ScheduleOutcome> {
      const before = await theirs(actor, ritualId);
      if (before === undefined) return { kind: 'not-manager' };
      const known = await rituals.savedBefore(actor);
      if (known !== undefined) return outcomeOf(known);
      const zone = canonicalZone(wish.zone);
      if (zone === undefined) return fault('zone', NO_ZONE);
      const form = scheduleFormOf(before);
      const unfit = wish.isAnonymous ? await peopleFault(actor, form.people, wish) : undefined;
      if (unfit !== undefined) return fault('names', unfit);
      const config = configOf(form, { ...wish, zone }, { owners: before.config.owners });
      return outcomeOf(await rituals.edit(actor, ritualId, config));
    },

    async pause(actor: ScheduleActor, ritualId: string): Promise<ScheduleOutcome> {
      return (await move(actor, ritualId)) ?? outcomeOf(await rituals.pause(actor, ritualId));
    },

    async resume(actor: ScheduleActor, ritualId: string): Promise<ScheduleOutcome> {
      return (await move(actor, ritualId)) ?? outcomeOf(await rituals.resume(actor, ritualId));
    },

    /** For ever. A review that runs goes on to its end. */
    async stop(actor: ScheduleActor, ritualId: string): Promise<ScheduleOutcome> {
      return (await move(actor, ritualId)) ?? outcomeOf(await rituals.end(actor, ritualId));
    },
  };

  /** Only schedules of reviews: ids come back from Slack, and may be those of anything that recurs. */
  async function theirs(actor: ScheduleActor, ritualId: string): Promise<ScheduledRitual | undefined> {
    const ritual = await rituals.find(db, ritualId);
    if (ritual?.kind !== LEAD_REVIEW || ritual.workspaceId !== actor.workspaceId) return undefined;
    return rituals.mayManage(actor, ritual) ? ritual : undefined;
  }

  async function move(actor: ScheduleActor, ritualId: string): Promise<ScheduleOutcome | undefined> {
    const ritual = await rituals.find(db, ritualId);
    if (ritual?.kind === LEAD_REVIEW && ritual.state === 'ended') return { kind: 'not-now' };
    return (await theirs(actor, ritualId)) === undefined ? { kind: 'not-manager' } : undefined;
  }

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
    const least = isAnonymous ? LEAST_WITHOUT_NAMES : 1;
    const counts = SIDES.map((side) => fit.filter((one) => one.side === side).length);
    if (counts.every((count) => count >= least)) return undefined;
    return isAnonymous
      ? `Without names, ${LEAST_WITHOUT_NAMES} of each team must judge, or it would show who said what.`
      : 'Each team needs at least one person who judges.';
  }

  function outcomeOf(outcome: SaveOutcome): ScheduleOutcome {
    if (outcome.kind === 'refused') {
      const named = outcome.faults.map(({ field, sentence }) => [FIELD_OF[field] ?? 'channel', sentence]);
      return { kind: 'faults', faults: Object.fromEntries(named) };
    }
    if (outcome.kind !== 'saved') return outcome;
    const { ritual, fromOn } = outcome;
    return { kind: 'saved', schedule: ritual, howOften: howOftenText(ritual.config.recurrence, fromOn) };
  }
}

const NO_ZONE = 'That is not a time zone that I know. Write a name such as Europe/Berlin.';

const fault = (field: ScheduleField, sentence: string): ScheduleOutcome => ({
  kind: 'faults',
  faults: { [field]: sentence },
});

/** The engine's names of what can be wrong. */
const FIELD_OF: Readonly<Record<string, ScheduleField>> = {
  participants: 'people',
  days: 'often',
  at: 'at',
  zone: 'zone',
};
