import { type Instant, MINUTE } from '../../src/core/instants.ts';
import type { SeenMessage, SeenView } from '../server/seen.ts';

/** What the page itself has to remember; this Slack knows nothing of screens. */
export interface Memory {
  /** What somebody was told after what they did last. */
  readonly notes: Map<string, string>;
  /** What Slack found missing in a modal before it asked the bot, by view and block. */
  readonly gaps: Map<SeenView['id'], Readonly<Record<string, string>>>;
  markRead(person: string, where: string, upTo: SeenMessage['ts']): void;
  /** Up to where somebody has read a channel, or a thread (`channel/ts`). */
  readUpTo(person: string, where: string): SeenMessage['ts'];
  /** Changes whenever the page would look different. */
  version(): string;
  changed(): void;
}

export const threadKey = (channel: string, ts: string): string => `${channel}/${ts}`;

export function createMemory(now: () => Instant): Memory {
  const marks = new Map<string, string>();
  let changes = 0;
  const key = (person: string, where: string) => `${person} ${where}`;
  return {
    notes: new Map(),
    gaps: new Map(),
    markRead(person, where, upTo) {
      if (upTo > (marks.get(key(person, where)) ?? '')) marks.set(key(person, where), upTo);
    },
    readUpTo: (person, where) => marks.get(key(person, where)) ?? '',
    // The clock is on the page, too.
    version: () => `${changes}.${Math.floor(now() / MINUTE)}`,
    changed() {
      changes += 1;
    },
  };
}
