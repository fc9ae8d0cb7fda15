import type { Duration, Instant } from '../../core/instants.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { LeadChange } from '../change.ts';
import type { Lead, Offer } from '../lead.ts';

/** The kind of the job that finds out whose turn a lead is, and of the one that keeps the message of an offer like the lead. */
export const TURN = 'lead.turn';
export const OFFER_DM = 'lead.offer';

export const turnKey = (leadId: string): string => `lead.turn:${leadId}`;
export const offerKey = (leadId: string, event: number): string => `lead.offer:${leadId}:${event}`;

interface OfferTellingDeps {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly undoFor: Duration;
}

/** Asks for what follows from offers, in the transaction of the change. */
export function createOfferTelling({ clock, jobs, undoFor }: OfferTellingDeps) {
  return {
    /** Whose turn it is, is found out by a job: whoever brings a lead or gives one back doesn't wait for that. */
    async enqueueTurn(tx: Tx, lead: Lead, change: LeadChange): Promise<void> {
      await enqueueTurnAt(tx, lead.id, turnAt(change));
    },

    enqueueTurnAt,

    /** The message of the present offer, and of the one before: it must no longer offer what can't be taken. */
    async enqueueOfferMessages(tx: Tx, lead: Lead, before: Offer | undefined): Promise<void> {
      const offers = before?.event === lead.offer?.event ? [lead.offer] : [before, lead.offer];
      for (const offer of offers) {
        if (offer === undefined) continue;
        await jobs.enqueue(tx, {
          kind: OFFER_DM,
          key: offerKey(lead.id, offer.event),
          payload: { leadId: lead.id, event: offer.event },
          runAt: clock.now(),
          mode: 'latest',
        });
      }
    },
  };

  function enqueueTurnAt(tx: Tx, leadId: string, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, { kind: TURN, key: turnKey(leadId), payload: { leadId }, runAt, mode: 'latest' });
  }

  function turnAt(change: LeadChange): Instant {
    if (change.kind === 'offered' || change.kind === 'queued') return change.until;
    // While it can be taken back, it is nobody else's turn.
    return change.kind === 'released' ? clock.now() + undoFor : clock.now();
  }
}
