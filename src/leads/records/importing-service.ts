import type { LeadKeys } from '../../core/lead-identity.ts';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import type { Ids } from '../../platform/ids.ts';
import type { LeadEvent } from '../lead.ts';
import type { Follower } from '../ports-service.ts';
import { newRow } from '../row-store.ts';
import * as importing from './importing-store.ts';
import { leadOfPast, type PastLead } from './past.ts';

/** Leads that somebody brings in a file: history, of which nobody is told. */
export interface Bringing {
  readonly workspaceId: string;
  readonly importId: string;
  /** Whether those outside who follow leads hear of them. */
  readonly isTold: boolean;
}

export interface ImportingDeps {
  readonly ids: Ids;
  /** Who outside follows leads. */
  readonly tellOutside: Follower;
  /** Lets go of what others keep about leads that are taken back, so that nothing names what isn't there. */
  readonly letGo: (tx: Tx, leadIds: readonly string[]) => Promise<void>;
}

/** Leads out of files. For the command line as well, which serves no leads. */
export function createImporting({ ids, tellOutside, letGo }: ImportingDeps) {
  return {
    /** For each of these persons the number of a lead that is theirs already, if there is one. */
    known: (read: Db | Tx, workspaceId: string, people: readonly LeadKeys[]) =>
      importing.numbersOf(read, workspaceId, people),

    /** Writes leads with the journals that they begin with. A row of an import becomes one lead: a second one is refused by the database. */
    async add(tx: Tx, { workspaceId, importId, isTold }: Bringing, past: readonly PastLead[]): Promise<void> {
      if (past.length === 0) return;
      const place = await importing.numbersForMore(tx, workspaceId, past.length);
      if (place === undefined) throw new Error('Leads were imported before the set-up');
      const { first, channelId } = place;
      const made = past.map((one, at) => {
        const its = leadOfPast(one, { id: ids.next(), workspaceId, importId, number: first + at, channelId });
        const row = newRow(its.lead, { key: `import:${importId}:${one.row}`, extra: one.extra });
        const events = its.entries.map(
          (entry, seq): LeadEvent => ({
            ...entry,
            leadId: its.lead.id,
            workspaceId,
            seq: seq + 1,
            kind: entry.change.kind,
            isTest: false,
          }),
        );
        return { row, events };
      });
      const events = made.flatMap((one) => one.events);
      await importing.insertLeads(
        tx,
        made.map(({ row }) => row),
      );
      await importing.insertEvents(tx, events);
      if (isTold) for (const event of events) await tellOutside(tx, event);
    },

    /** How many of an import could be announced. */
    countAnnounceable: (read: Db | Tx, importId: string) => importing.countAnnounceable(read, importId),

    /** The number of a lead of an import to which something has happened since. */
    touchedOf: (read: Db | Tx, importId: string) => importing.touchedOf(read, importId),

    /** Takes so many leads of an import back that nobody has touched; answers how many there were. */
    withdraw: (database: Pick<Database, 'transaction'>, importId: string, most: number) =>
      database.transaction(async (tx) => {
        const ids = await importing.holdUntouched(tx, importId, most);
        if (ids.length === 0) return 0;
        await letGo(tx, ids);
        await importing.withdraw(tx, ids);
        return ids.length;
      }),
  };
}
