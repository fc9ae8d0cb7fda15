import type { Db, Tx } from '../../platform/db/database.ts';
import { insertAll } from '../../platform/db/insert-all.ts';
import type { CardWords } from './card.ts';

interface UnsignedCardRow {
  id: string;
  retro_id: string;
  column_id: string;
  text: string | null;
  datum: string | null;
  proof: string | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    retro_unsigned_cards: UnsignedCardRow;
    retro_secrets: { retro_id: string; secret: string };
  }
}

/** A card that names nobody. */
export interface UnsignedCard extends Pick<CardWords, 'column'> {
  readonly id: string;
  /** Undefined when its author has taken it back. */
  readonly text: string | undefined;
  readonly datum: string | undefined;
  /** Undefined when nobody can change it any more. */
  readonly proof: string | undefined;
}

/** All of a retro, in an order that says nothing. */
export async function listUnsigned(read: Db | Tx, retroId: string): Promise<UnsignedCard[]> {
  const rows = await read
    .selectFrom('retro_unsigned_cards')
    .selectAll()
    .where('retro_id', '=', retroId)
    .orderBy('id')
    .execute();
  return rows.map(({ id, column_id, text, datum, proof }) => ({
    id,
    column: column_id,
    text: text ?? undefined,
    datum: datum ?? undefined,
    proof: proof ?? undefined,
  }));
}

/** In which retro a card is; undefined for a card that isn't there. */
export async function findRetroOfUnsigned(read: Db | Tx, id: string): Promise<string | undefined> {
  const row = await read.selectFrom('retro_unsigned_cards').select('retro_id').where('id', '=', id).executeTakeFirst();
  return row?.retro_id;
}

/**
 * Writes all cards of a retro anew, whichever has changed: a database numbers rows as they come (PostgreSQL by transaction, SQLite
 * by rowid), and who wrote when can be found elsewhere. The retro must be held, or a neighbour's card is lost.
 */
export async function writeUnsigned(tx: Tx, retroId: string, cards: readonly UnsignedCard[]): Promise<void> {
  await tx.deleteFrom('retro_unsigned_cards').where('retro_id', '=', retroId).execute();
  const rows = cards
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, column, text, datum, proof }) => ({
      id,
      retro_id: retroId,
      column_id: column,
      text: text ?? null,
      datum: datum ?? null,
      proof: proof ?? null,
    }));
  await insertAll(tx, 'retro_unsigned_cards', rows);
}

/** The sealed secret of a retro. */
export async function findSecret(read: Db | Tx, retroId: string): Promise<string | undefined> {
  const row = await read
    .selectFrom('retro_secrets')
    .select('secret')
    .where('retro_id', '=', retroId)
    .executeTakeFirst();
  return row?.secret;
}

export async function insertSecret(tx: Tx, retroId: string, secret: string): Promise<void> {
  await tx.insertInto('retro_secrets').values({ retro_id: retroId, secret }).execute();
}

/** Over its own bytes first: a row that is only deleted may stay where it was. False if there was none. */
export async function destroySecret(tx: Tx, retroId: string): Promise<boolean> {
  const known = await findSecret(tx, retroId);
  if (known === undefined) return false;
  const nothing = '0'.repeat(known.length);
  await tx.updateTable('retro_secrets').set({ secret: nothing }).where('retro_id', '=', retroId).execute();
  await tx.deleteFrom('retro_secrets').where('retro_id', '=', retroId).execute();
  return true;
}

/** Nobody's words about these are kept any more, in whichever retro. */
export async function clearUnsignedAbout(tx: Tx, data: readonly string[]): Promise<void> {
  if (data.length === 0) return;
  await tx
    .updateTable('retro_unsigned_cards')
    .set({ text: '' })
    .where('datum', 'in', data)
    .where('text', 'is not', null)
    .execute();
}

/** What is said about these without a name, with the retros in which it is. */
export async function listUnsignedAbout(
  read: Db | Tx,
  data: readonly string[],
): Promise<readonly { readonly retroId: string; readonly datum: string; readonly text: string }[]> {
  if (data.length === 0) return [];
  const rows = await read
    .selectFrom('retro_unsigned_cards')
    .select(['retro_id', 'datum', 'text'])
    .where('datum', 'in', data)
    .orderBy('id')
    .execute();
  return rows.map(({ retro_id, datum, text }) => ({ retroId: retro_id, datum: datum ?? '', text: text ?? '' }));
}
