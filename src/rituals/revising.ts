import type { Instant } from '../core/instants.ts';
import type { PersonDays } from '../core/person-days.ts';
import { placed, placing } from './placement.ts';
import { afterEarlier, beforeLater } from './planning.ts';
import { reconciled } from './reconciling.ts';
import type { RitualConfig } from './ritual.ts';
import type { Slot, SlotPlan } from './slot.ts';

export interface Revising {
  /** The configuration with which the occurrence opened. */
  readonly config: RitualConfig;
  readonly teamDate: string;
  /** Everybody who takes part now. */
  readonly people: readonly PersonDays[];
  readonly known: readonly Slot[];
  /** The slots of the occurrences before that can matter, the newest first: a change of zone could ask twice for one date. */
  readonly before: readonly Slot[];
  /** The slots of later occurrences for which somebody was asked or has answered. */
  readonly after: readonly Slot[];
  readonly now: Instant;
}

/** A slot of an open occurrence that people have changed; without `slot` it is new. */
export interface Revision {
  readonly slot: Slot | undefined;
  readonly plan: SlotPlan;
}

/** What an open occurrence must change because people have changed, one person at a time. */
export function revised({ config, teamDate, people, known, before, after, now }: Revising): readonly Revision[] {
  const context = { now, grace: config.graceMs, isOpen: true, isRetried: false };
  const times = placing(config);
  const left = new Map(known.map((slot) => [slot.personId, slot]));
  const earlier = Map.groupBy(before, ({ personId }) => personId);
  const later = Map.groupBy(after, ({ personId }) => personId);
  const decided = people.map((person) => {
    const slot = left.get(person.personId);
    left.delete(person.personId);
    const decidedNow = beforeLater(placed(config, teamDate, person, times), later.get(person.personId));
    const fresh = afterEarlier(decidedNow, earlier.get(person.personId), false);
    return { slot, plan: reconciled(slot, fresh, context) };
  });
  for (const slot of left.values()) decided.push({ slot, plan: reconciled(slot, undefined, context) });
  return decided.flatMap(({ slot, plan }) => (plan === undefined || plan === slot ? [] : [{ slot, plan }]));
}
