import type { Db, Tx } from '../../platform/db/database.ts';
import type { Lead } from '../lead.ts';
import * as store from '../store.ts';

/** A lead as it stands, in the transaction of what has just happened to it; for those who follow the journal. */
export const leadRecord = (read: Db | Tx, leadId: string): Promise<Lead | undefined> => store.findLead(read, leadId);
