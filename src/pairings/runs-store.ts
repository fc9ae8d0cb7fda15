import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Run, RunOutcome } from './pairing.ts';

interface RunRow {
  occurrence_id: string;
  ritual_id: string;
  workspace_id: string;
  outcome: RunOutcome;
  ran_at: number;
  until_at: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    pairing_runs: RunRow;
  }
}

export async function findRun(read: Db | Tx, occurrenceId: string): Promise<Run | undefined> {
  const row = await read
    .selectFrom('pairing_runs')
    .selectAll()
    .where('occurrence_id', '=', occurrenceId)
    .executeTakeFirst();
  return row && runOf(row);
}

/** The last rounds of a ritual since a moment in which people were paired, the newest first. */
export async function listRuns(read: Db | Tx, ritualId: string, since: Instant, most: number): Promise<Run[]> {
  const rows = await read
    .selectFrom('pairing_runs')
    .selectAll()
    .where('ritual_id', '=', ritualId)
    .where('outcome', '=', 'paired')
    .where('ran_at', '>=', since)
    .orderBy('ran_at', 'desc')
    .limit(most)
    .execute();
  return rows.map(runOf);
}

/** False if it is decided already. */
export async function insertRun(tx: Tx, run: Run): Promise<boolean> {
  const written = await tx
    .insertInto('pairing_runs')
    .values({
      occurrence_id: run.occurrenceId,
      ritual_id: run.ritualId,
      workspace_id: run.workspaceId,
      outcome: run.outcome,
      ran_at: run.ranAt,
      until_at: run.untilAt,
    })
    .onConflict((conflict) => conflict.column('occurrence_id').doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

const runOf = (row: RunRow): Run => ({
  occurrenceId: row.occurrence_id,
  ritualId: row.ritual_id,
  workspaceId: row.workspace_id,
  outcome: row.outcome,
  ranAt: row.ran_at,
  untilAt: row.until_at,
});
