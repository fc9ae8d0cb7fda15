import { z } from 'zod';
import { REASON_KEYS } from '../core/lead-reasons.ts';
import type { Tx } from '../platform/db/database.ts';
import type { LeadEntry, ReviewsDeps } from './ports-service.ts';
import { ANY_TIME, judgedByRejection, type Verdict } from './verdict.ts';
import * as store from './verdicts-store.ts';

/** Who gives a lead up has thereby judged it. */
export function createFollowing({ clock, ids }: ReviewsDeps) {
  return {
    /**
     * Follows the journal of leads, in the transaction of the change: a rejection is a verdict, and one that is taken back or
     * overturned never was. What the rep had found before holds again then.
     */
    async follow(tx: Tx, entry: LeadEntry): Promise<void> {
      switch (entry.kind) {
        case 'rejected':
          return given(tx, entry);
        case 'outcome-undone':
          return takenBack(tx, entry.leadId, undone.parse(entry.change).seq);
        case 'overturned':
          return takenBack(tx, entry.leadId, overturned.parse(entry.change).rejection);
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
    if (said === undefined) return;
    const now = clock.now();
    await store.end(tx, said.id, now);
    const before: Verdict | undefined =
      said.insteadOf === undefined ? undefined : await store.findVerdict(tx, said.insteadOf);
    if (before !== undefined) await store.insert(tx, { ...before, id: ids.next(), saidAt: now });
  }
}

const rejected = z.object({
  reason: z.enum(REASON_KEYS),
  detail: z.string().optional(),
  isCounted: z.boolean(),
});

const undone = z.object({ seq: z.number() });

const overturned = z.object({ rejection: z.number() });
