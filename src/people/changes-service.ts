import type { ChannelChange, PersonChange } from '../core/person-days.ts';
import type { Tx } from '../platform/db/database.ts';

export type PersonListener = (tx: Tx, change: PersonChange) => Promise<void>;
export type ChannelListener = (change: ChannelChange) => Promise<void>;

export type Changes = ReturnType<typeof createChanges>;

/** Tells other features what decides when people are asked, when it changes. */
export function createChanges(workspaceId: string) {
  const listeners: PersonListener[] = [];
  const channelListeners: ChannelListener[] = [];

  return {
    /** Listeners are called in the transaction of the change; they only write and enqueue. */
    subscribe(listener: PersonListener): void {
      listeners.push(listener);
    },

    /** Somebody came into a channel that Baton is in, or left it. Slack may tell the same twice. */
    subscribeChannels(listener: ChannelListener): void {
      channelListeners.push(listener);
    },

    /** To be called only when something has really changed; of nobody nothing is told. */
    async tell(tx: Tx, what: PersonChange['what'], personIds: PersonChange['personIds']): Promise<void> {
      if (personIds !== 'everyone' && personIds.length === 0) return;
      for (const listener of listeners) await listener(tx, { workspaceId, personIds, what });
    },

    async tellChannel(change: ChannelChange): Promise<void> {
      for (const listener of channelListeners) await listener(change);
    },
  };
}
