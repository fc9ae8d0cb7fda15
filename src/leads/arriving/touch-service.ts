import type { Db, Tx } from '../../platform/db/database.ts';
import * as journal from '../journal-store.ts';
import type { Lead, Stage } from '../lead.ts';
import * as lists from '../lists-store.ts';
import { hold } from '../merging/merging-store.ts';
import { attempts } from '../rejecting/rejection.ts';
import { findLead } from '../store.ts';

/** How far somebody has come with a prospect. */
interface Touch {
  readonly ownerId: string | undefined;
  readonly isSpokenTo: boolean;
  readonly attempts: number;
}

/** Leads that have been contacted and of which no outcome is known, for promises of more than a first contact. */
export const inTouch = {
  list: (read: Db | Tx, workspaceId: string): Promise<readonly string[]> =>
    lists.idsInTouch(read, workspaceId, UNDECIDED),

  /** Undefined if nobody is in touch with it, or nobody any more. */
  look: async (read: Db | Tx, leadId: string): Promise<Touch | undefined> =>
    touchOf(read, await findLead(read, leadId)),

  /** The same, and nobody changes the lead until the transaction ends. */
  hold: async (tx: Tx, leadId: string): Promise<Touch | undefined> =>
    touchOf(tx, (await hold(tx, [leadId])).get(leadId)),
};

/** Stages before which nobody has said how it ends, and from which no promise is kept but by saying so. */
const UNDECIDED: readonly Stage[] = ['new', 'accepted', 'contacted'];

async function touchOf(read: Db | Tx, lead: Lead | undefined): Promise<Touch | undefined> {
  if (lead === undefined || lead.firstContactAt === undefined || !UNDECIDED.includes(lead.stage)) return undefined;
  const events = await journal.listEvents(read, lead);
  return {
    ownerId: lead.owner?.personId,
    isSpokenTo: lead.stage === 'contacted',
    attempts: attempts(events),
  };
}
