import { z } from 'zod';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Agreement, CampaignPromise } from './agreement.ts';

interface AgreementRow {
  workspace_id: string;
  version: number;
  promises: string;
  proposed_by: string;
  proposed_at: number;
  agreed_by: string | null;
  agreed_at: number | null;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    agreements: AgreementRow;
  }
}

/** False if somebody has proposed this version, or this gesture one, before. */
export async function insertAgreement(tx: Tx, agreement: Agreement, gesture: string | undefined): Promise<boolean> {
  const written = await tx
    .insertInto('agreements')
    .values({
      workspace_id: agreement.workspaceId,
      version: agreement.version,
      promises: JSON.stringify(agreement.promises),
      proposed_by: agreement.proposedBy,
      proposed_at: agreement.proposedAt,
      agreed_by: agreement.agreed?.by ?? null,
      agreed_at: agreement.agreed?.at ?? null,
      gesture: gesture ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** Whether this gesture has proposed something. */
export async function hasProposed(db: Db | Tx, gesture: string): Promise<boolean> {
  const row = await db.selectFrom('agreements').select('version').where('gesture', '=', gesture).executeTakeFirst();
  return row !== undefined;
}

/** True if this is what makes it agreed; false if somebody agreed before. */
export async function markAgreed(
  tx: Tx,
  { workspaceId, version }: Agreement,
  by: string,
  at: Instant,
): Promise<boolean> {
  const marked = await tx
    .updateTable('agreements')
    .set({ agreed_by: by, agreed_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('version', '=', version)
    .where('agreed_at', 'is', null)
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

/** The newest version, agreed or not. */
export async function latest(db: Db | Tx, workspaceId: string): Promise<Agreement | undefined> {
  const row = await versions(db, workspaceId).executeTakeFirst();
  return row && agreementOf(row);
}

/** The version in force just before a moment: the newest that was agreed by then. */
export async function inForce(db: Db | Tx, workspaceId: string, before: Instant): Promise<Agreement | undefined> {
  const row = await versions(db, workspaceId).where('agreed_at', '<', before).executeTakeFirst();
  return row && agreementOf(row);
}

const versions = (db: Db | Tx, workspaceId: string) =>
  db.selectFrom('agreements').selectAll().where('workspace_id', '=', workspaceId).orderBy('version', 'desc').limit(1);

const promisesSchema: z.ZodType<readonly CampaignPromise[]> = z.array(
  z.object({
    owner: z.string(),
    campaigns: z.array(z.string()),
    leads: z.number(),
    complete: z.number(),
    kept: z.number(),
  }),
);

const agreementOf = (row: AgreementRow): Agreement => ({
  workspaceId: row.workspace_id,
  version: row.version,
  promises: promisesSchema.parse(JSON.parse(row.promises)),
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
  agreed: row.agreed_by === null || row.agreed_at === null ? undefined : { by: row.agreed_by, at: row.agreed_at },
});
