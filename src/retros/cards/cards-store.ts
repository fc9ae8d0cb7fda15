import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { CardWords, OwnCard } from './card.ts';

interface CardRow {
  id: string;
  retro_id: string;
  person_id: string;
  column_id: string;
  text: string | null;
  datum: string | null;
  made_at: number;
  made_from: string;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    retro_cards: CardRow;
  }
}

/** A card that names its author. */
export interface NamedCard extends OwnCard {
  readonly personId: string;
  /** Its words are gone then. */
  readonly isTakenBack: boolean;
  readonly madeAt: Instant;
  /** The press or form that made it. */
  readonly madeFrom: string;
}

/** False for one that its author has taken back: only that it was made is known of it. */
export const isThere = ({ isTakenBack }: NamedCard): boolean => !isTakenBack;

export async function insertCard(tx: Tx, card: NamedCard): Promise<void> {
  await tx
    .insertInto('retro_cards')
    .values({
      id: card.id,
      retro_id: card.retroId,
      person_id: card.personId,
      column_id: card.column,
      text: card.text,
      datum: card.datum ?? null,
      made_at: card.madeAt,
      made_from: card.madeFrom,
    })
    .execute();
}

export async function findCard(read: Db | Tx, id: string): Promise<NamedCard | undefined> {
  const row = await read.selectFrom('retro_cards').selectAll().where('id', '=', id).executeTakeFirst();
  return row && cardIn(row);
}

/** Everybody's cards of a retro, or somebody's, in the order in which they were written; also those that were taken back. */
export async function listCards(read: Db | Tx, retroId: string, personId?: string): Promise<NamedCard[]> {
  const rows = await read
    .selectFrom('retro_cards')
    .selectAll()
    .where('retro_id', '=', retroId)
    .$if(personId !== undefined, (of) => of.where('person_id', '=', personId ?? ''))
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map(cardIn);
}

export async function changeCard(tx: Tx, id: string, { column, text }: CardWords): Promise<void> {
  await tx.updateTable('retro_cards').set({ column_id: column, text }).where('id', '=', id).execute();
}

/** What made it makes no other one. */
export async function takeCardBack(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('retro_cards').set({ text: null, datum: null }).where('id', '=', id).execute();
}

export async function deleteCardsOf(tx: Tx, retroId: string): Promise<void> {
  await tx.deleteFrom('retro_cards').where('retro_id', '=', retroId).execute();
}

/** What was written for one retro is for another one. */
export async function moveCards(tx: Tx, from: string, to: string): Promise<void> {
  await tx.updateTable('retro_cards').set({ retro_id: to }).where('retro_id', '=', from).execute();
}

/** What is said about these, in the order in which it was written. */
export async function listAbout(read: Db | Tx, data: readonly string[]): Promise<NamedCard[]> {
  if (data.length === 0) return [];
  const rows = await read
    .selectFrom('retro_cards')
    .selectAll()
    .where('datum', 'in', data)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map(cardIn);
}

/** Nobody's words about these are kept any more; that something was written stays. */
export async function clearWordsAbout(tx: Tx, data: readonly string[]): Promise<void> {
  if (data.length === 0) return;
  await tx
    .updateTable('retro_cards')
    .set({ text: '' })
    .where('datum', 'in', data)
    .where('text', 'is not', null)
    .execute();
}

const cardIn = (row: CardRow): NamedCard => ({
  id: row.id,
  retroId: row.retro_id,
  personId: row.person_id,
  column: row.column_id,
  text: row.text ?? '',
  isTakenBack: row.text === null,
  datum: row.datum ?? undefined,
  madeAt: row.made_at,
  madeFrom: row.made_from,
});
