import type { Instant } from '../../core/instants.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';

/** The kind of the job that lets a held lead through when it is time; it needs nothing of Slack, so no outage keeps a lead back. */
export const HOLD = 'lead.hold';
/** The kind of the job that keeps what marketing reads of a held lead like the lead. */
export const HELD_CARD = 'lead.held';

export const holdKey = (leadId: string): string => `lead.hold:${leadId}`;
export const heldCardKey = (leadId: string): string => `lead.held:${leadId}`;

/** Asks for what follows from holding a lead back, in the transaction of the change. */
export function createHoldTelling({ clock, jobs }: { readonly clock: Clock; readonly jobs: Pick<Jobs, 'enqueue'> }) {
  return {
    enqueueLook,

    /** Something has happened to a lead that is or was held. */
    async enqueueHeld(tx: Tx, leadId: string): Promise<void> {
      await enqueueLook(tx, leadId);
      await enqueue(tx, HELD_CARD, heldCardKey(leadId), leadId);
    },
  };

  /** It finds out by itself when its time is. */
  function enqueueLook(tx: Tx, leadId: string): Promise<void> {
    return enqueue(tx, HOLD, holdKey(leadId), leadId);
  }

  function enqueue(tx: Tx, kind: string, key: string, leadId: string, runAt: Instant = clock.now()): Promise<void> {
    return jobs.enqueue(tx, { kind, key, payload: { leadId }, runAt, mode: 'latest' });
  }
}
