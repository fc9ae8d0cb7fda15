import type { Db, Tx } from '../platform/db/database.ts';
import { chunks, MOST_AT_ONCE } from './store.ts';

interface MemberRow {
  ritual_id: string;
  person_id: string;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    ritual_members: MemberRow;
  }
}

/** Who was in the ritual's channel when Slack last said so. */
export async function listMembers(db: Db | Tx, ritualId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('ritual_members')
    .select('person_id')
    .where('ritual_id', '=', ritualId)
    .orderBy('person_id')
    .execute();
  return rows.map((row) => row.person_id);
}

/** Makes these the members that are remembered. */
export async function replaceMembers(tx: Tx, ritualId: string, personIds: readonly string[]): Promise<void> {
  const known = new Set(await listMembers(tx, ritualId));
  const wanted = new Set(personIds);
  await removeMembers(
    tx,
    ritualId,
    [...known].filter((id) => !wanted.has(id)),
  );
  const added = [...wanted].filter((id) => !known.has(id));
  for (const some of chunks(added, MOST_AT_ONCE)) {
    await tx
      .insertInto('ritual_members')
      .values(some.map((person_id) => ({ ritual_id: ritualId, person_id })))
      .onConflict((conflict) => conflict.columns(['ritual_id', 'person_id']).doNothing())
      .execute();
  }
}

export async function addMember(tx: Tx, ritualId: string, personId: string): Promise<void> {
  await tx
    .insertInto('ritual_members')
    .values({ ritual_id: ritualId, person_id: personId })
    .onConflict((conflict) => conflict.columns(['ritual_id', 'person_id']).doNothing())
    .execute();
}

export async function removeMembers(tx: Tx, ritualId: string, personIds: readonly string[]): Promise<void> {
  for (const some of chunks(personIds, MOST_AT_ONCE)) {
    await tx.deleteFrom('ritual_members').where('ritual_id', '=', ritualId).where('person_id', 'in', some).execute();
  }
}
