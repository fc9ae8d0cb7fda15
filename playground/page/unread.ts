import type { Channel, Notification } from '../server/model.ts';
import { type Memory, threadKey } from './memory.ts';
import type { Stage } from './stage.ts';

/** Where a message stands: its channel, or the thread that it is a reply in. */
export interface Where {
  readonly channel: string;
  readonly thread: string | undefined;
}

export const whereOf = (slack: Stage['slack'], { channel, ts }: Pick<Notification, 'channel' | 'ts'>): Where => {
  const message = slack
    .channels()
    .find(({ id }) => id === channel)
    ?.messages.find((one) => one.ts === ts);
  return { channel, thread: message?.threadTs };
};

/** What rang on somebody's phone and hasn't been looked at, oldest first. */
export function unreadRings({ slack }: Stage, memory: Memory, person: string): readonly Notification[] {
  return slack
    .person(person)
    .notifications()
    .filter((ring) => {
      const { channel, thread } = whereOf(slack, ring);
      return ring.ts > memory.readUpTo(person, thread === undefined ? channel : threadKey(channel, thread));
    });
}

/** Whether a channel has something new for somebody, outside its threads. */
export const hasNews = (memory: Memory, channel: Channel, person: string): boolean =>
  channel.messages.some(
    ({ ts, user, threadTs, onlyFor }) =>
      threadTs === undefined &&
      user !== person &&
      (onlyFor === undefined || onlyFor === person) &&
      ts > memory.readUpTo(person, channel.id),
  );
