import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Retention } from './retention.ts';

interface RetentionRow {
  id: string;
  workspace_id: string;
  person_months: number | null;
  words_months: number | null;
  set_by_id: string;
  set_at: number;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    retention: RetentionRow;
  }
}

/** What holds now. */
export async function findRetention(read: Db | Tx, workspaceId: string): Promise<Retention> {
  const row = await read
    .selectFrom('retention')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { person: row?.person_months ?? undefined, words: row?.words_months ?? undefined };
}

/** What somebody has said, in a form that Slack may deliver twice. */
export interface Said {
  readonly id: string;
  readonly workspaceId: string;
  readonly by: string;
  readonly at: Instant;
  readonly gesture: string | undefined;
}

/** From then on this holds; what was said before stays on record. False if this form has had its effect before. */
export async function addRetention(tx: Tx, { person, words }: Retention, said: Said): Promise<boolean> {
  const added = await tx
    .insertInto('retention')
    .values({
      id: said.id,
      workspace_id: said.workspaceId,
      person_months: person ?? null,
      words_months: words ?? null,
      set_by_id: said.by,
      set_at: said.at,
      gesture: said.gesture ?? null,
    })
    .onConflict((conflict) => conflict.column('gesture').where('gesture', 'is not', null).doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}
