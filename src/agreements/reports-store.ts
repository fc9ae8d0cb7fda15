import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';

interface ReportRow {
  workspace_id: string;
  week_on: string;
  state: 'told' | 'skipped';
  report: string | null;
  at: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    weekly_reports: ReportRow;
  }
}

/** Records what is told of a week, or without words that nothing is; false if that is decided already. */
export async function insertReport(
  tx: Tx,
  { workspaceId, weekOn, report, at }: { workspaceId: string; weekOn: string; report: string | undefined; at: Instant },
): Promise<boolean> {
  const written = await tx
    .insertInto('weekly_reports')
    .values({
      workspace_id: workspaceId,
      week_on: weekOn,
      state: report === undefined ? 'skipped' : 'told',
      report: report ?? null,
      at,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'week_on']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** Whether it is decided what is told of this week. */
export async function isDecided(db: Db | Tx, workspaceId: string, weekOn: string): Promise<boolean> {
  return (await rowOf(db, workspaceId, weekOn)) !== undefined;
}

/** What is told of this week, as it was written down then. */
export async function findReport(db: Db | Tx, workspaceId: string, weekOn: string): Promise<string | undefined> {
  return (await rowOf(db, workspaceId, weekOn))?.report ?? undefined;
}

const rowOf = (db: Db | Tx, workspaceId: string, weekOn: string) =>
  db
    .selectFrom('weekly_reports')
    .select('report')
    .where('workspace_id', '=', workspaceId)
    .where('week_on', '=', weekOn)
    .executeTakeFirst();
