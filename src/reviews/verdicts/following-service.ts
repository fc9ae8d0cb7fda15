import { z } from 'zod';
import type { Instant } from '../../core/instants.ts';
import { REASON_KEYS } from '../../core/lead-reasons.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { LeadEntry, ReviewsDeps } from '../ports-service.ts';
import { redrawAfter } from '../thread/redrawing-service.ts';
import { ANY_TIME, judgedByRejection, type Verdict } from './verdict.ts';
import * as store from './verdicts-store.ts';

/** Who gives a lead up has thereby judged it. */
export function createFollowing({ clock, ids, jobs }: Pick<ReviewsDeps, 'clock' | 'ids' | 'jobs'>) {
  return {
    /**
     * Follows the journal of leads, in the transaction of the change: a rejection is a verdict, and one that is taken back or
     * overturned never was. What the rep had found before holds again then.
     */
    async follow(tx: Tx, entry: LeadEntry): Promise<void> {
      await redrawAfter({ clock, jobs }, tx, entry);
      switch (entry.kind) {
        case 'rejected':
          return given(tx, entry);
        case 'outcome-undone':
        case 'overturned':
          return takenBack(tx, entry.leadId, takenBackBy(entry.kind, entry.change));
      }
    },
  };

  async function given(tx: Tx, { leadId, workspaceId, seq, by, at, change }: LeadEntry): Promise<void> {
    const { reason, detail, isCounted } = rejected.parse(change);
    // What was never a lead of its own says nothing of where leads come from (1e); what a CRM tells without a name is nobody's.
    if (by === undefined || !isCounted) return;
    const place = { leadId, personId: by, occasion: ANY_TIME };
    const before = await store.findOwn(tx, place);
    if (before !== undefined) await store.end(tx, before.id, clock.now());
    await store.insert(tx, {
      ...place,
      ...judgedByRejection(reason, detail),
      id: ids.next(),
      workspaceId,
      // Only who sells gives up what is counted.
      side: 'sales',
      rejection: seq,
      insteadOf: before?.id,
      givenAt: before?.givenAt ?? at,
      saidAt: at,
      shownAt: at,
    });
  }

  async function takenBack(tx: Tx, leadId: string, seq: number): Promise<void> {
    const said = await store.findByRejection(tx, leadId, seq);
    if (said !== undefined) await restoreBefore(tx, said, ids.next(), clock.now());
  }
}

/** Which rejection an entry takes back: its place in the lead's journal. */
export const takenBackBy = (kind: 'outcome-undone' | 'overturned', change: unknown): number =>
  kind === 'overturned' ? overturned.parse(change).rejection : undone.parse(change).seq;

/** A verdict holds no more, as if it had never been said; the one that held before it holds again, by the name `id`. */
export async function restoreBefore(tx: Tx, said: Verdict, id: string, now: Instant): Promise<void> {
  if (!(await store.end(tx, said.id, now))) return;
  const before: Verdict | undefined =
    said.insteadOf === undefined ? undefined : await store.findVerdict(tx, said.insteadOf);
  if (before !== undefined) await store.insert(tx, { ...before, id, saidAt: now });
}

const rejected = z.object({
  reason: z.enum(REASON_KEYS),
  detail: z.string().optional(),
  isCounted: z.boolean(),
});

const undone = z.object({ seq: z.number() });

const overturned = z.object({ rejection: z.number() });
