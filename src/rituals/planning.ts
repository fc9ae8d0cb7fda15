import type { Instant } from '../core/instants.ts';
import { addDays, dateAt } from '../core/local-time.ts';
import type { PersonDays } from '../core/person-days.ts';
import { isTooLate } from './catch-up.ts';
import { placed, placing, teamCloseOn } from './placement.ts';
import { reconciled } from './reconciling.ts';
import { isScheduled } from './recurrence.ts';
import { isPausedOn, type Ritual, type RitualConfig } from './ritual.ts';
import { hasSpoken, type Occurrence, type SkipReason, type Slot, type SlotPlan } from './slot.ts';

/**
 * Why dates are planned: an occurrence has opened, or people have changed (`succession`); the ritual begins; somebody has
 * edited or resumed it. It decides what a date is called whose time has passed already.
 */
export type PlanCause = 'succession' | 'start' | 'edit' | 'resume';

export interface Planning {
  readonly ritual: Ritual;
  /** Everybody who takes part now. */
  readonly people: readonly PersonDays[];
  readonly now: Instant;
  readonly cause: PlanCause;
  /** The first date that may be planned: the one after the last that opened. */
  readonly fromOn: string;
  /** Today where the team is. */
  readonly today: string;
  /** The dates from `fromOn` on that are recorded as skipped. */
  readonly skipped: ReadonlySet<string>;
  /** The occurrence that is planned so far, which moves rather than being made anew: it may hold early answers (ANS-3). */
  readonly draft: { readonly teamDate: string; readonly slots: readonly Slot[] } | undefined;
  /** The slots of the occurrences before that can matter, the newest first. */
  readonly before: readonly Slot[];
}

export interface SkippedDate {
  readonly teamDate: string;
  readonly because: SkipReason;
  /** Why each person isn't asked, on a date on which the ritual is held and everybody is off. */
  readonly slots: readonly SlotPlan[];
}

export interface Plan {
  /** Dates up to the next occurrence, without those whose record stays as it is. */
  readonly skipped: readonly SkippedDate[];
  /** Undefined if nobody can be asked within the next three months. */
  readonly next: PlannedDate | undefined;
}

export interface PlannedDate {
  readonly teamDate: string;
  readonly slots: readonly SlotPlan[];
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** How far ahead the next occurrence is looked for. */
const FURTHEST_DAYS = 92;

/** The first date that may be planned. A ritual that moves to another zone may be younger there than its first record. */
export function firstDate(
  ritual: Ritual,
  lastOpened: Pick<Occurrence, 'teamDate'> | undefined,
  recorded: readonly Pick<Occurrence, 'teamDate'>[],
): string {
  if (lastOpened !== undefined) return addDays(lastOpened.teamDate, 1);
  const created = dateAt(ritual.createdAt, ritual.config.zone);
  return recorded.reduce(
    (first, { teamDate }) => (teamDate < first ? teamDate : first),
    recorded[0]?.teamDate ?? created,
  );
}

/** Finds the next date of a ritual, decides everybody's slot on it, and explains each date before it. */
export function planned(planning: Planning): Plan {
  const { ritual, fromOn, today, draft } = planning;
  const { config } = ritual;
  const times = placing(config);
  const skipped: SkippedDate[] = [];
  const last = addDays(fromOn > today ? fromOn : today, FURTHEST_DAYS);
  for (let date = fromOn; date <= last; date = addDays(date, 1)) {
    // A draft may move away, and its date then needs a record; what is over is not explained anew.
    const isRecorded = planning.skipped.has(date) && draft?.teamDate !== date;
    if (isRecorded && date < today) continue;
    if (isPausedOn(ritual, date)) skipped.push({ teamDate: date, because: 'paused', slots: [] });
    else if (!isScheduled(config.recurrence, date)) {
      skipped.push({ teamDate: date, because: 'not-scheduled', slots: [] });
    } else {
      const slots = slotsOn(planning, date, times);
      const isDraft = draft?.teamDate === date && planning.cause === 'succession';
      if (!slots.some(isAsked)) skipped.push({ teamDate: date, because: 'nobody', slots });
      else if (isDraft || isInTime(planning, slots, isRecorded)) return { skipped, next: dated(config, date, slots) };
      else if (!isRecorded) skipped.push({ teamDate: date, because: LATE[planning.cause], slots: [] });
    }
  }
  return { skipped: skipped.filter(({ teamDate }) => teamDate <= today), next: undefined };
}

const LATE: Readonly<Record<PlanCause, SkipReason>> = {
  start: 'not-begun',
  succession: 'offline',
  edit: 'edited',
  resume: 'paused',
};

const isAsked = ({ state }: SlotPlan): boolean => state === 'pending' || state === 'answered';

/** Dates that nobody has chosen just now must reach everybody; one that came during an outage, whoever can still be asked. */
function isInTime({ cause, now, ritual }: Planning, slots: readonly SlotPlan[], isRecorded: boolean): boolean {
  const asked = slots.filter(isAsked);
  return cause === 'succession' && !isRecorded
    ? asked.some((slot) => !isTooLate(slot, now, ritual.config.graceMs))
    : asked.every(({ dueAt }) => dueAt >= now);
}

/** Everybody's slot on a date: newly decided, or what the draft has become. */
function slotsOn(planning: Planning, date: string, times: ReturnType<typeof placing>): SlotPlan[] {
  const { ritual, people, now, cause, draft } = planning;
  const before = Map.groupBy(planning.before, ({ personId }) => personId);
  const kept = new Map(draft?.slots.map((slot) => [slot.personId, slot]));
  const context = { now, grace: ritual.config.graceMs, isOpen: false, isRetried: cause !== 'succession' };
  const isSame = draft?.teamDate === date && cause === 'succession';
  const present = new Set(people.map(({ personId }) => personId));
  const decided = people.map((person) => {
    const earlier = before.get(person.personId);
    const fresh = afterEarlier(placed(ritual.config, date, person, times), earlier, context.isRetried);
    const slot = kept.get(person.personId);
    if (slot !== undefined && hasSpoken(slot)) return { ...fresh, state: slot.state, reason: slot.reason };
    if (!isSame) return fresh;
    return reconciled(slot, fresh, context) ?? fresh;
  });
  if (draft?.teamDate !== date) return decided;
  // What somebody has said before they left stays (PPL-3).
  return [...decided, ...draft.slots.filter((slot) => hasSpoken(slot) && !present.has(slot.personId))];
}

/**
 * What somebody's slots before, the newest first, say about the next: nobody is asked again for a date of theirs, unreachable
 * people are not tried again, those who are back are not counted at once.
 */
export function afterEarlier(plan: SlotPlan, earlier: readonly Slot[] | undefined, isRetried: boolean): SlotPlan {
  const [last] = earlier ?? [];
  if (earlier === undefined || last === undefined || plan.state !== 'pending') return plan;
  // Only where everybody is asked at the team's time: in a new zone a day may have the date of one before (TIME-5).
  if (earlier.some((slot) => wasAsked(slot) && slot.localDate === plan.localDate)) return travelled(plan);
  if (last.state !== 'unreachable') return plan;
  return last.reason?.code === 'error' && !isRetried
    ? { ...plan, state: 'unreachable', reason: last.reason }
    : { ...plan, isOptional: true };
}

/** What somebody's slots of later occurrences say: their date may have been that of a later one before they flew (TIME-5). */
export const beforeLater = (plan: SlotPlan, later: readonly Slot[] | undefined): SlotPlan =>
  plan.state === 'pending' && later?.some(({ localDate }) => localDate === plan.localDate) ? travelled(plan) : plan;

const travelled = (plan: SlotPlan): SlotPlan => ({ ...plan, state: 'excused', reason: { code: 'travel' } });

const wasAsked = ({ promptedAt, state }: Slot): boolean =>
  promptedAt !== undefined || (state !== 'excused' && state !== 'unreachable');

/**
 * From which dates on slots before an occurrence can matter to it. A team and a person may be 26 hours apart: a date of theirs
 * is at most two days from the team's, so that one from four days before can be the same.
 */
export function mattersFrom(teamDate: string): { readonly teamDate: string; readonly localDate: string } {
  return { teamDate: addDays(teamDate, -4), localDate: addDays(teamDate, -2) };
}

/** Until which dates slots after an occurrence can matter to it. */
export function mattersUntil(teamDate: string): { readonly teamDate: string; readonly localDate: string } {
  return { teamDate: addDays(teamDate, 4), localDate: addDays(teamDate, 2) };
}

function dated(config: RitualConfig, teamDate: string, slots: readonly SlotPlan[]): PlannedDate {
  return { teamDate, slots, ...spanOf(config, teamDate, slots) };
}

/** From the first prompt to the last close; excused people don't count. */
export function spanOf(
  config: RitualConfig,
  teamDate: string,
  slots: readonly Pick<SlotPlan, 'state' | 'dueAt' | 'closeAt'>[],
): { opensAt: Instant; closesAt: Instant } {
  const counted = slots.filter(({ state }) => state !== 'excused' && state !== 'unreachable');
  let [opensAt, closesAt] = [Number.POSITIVE_INFINITY, 0];
  for (const { dueAt, closeAt } of counted.length > 0 ? counted : slots) {
    opensAt = Math.min(opensAt, dueAt);
    closesAt = Math.max(closesAt, closeAt);
  }
  return { opensAt, closesAt: teamCloseOn(config, teamDate) ?? closesAt };
}
