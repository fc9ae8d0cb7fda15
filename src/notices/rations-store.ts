import type { Db, Tx } from '../platform/db/database.ts';

interface RationRow {
  person_id: string;
  on_date: string;
  place: number;
  key: string;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    rations: RationRow;
  }
}

/** A person's day, as their calendar has it. */
export interface PersonDay {
  readonly personId: string;
  /** YYYY-MM-DD */
  readonly on: string;
}

/** How many of a day's places are taken. */
export async function countTaken(read: Db | Tx, { personId, on }: PersonDay): Promise<number> {
  const row = await read
    .selectFrom('rations')
    .select(({ fn }) => fn.countAll<number>().as('taken'))
    .where('person_id', '=', personId)
    .where('on_date', '=', on)
    .executeTakeFirstOrThrow();
  return Number(row.taken);
}

/**
 * Takes one of a day's `most` places for a message; the same message takes one only. Two that come at the same moment can't
 * have the same place, so nobody needs to count first.
 */
export async function takePlace(tx: Tx, key: string, { personId, on }: PersonDay, most: number): Promise<boolean> {
  if (await hasPlace(tx, key)) return true;
  for (let place = 1; place <= most; place += 1) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('rations')
      .values({ person_id: personId, on_date: on, place, key })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) return true;
  }
  return hasPlace(tx, key);
}

export async function freePlace(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('rations').where('key', '=', key).execute();
}

async function hasPlace(tx: Tx, key: string): Promise<boolean> {
  return (await tx.selectFrom('rations').select('key').where('key', '=', key).executeTakeFirst()) !== undefined;
}
