import type { Instant } from '../core/instants.ts';
import type { Db } from './db/database.ts';

/** What a look at one part of a table found, and where the next part begins; undefined at the end. */
export interface Part<C> {
  readonly subjects: readonly string[];
  readonly next: C | undefined;
}

/**
 * Looks at a large table part by part, one part in each audit but each part in two in a row, as the auditor believes nothing
 * else; then begins anew.
 */
export function rollingWindow<C>(first: C, look: (read: Db, from: C, now: Instant) => Promise<Part<C>>) {
  let from = first;
  let isSecondLook = false;
  return async (read: Db, now: Instant): Promise<readonly string[]> => {
    const { subjects, next } = await look(read, from, now);
    if (isSecondLook) from = next ?? first;
    // A table that fits into one part is all looked at each time.
    isSecondLook = !isSecondLook;
    return subjects;
  };
}
