import { z } from 'zod';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';

interface DraftRow {
  id: string;
  workspace_id: string;
  person_id: string;
  heads_up_id: string | null;
  form: string;
  saved_at: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    heads_up_drafts: DraftRow;
  }
}

/** The first half of the form of a campaign. */
const facts = z.object({
  title: z.string(),
  startsOn: z.string(),
  expected: z.number().optional(),
  /** Undefined where it changes one that stands in its channel already. */
  channelId: z.string().optional(),
  /** Of the one that it changes, as it was read. */
  version: z.int().optional(),
});

export interface Draft extends z.infer<typeof facts> {
  /** By the window in which it is filled in. */
  readonly id: string;
  readonly workspaceId: string;
  readonly personId: string;
  readonly headsUpId: string | undefined;
}

/** Once for each window. */
export async function insertDraft(tx: Tx, draft: Draft, at: Instant): Promise<void> {
  const { id, workspaceId, personId, headsUpId, ...form } = draft;
  await tx
    .insertInto('heads_up_drafts')
    .values({
      id,
      workspace_id: workspaceId,
      person_id: personId,
      heads_up_id: headsUpId ?? null,
      form: JSON.stringify(form),
      saved_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Somebody's own. */
export async function findDraft(
  read: Db | Tx,
  { id, personId }: { readonly id: string; readonly personId: string },
): Promise<Draft | undefined> {
  const row = await read
    .selectFrom('heads_up_drafts')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const form = facts.parse(JSON.parse(row.form));
  return { ...form, id, workspaceId: row.workspace_id, personId, headsUpId: row.heads_up_id ?? undefined };
}

/** Nobody fills in the second half after so long. */
export async function deleteDraftsBefore(tx: Tx, at: Instant): Promise<void> {
  await tx.deleteFrom('heads_up_drafts').where('saved_at', '<', at).execute();
}
