import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { changePlace } from './card.ts';

interface CardDraftRow {
  workspace_id: string;
  person_id: string;
  place: string;
  view_id: string;
  column_id: string | null;
  text: string | null;
  saved_at: number;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    retro_card_drafts: CardDraftRow;
  }
}

/** Whose draft it is, and what its form was opened for. */
export interface DraftPlace {
  readonly workspaceId: string;
  readonly personId: string;
  readonly place: string;
}

/** What somebody has typed and not sent. */
export interface CardDraft {
  readonly column: string | undefined;
  readonly text: string;
}

export async function findCardDraft(
  read: Db | Tx,
  { workspaceId, personId, place }: DraftPlace,
): Promise<CardDraft | undefined> {
  const row = await read
    .selectFrom('retro_card_drafts')
    .select(['column_id', 'text'])
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .where('place', '=', place)
    .executeTakeFirst();
  return row?.text ? { column: row.column_id ?? undefined, text: row.text } : undefined;
}

/** What is typed in a window, as far as it has not been sent: what Slack delivers late must not bring back what was sent. */
export async function saveCardDraft(
  tx: Tx,
  of: DraftPlace & { readonly viewId: string },
  draft: CardDraft,
  at: Instant,
): Promise<void> {
  const row = rowOf(of, draft, at);
  const { view_id, column_id, text, saved_at } = row;
  await tx
    .insertInto('retro_card_drafts')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'person_id', 'place'])
        .doUpdateSet({ view_id, column_id, text, saved_at })
        // A second delivery of the same words is nothing new.
        .where((where) =>
          where.or([
            where('retro_card_drafts.view_id', '<>', of.viewId),
            where.and([
              where('retro_card_drafts.text', 'is not', null),
              where('retro_card_drafts.text', '<>', draft.text),
            ]),
          ]),
        ),
    )
    .execute();
}

/** The window was sent. */
export async function dropCardDraft(tx: Tx, of: DraftPlace & { readonly viewId: string }, at: Instant): Promise<void> {
  const row = rowOf(of, undefined, at);
  await tx
    .insertInto('retro_card_drafts')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'person_id', 'place'])
        .doUpdateSet({ view_id: row.view_id, column_id: null, text: null, saved_at: at })
        .where('retro_card_drafts.text', 'is not', null),
    )
    .execute();
}

/** Everybody's; false if there were none. */
export async function deleteCardDrafts(tx: Tx, workspaceId: string): Promise<boolean> {
  const gone = await tx.deleteFrom('retro_card_drafts').where('workspace_id', '=', workspaceId).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** What nobody has typed at since `before`, sent or not. */
export async function deleteCardDraftsBefore(tx: Tx, before: Instant): Promise<void> {
  await tx.deleteFrom('retro_card_drafts').where('saved_at', '<', before).execute();
}

/** Whether there is any of them. */
export async function hasCardDraftBefore(read: Db | Tx, before: Instant): Promise<boolean> {
  const row = await read
    .selectFrom('retro_card_drafts')
    .select('saved_at')
    .where('saved_at', '<', before)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whatever was typed about these. */
export async function deleteCardDraftsAbout(tx: Tx, data: readonly string[]): Promise<void> {
  if (data.length === 0) return;
  await tx.deleteFrom('retro_card_drafts').where('place', 'in', data).execute();
}

/** Whatever was typed to change these cards. */
export const deleteChangesOf = (tx: Tx, cardIds: readonly string[]): Promise<void> =>
  deleteCardDraftsAbout(tx, cardIds.map(changePlace));

const rowOf = (
  { workspaceId, personId, place, viewId }: DraftPlace & { readonly viewId: string },
  draft: CardDraft | undefined,
  at: Instant,
): CardDraftRow => ({
  workspace_id: workspaceId,
  person_id: personId,
  place,
  view_id: viewId,
  column_id: draft?.column ?? null,
  text: draft?.text ?? null,
  saved_at: at,
});
