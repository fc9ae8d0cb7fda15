import type { Db, Tx } from '../platform/db/database.ts';

interface BreakRow {
  person_id: string;
  workspace_id: string;
  until_on: string;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    pairing_breaks: BreakRow;
  }
}

/** Who wants no partner for a while. */
export interface Break {
  readonly personId: string;
  readonly workspaceId: string;
  /** The first date (YYYY-MM-DD) on which they can be paired again. */
  readonly untilOn: string;
  readonly gesture: string | undefined;
}

export async function findBreak(read: Db | Tx, personId: string): Promise<Break | undefined> {
  const row = await read.selectFrom('pairing_breaks').selectAll().where('person_id', '=', personId).executeTakeFirst();
  return row && breakOf(row);
}

/** Those of a workspace, past ones too. */
export async function listBreaks(read: Db | Tx, workspaceId: string): Promise<Break[]> {
  const rows = await read.selectFrom('pairing_breaks').selectAll().where('workspace_id', '=', workspaceId).execute();
  return rows.map(breakOf);
}

export async function saveBreak(tx: Tx, { personId, workspaceId, untilOn, gesture }: Break): Promise<void> {
  await tx
    .insertInto('pairing_breaks')
    .values({ person_id: personId, workspace_id: workspaceId, until_on: untilOn, gesture: gesture ?? null })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ until_on: untilOn, gesture: gesture ?? null }))
    .execute();
}

/** It ends now; the press that began it stays known, because Slack may deliver it again. */
export async function endBreak(tx: Tx, personId: string, on: string): Promise<void> {
  await tx.updateTable('pairing_breaks').set({ until_on: on }).where('person_id', '=', personId).execute();
}

const breakOf = (row: BreakRow): Break => ({
  personId: row.person_id,
  workspaceId: row.workspace_id,
  untilOn: row.until_on,
  gesture: row.gesture ?? undefined,
});
