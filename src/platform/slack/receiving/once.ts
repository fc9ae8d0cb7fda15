import { type Duration, type Instant, MINUTE } from '../../../core/instants.ts';
import type { Clock } from '../../clock.ts';

/**
 * Runs the work of one delivery once: a second delivery of the same id waits for the first and gets its result, also
 * some minutes later. Work that failed is forgotten, so that the next delivery runs it again. A convenience, not the
 * guarantee: after a restart only the services' own keys recognise a repetition.
 */
export interface Once<T> {
  run(id: string, work: () => Promise<T>): Promise<T>;
}

// Slack repeats an event after a second, a minute and five; a duplicated envelope has been seen five minutes later.
const KEPT: Duration = 15 * MINUTE;
const MOST = 10_000;

export function createOnce<T>(clock: Clock): Once<T> {
  const known = new Map<string, { readonly at: Instant; readonly result: Promise<T> }>();
  return {
    async run(id, work) {
      forgetOld(known, clock.now() - KEPT);
      const before = known.get(id);
      if (before !== undefined) return before.result;
      const result = work();
      known.set(id, { at: clock.now(), result });
      try {
        return await result;
      } catch (error) {
        known.delete(id);
        throw error;
      }
    },
  };
}

/** Remembers ids for a while: `isNew` is true once for each. */
export function createSeen(clock: Clock, kept: Duration): { isNew(id: string): boolean } {
  const seen = new Map<string, { readonly at: Instant }>();
  return {
    isNew(id) {
      forgetOld(seen, clock.now() - kept);
      if (seen.has(id)) return false;
      seen.set(id, { at: clock.now() });
      return true;
    },
  };
}

/** A map keeps the order of insertion: the oldest come first. */
function forgetOld(entries: Map<string, { readonly at: Instant }>, before: Instant): void {
  for (const [id, { at }] of entries) {
    if (at >= before && entries.size <= MOST) return;
    entries.delete(id);
  }
}
