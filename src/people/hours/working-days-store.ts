import type { Weekday } from '../../core/opening-hours.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { type Scope, type WorkingDayRules, weekdaysIn } from './working-days.ts';

interface WorkingDaysRow {
  workspace_id: string;
  scope: Scope;
  /** Comma-separated: `mon,tue`. */
  days: string;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    working_days: WorkingDaysRow;
  }
}

export async function listWorkingDays(read: Db | Tx, workspaceId: string): Promise<WorkingDayRules> {
  const rows = await daysOfWorkspace.all(read, { workspaceId });
  return Object.fromEntries(rows.map(({ scope, days }) => [scope, weekdaysIn(days.split(','))]));
}

const daysOfWorkspace = prepared((db, { workspaceId }: { workspaceId: string }) =>
  db.selectFrom('working_days').selectAll().where('workspace_id', '=', workspaceId),
);

export async function saveWorkingDays(
  tx: Tx,
  workspaceId: string,
  scope: Scope,
  days: readonly Weekday[],
): Promise<void> {
  await tx
    .insertInto('working_days')
    .values({ workspace_id: workspaceId, scope, days: days.join(',') })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'scope']).doUpdateSet({ days: days.join(',') }))
    .execute();
}

/** From then on the team works on the company's days, and the company from Monday to Friday. */
export async function forgetWorkingDays(tx: Tx, workspaceId: string, scope: Scope): Promise<void> {
  await tx.deleteFrom('working_days').where('workspace_id', '=', workspaceId).where('scope', '=', scope).execute();
}
