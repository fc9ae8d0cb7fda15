import { DAY, type Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Changing } from '../changing-service.ts';
import type { Lead } from '../lead.ts';
import * as outcomes from '../outcomes/outcomes.ts';
import { type LeadActor, type LeadsDeps, workerOf } from '../ports-service.ts';
import * as store from '../store.ts';

/** So long a lead waits for somebody who is away on its day; then it is for everybody. */
const WAITS_FOR = 7 * DAY;

/** How leads come back from the shelf. */
export function createReturning({ database, clock, people }: LeadsDeps, { change, write }: Changing) {
  return {
    /**
     * Brings a lead back whose day has come: to whoever put it on the shelf, once they are at work, or to everybody if they
     * are gone or stay away. Answers when to look again, if it is not yet time.
     */
    async bringBack(leadId: string): Promise<Instant | undefined> {
      for (;;) {
        const done = await database.transaction(async (tx) => {
          const lead = await store.findLead(tx, leadId);
          if (lead?.returnsAt === undefined) return { again: undefined };
          const now = clock.now();
          if (now < lead.returnsAt) return { again: lead.returnsAt };
          const comes = await whoGets(tx, lead, lead.returnsAt, now);
          if ('again' in comes) return comes;
          const decision = outcomes.comeBack(lead, comes.to, now);
          // Undefined if somebody has done something with it meanwhile: then it is looked at anew.
          const moved = decision.kind === 'move' ? await write(tx, lead, decision.to) : undefined;
          return moved && { again: undefined };
        });
        if (done !== undefined) return done.again;
      }
    },

    /** Takes a lead that was given up back to work, at once. */
    reopen: (actor: LeadActor, leadId: string) =>
      change<outcomes.OutcomeRefusal>(actor, leadId, async (_tx, lead, now) =>
        outcomes.reopen(lead, workerOf(actor), now),
      ),

    /** Whom a lead came back to is on it. */
    pickUp: (actor: LeadActor, leadId: string) =>
      change<outcomes.PickUpRefusal>(actor, leadId, async (_tx, lead) => outcomes.pickUp(lead, actor.id)),
  };

  /** Whose a lead is whose day has come; or when to ask again, while they are off shift. */
  async function whoGets(
    read: Db | Tx,
    { owner }: Lead,
    returnsAt: Instant,
    now: Instant,
  ): Promise<{ to: string | undefined } | { again: Instant }> {
    if (owner === undefined || !(await people.sells(read, owner.personId))) return { to: undefined };
    const { personId } = owner;
    if (await people.isOnShift(read, personId, now)) return { to: personId };
    const next = await people.nextShift(read, personId, now);
    return next === undefined || next - returnsAt > WAITS_FOR ? { to: undefined } : { again: next };
  }
}
