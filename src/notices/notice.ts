import type { Duration, Instant } from '../core/instants.ts';
import type { Manners, Notice, Recipient } from '../core/notice.ts';

export interface Timing {
  /** From this age on a notice is old news: two of them for one recipient become one message. */
  readonly lateAfter: Duration;
  /** Least time between two merged messages to one recipient. */
  readonly mergedEvery: Duration;
  /** Unasked messages a person gets in a day. */
  readonly rationPerDay: number;
}

/** Which of the waiting notices go out next, as one message. `waiting` is not empty and in order of time. */
export function nextBatch(
  waiting: readonly Notice[],
  manners: ReadonlyMap<string, Manners>,
  now: Instant,
  timing: Timing,
): readonly Notice[] {
  const old = waiting.filter(({ at }) => now - at > timing.lateAfter);
  if (old.length >= 2) return old;
  const [first] = waiting;
  if (first !== undefined && manners.get(first.kind)?.isMergedHourly) {
    return waiting.filter(({ kind }) => kind === first.kind);
  }
  return waiting.slice(0, 1);
}

/** One text for the recipient's column: `person:U1`, `channel:C1`. */
export const recipientKey = (to: Recipient): string =>
  'person' in to ? `person:${to.person}` : `channel:${to.channel}`;

export function recipientFrom(key: string): Recipient {
  const id = key.slice(key.indexOf(':') + 1);
  return key.startsWith('person:') ? { person: id } : { channel: id };
}
