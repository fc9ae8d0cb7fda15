import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { type Plan, planSchema } from './plan.ts';

interface ReviewPlanRow {
  id: string;
  workspace_id: string;
  person_id: string;
  plan: string;
  saved_at: number;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    review_plans: ReviewPlanRow;
  }
}

/** Whose plan it is. */
export interface PlanOf {
  readonly id: string;
  readonly workspaceId: string;
  readonly personId: string;
}

/** A plan that is there already stays as it is. */
export async function insertPlan(tx: Tx, of: PlanOf, plan: Plan, at: Instant): Promise<void> {
  await tx
    .insertInto('review_plans')
    .values({
      id: of.id,
      workspace_id: of.workspaceId,
      person_id: of.personId,
      plan: JSON.stringify(plan),
      saved_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Somebody's own plan, with how it is kept. */
export async function findPlan(
  read: Db | Tx,
  { id, workspaceId, personId }: PlanOf,
): Promise<{ readonly plan: Plan; readonly text: string } | undefined> {
  const row = await read
    .selectFrom('review_plans')
    .select('plan')
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && { plan: planSchema.parse(JSON.parse(row.plan)), text: row.plan };
}

/** Keeps it if it is still as it was read; false otherwise. */
export async function replacePlan(tx: Tx, id: string, before: string, plan: Plan, at: Instant): Promise<boolean> {
  const replaced = await tx
    .updateTable('review_plans')
    .set({ plan: JSON.stringify(plan), saved_at: at })
    .where('id', '=', id)
    .where('plan', '=', before)
    .executeTakeFirst();
  return replaced.numUpdatedRows === 1n;
}

export async function deletePlan(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('review_plans').where('id', '=', id).execute();
}

/** What nobody has looked at since then is not started any more. */
export async function deletePlansBefore(tx: Tx, at: Instant): Promise<void> {
  await tx.deleteFrom('review_plans').where('saved_at', '<', at).execute();
}
