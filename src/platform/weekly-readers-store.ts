import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from './db/database.ts';
import type { Schema } from './db/schema.ts';

/** The table in which a feature keeps its readers; it declares it as its own. */
export interface WeeklyReaderRow {
  person_id: string;
  workspace_id: string;
  since_at: number;
  told_on: string | null;
}

/** A table of such rows. */
type ReadersTable = {
  [T in keyof Schema]: Schema[T] extends WeeklyReaderRow ? T : never;
}[keyof Schema];

/** Somebody who has chosen to read something each week. */
export interface WeeklyReader {
  readonly personId: string;
  readonly workspaceId: string;
  readonly since: Instant;
  /** The Monday of the last week that they were told of. */
  readonly toldOn: string | undefined;
}

/** Those who read what comes once a week; `name` is the table of the feature that tells it. */
export function weeklyReaders(name: ReadersTable) {
  const table = sql.table(name);
  return {
    async find(read: Db | Tx, personId: string): Promise<WeeklyReader | undefined> {
      const { rows } = await sql<WeeklyReaderRow>`select * from ${table} where person_id = ${personId}`.execute(read);
      const [row] = rows;
      return (
        row && {
          personId: row.person_id,
          workspaceId: row.workspace_id,
          since: row.since_at,
          toldOn: row.told_on ?? undefined,
        }
      );
    },

    /** False if they read it already. */
    async insert(tx: Tx, { personId, workspaceId, since }: Omit<WeeklyReader, 'toldOn'>): Promise<boolean> {
      const { rows } = await sql`
        insert into ${table} (person_id, workspace_id, since_at) values (${personId}, ${workspaceId}, ${since})
        on conflict do nothing returning person_id`.execute(tx);
      return rows.length === 1;
    },

    async delete(tx: Tx, personId: string): Promise<void> {
      await sql`delete from ${table} where person_id = ${personId}`.execute(tx);
    },

    async markTold(tx: Tx, personId: string, weekOn: string): Promise<void> {
      await sql`update ${table} set told_on = ${weekOn} where person_id = ${personId}`.execute(tx);
    },
  };
}
