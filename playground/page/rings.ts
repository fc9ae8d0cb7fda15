import type { Channel, Notification } from '../server/model.ts';
import type { Ring } from '../wire.ts';
import { type Memory, threadKey } from './memory.ts';
import type { Stage } from './stage.ts';

const MOST = 30;

/** Which phones have rung, the newest first. */
export const newestRings = (stage: Stage): Ring[] =>
  stage.slack
    .notifications()
    .slice(-MOST)
    .toReversed()
    .map((ring) => ({ ...ring, thread: threadOf(stage, ring), isUnread: isUnread(stage, ring) }));

/** What rang for somebody, in one channel or in all, and hasn't been looked at. */
export const unreadRings = (stage: Stage, person: string, channel?: string): number =>
  stage.slack
    .notifications()
    .filter(
      (ring) => ring.person === person && (channel === undefined || ring.channel === channel) && isUnread(stage, ring),
    ).length;

function isUnread(stage: Stage, ring: Notification): boolean {
  const thread = threadOf(stage, ring);
  const where = thread === undefined ? ring.channel : threadKey(ring.channel, thread);
  return ring.ts > stage.memory.readUpTo(ring.person, where);
}

// A week holds hundreds of them, each asked for at every change; where a message stands never changes.
const threads = new WeakMap<Notification, { readonly thread: string | undefined }>();

function threadOf({ slack }: Stage, ring: Notification): string | undefined {
  const known = threads.get(ring);
  if (known !== undefined) return known.thread;
  const channel = slack.channels().find(({ id }) => id === ring.channel);
  const thread = channel?.messages.find(({ ts }) => ts === ring.ts)?.threadTs;
  threads.set(ring, { thread });
  return thread;
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
