import type { SeenMessage } from '../server/seen.ts';
import type { LocalSlack } from '../server/start-local-slack.ts';

/** Up to where everybody has read; this Slack knows nothing of screens. */
export interface Memory {
  /** Says whether that was new. */
  markRead(person: string, where: string, upTo: SeenMessage['ts']): boolean;
  /** Everybody has read all that there is now. */
  markAllRead(slack: LocalSlack): void;
  /** Up to where somebody has read a channel, or a thread (`threadKey`). */
  readUpTo(person: string, where: string): SeenMessage['ts'];
}

export const threadKey = (channel: string, ts: string): string => `${channel}/${ts}`;

export function createMemory(): Memory {
  const marks = new Map<string, string>();
  const key = (person: string, where: string) => `${person} ${where}`;

  function markRead(person: string, where: string, upTo: string): boolean {
    if (upTo <= (marks.get(key(person, where)) ?? '')) return false;
    marks.set(key(person, where), upTo);
    return true;
  }

  return {
    markRead,
    markAllRead(slack) {
      for (const { id, members, messages } of slack.channels()) {
        for (const person of members) {
          for (const { ts, threadTs } of messages) {
            markRead(person, threadTs === undefined ? id : threadKey(id, threadTs), ts);
          }
        }
      }
    },
    readUpTo: (person, where) => marks.get(key(person, where)) ?? '',
  };
}
