import type { Duration, Instant } from '../core/instants.ts';

/** Whom a notice is for: one person's DM, or a channel (in a thread there, if the notice has one). */
export type Recipient = { readonly person: string } | { readonly channel: string };

/** Something that somebody should hear of, kept until it is told or no longer true. */
export interface Notice {
  readonly key: string;
  readonly workspaceId: string;
  readonly recipient: Recipient;
  readonly kind: string;
  /** What it is about: an id that the kind understands. */
  readonly subject: string;
  /** When it became true; not when it is told. */
  readonly at: Instant;
}

/** How often a kind of notice may interrupt. */
export interface Manners {
  /** At most one message an hour for one recipient, with everything that came up meanwhile. */
  readonly isMergedHourly?: true;
  /** Counts against the three unasked messages a day; what is about somebody's own leads doesn't. */
  readonly isRationed?: true;
}

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
