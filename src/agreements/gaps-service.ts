import type { Instant } from '../core/instants.ts';
import { latestMorning, nextMorning } from '../core/mornings.ts';
import type { Tx } from '../platform/db/database.ts';
import { deliveriesOf } from './deliveries-service.ts';
import { type GapDigest, gapsOf, owesMarketing } from './gaps.ts';
import * as store from './gaps-store.ts';
import type { AgreementsDeps } from './ports-service.ts';

/** The kind of the job that tells marketing each morning what came incomplete. */
export const GAPS = 'agreements.gaps';

export const gapsKey = (workspaceId: string): string => `gaps:${workspaceId}`;

/** What marketing still owes on the leads that it delivers, once each working morning. */
export function createGaps({ database, clock, jobs, people, leads, notify }: AgreementsDeps) {
  const { db } = database;

  return {
    /** From now on incomplete leads are told of; those before are history. */
    async begin(tx: Tx, workspaceId: string): Promise<void> {
      const now = clock.now();
      await store.insertDigest(tx, workspaceId, { from: now, until: now });
      await look(tx, workspaceId);
    },

    look,

    /**
     * Tells marketing of what has come since it was told last, if a working morning has begun since then; answers when to look
     * again, or nothing once marketing owes nothing. After downtime everything since then is one digest.
     */
    tellGaps: (workspaceId: string): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        if (!owesMarketing(await leads.rules(tx, workspaceId))) return undefined;
        const calendar = await people.calendarOf(tx, workspaceId, { team: 'marketing' });
        const now = clock.now();
        const until = latestMorning(calendar, now);
        const from = (await store.lastDigestUntil(tx, workspaceId)) ?? now;
        if (until !== undefined && until > from) await tell(tx, workspaceId, { from, until });
        return nextMorning(calendar, now);
      }),

    /** What a digest says, as things are now; undefined if nothing of it is missing any more. */
    async digest(workspaceId: string, until: Instant): Promise<GapDigest | undefined> {
      const window = await store.findDigest(db, workspaceId, until);
      if (window === undefined) return undefined;
      const arrived = (await leads.arrivals(db, workspaceId, window)).filter(
        await deliveriesOf(people, db, workspaceId),
      );
      const gaps = gapsOf(arrived, await leads.rules(db, workspaceId));
      const { zone } = await people.calendarOf(db, workspaceId, { team: 'marketing' });
      return gaps.length === 0 ? undefined : { since: window.from, zone, gaps };
    },
  };

  function look(tx: Tx, workspaceId: string): Promise<void> {
    const key = gapsKey(workspaceId);
    return jobs.enqueue(tx, { kind: GAPS, key, payload: { workspaceId }, runAt: clock.now(), mode: 'latest' });
  }

  async function tell(tx: Tx, workspaceId: string, window: store.Window): Promise<void> {
    if (!(await store.insertDigest(tx, workspaceId, window))) return;
    for (const recipient of await recipients(tx, workspaceId)) {
      const to = Object.values(recipient).join();
      await notify(tx, {
        key: `gaps:${workspaceId}:${window.until}:${to}`,
        workspaceId,
        recipient,
        kind: 'agreements.gaps',
        subject: `${window.until}`,
        at: clock.now(),
      });
    }
  }

  /** Marketing's channel; without one, its managers. */
  async function recipients(
    tx: Tx,
    workspaceId: string,
  ): Promise<readonly ({ readonly channel: string } | { readonly person: string })[]> {
    const { marketingChannelId } = await leads.rules(tx, workspaceId);
    if (marketingChannelId !== undefined) return [{ channel: marketingChannelId }];
    return (await people.managersOf(tx, workspaceId, 'marketing')).map((person) => ({ person }));
  }
}
