import type { Instant } from '../../core/instants.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Changing } from '../changing-service.ts';
import * as journal from '../journal-store.ts';
import type { Lead } from '../lead.ts';
import type { LeadActor, LeadsDeps } from '../ports-service.ts';
import * as store from '../store.ts';
import * as offers from './offer.ts';

/** Offers a lead to one person after the other, until somebody has it. */
export function createOffering({ database, clock, routing, undoFor }: LeadsDeps, { change, write }: Changing) {
  return {
    /**
     * Finds out whose turn a lead is, or that an offer has lapsed. Answers when to look again; undefined if somebody has it, or
     * everybody may. Once decided it is written only if the lead is still as it was read, so of a claim, a refusal and a time-out
     * at the same moment one comes first.
     */
    async takeTurn(leadId: string): Promise<Instant | undefined> {
      for (;;) {
        const done = await database.transaction((tx) => step(tx, leadId)).catch(overtaken);
        if (done !== 'again') return done.at;
      }
    },

    /** Whom a lead is offered to does not take it. */
    pass: (actor: LeadActor, leadId: string, reason: string | undefined) =>
      change<offers.PassRefusal>(actor, leadId, async (_tx, lead) => offers.pass(lead, actor.id, reason)),

    /** How it came to whom a lead was offered, a line for each turn; nothing for one that never was in a pool. */
    turnsOf: async (lead: Lead) => routing?.why(database.db, lead) ?? [],
  };

  async function step(tx: Tx, leadId: string): Promise<'again' | { readonly at: Instant | undefined }> {
    const lead = await store.findLead(tx, leadId);
    if (lead?.poolId === undefined || !offers.isRouted(lead) || routing === undefined) return { at: undefined };
    const now = clock.now();
    if (lead.offer !== undefined) {
      if (now < lead.offer.until) return { at: lead.offer.until };
      await written(tx, lead, offers.lapse(lead));
      return 'again';
    }
    const rest = await restsUntil(tx, lead);
    if (rest !== undefined && now < rest) return { at: rest };
    const { id, workspaceId, poolId, round } = lead;
    const outcome = await routing.next(tx, { id, workspaceId, poolId, round }, now);
    await written(tx, lead, offers.takeTurn(lead, outcome, now));
    return 'again';
  }

  /** Until when nobody's turn is looked for: people come to work then, or nobody can take a release back any more. */
  async function restsUntil(tx: Tx, lead: Lead): Promise<Instant | undefined> {
    const latest = await journal.findEvent(tx, lead, lead.lastEvent);
    if (latest?.change.kind === 'queued') return latest.change.until;
    return latest?.change.kind === 'released' ? latest.at + undoFor : undefined;
  }

  /** Throws Overtaken, which takes the turn back, if something has happened to the lead meanwhile. */
  async function written(tx: Tx, lead: Lead, decision: ReturnType<typeof offers.takeTurn>): Promise<void> {
    const moved = decision.kind === 'move' ? await write(tx, lead, decision.to) : undefined;
    if (moved === undefined) throw new Overtaken();
  }
}

/** Somebody has done something with the lead while its turn was being decided. */
class Overtaken extends Error {}

function overtaken(error: unknown): 'again' {
  if (error instanceof Overtaken) return 'again';
  throw error;
}
