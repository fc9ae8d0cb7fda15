import { dateAt } from '../core/local-time.ts';
import type { Tx } from '../platform/db/database.ts';
import type { RitualsDeps } from './kinds-service.ts';
import type { Ritual } from './ritual.ts';
import type { Slot } from './slot.ts';

/** What owners hear unasked; each piece of news names its ritual. */
export type RitualNews =
  /** Nobody was asked whose time lay between these instants (DEL-3). */
  | { readonly kind: 'ritual.offline'; readonly ritualId: string; readonly from: number; readonly until: number }
  /** Three prompts in a row went unanswered (DEL-8). */
  | { readonly kind: 'ritual.silent'; readonly ritualId: string; readonly personId: string }
  | {
      readonly kind: 'ritual.unreachable';
      readonly ritualId: string;
      readonly personId: string;
      readonly code: string;
    }
  | { readonly kind: 'ritual.channel'; readonly ritualId: string; readonly code: string }
  /** The owners have left; whoever reads this is the owner now (PPL-8). */
  | { readonly kind: 'ritual.inherited'; readonly ritualId: string };

export type RitualTelling = ReturnType<typeof ritualTelling>;

/** Tells the owners of a ritual about trouble, each piece of news once. */
export function ritualTelling({ clock, notify }: Pick<RitualsDeps, 'clock' | 'notify'>) {
  return {
    /** At most once a day for one ritual: after a long outage several of its dates are caught up at once. */
    async offline(tx: Tx, ritual: Ritual, missed: readonly Slot[]): Promise<void> {
      if (missed.length === 0) return;
      const until = clock.now();
      const from = missed.reduce((first, { dueAt }) => Math.min(first, dueAt), until);
      const today = dateAt(until, ritual.config.zone);
      await tellOwners(tx, ritual, `ritual.offline:${ritual.id}:${today}`, {
        kind: 'ritual.offline',
        ritualId: ritual.id,
        from,
        until,
      });
    },

    /** Once for each time that somebody falls silent: `since` names the first of the prompts. */
    silent: (tx: Tx, ritual: Ritual, personId: string, since: string) =>
      tellOwners(tx, ritual, `ritual.silent:${since}`, { kind: 'ritual.silent', ritualId: ritual.id, personId }),

    unreachable: (tx: Tx, ritual: Ritual, { id, personId }: Slot, code: string) =>
      tellOwners(tx, ritual, `ritual.unreachable:${id}`, {
        kind: 'ritual.unreachable',
        ritualId: ritual.id,
        personId,
        code,
      }),

    channel: (tx: Tx, ritual: Ritual, code: string) =>
      tellOwners(tx, ritual, `ritual.channel:${ritual.id}:${ritual.config.channelId}:${clock.now()}`, {
        kind: 'ritual.channel',
        ritualId: ritual.id,
        code,
      }),

    inherited: (tx: Tx, ritual: Ritual) =>
      tellOwners(tx, ritual, `ritual.inherited:${ritual.id}:${ritual.version}`, {
        kind: 'ritual.inherited',
        ritualId: ritual.id,
      }),
  };

  async function tellOwners(tx: Tx, ritual: Ritual, key: string, { kind, ...news }: RitualNews): Promise<void> {
    const { workspaceId, config } = ritual;
    const subject = JSON.stringify(news);
    for (const person of config.owners) {
      await notify(tx, { key: `${key}:${person}`, workspaceId, recipient: { person }, kind, subject, at: clock.now() });
    }
  }
}
