import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Side } from '../core/verdict.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Part } from './pairing.ts';

interface PartRow {
  occurrence_id: string;
  person_id: string;
  side: Side;
  pairing_id: string | null;
  state: Part['state'];
  skip_gesture: string | null;
  skipped_at: number | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    pairing_people: PartRow;
  }
}

export async function findPart(read: Db | Tx, occurrenceId: string, personId: string): Promise<Part | undefined> {
  const row = await read
    .selectFrom('pairing_people')
    .selectAll()
    .where('occurrence_id', '=', occurrenceId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && partOf(row);
}

/** Everybody of one pairing, in the order of their ids. */
export async function listPartners(read: Db | Tx, pairingId: string): Promise<Part[]> {
  const rows = await read
    .selectFrom('pairing_people')
    .selectAll()
    .where('pairing_id', '=', pairingId)
    .orderBy('person_id')
    .execute();
  return rows.map(partOf);
}

/** Everybody of these rounds. */
export async function listParts(read: Db | Tx, occurrenceIds: readonly string[]): Promise<Part[]> {
  if (occurrenceIds.length === 0) return [];
  const rows = await read
    .selectFrom('pairing_people')
    .selectAll()
    .where('occurrence_id', 'in', occurrenceIds)
    .orderBy('person_id')
    .execute();
  return rows.map(partOf);
}

/** Parts of these people in pairings that are open, or whose partners could still be; everybody's are few. */
export async function listOpenParts(read: Db | Tx, personIds: readonly string[]): Promise<Part[]> {
  if (personIds.length === 0) return [];
  const rows = await read
    .selectFrom('pairing_people')
    .innerJoin('pairings', 'pairings.id', 'pairing_people.pairing_id')
    .selectAll('pairing_people')
    .where('pairing_people.person_id', 'in', personIds)
    // As it stands in the condition of the index: PostgreSQL plans for any value otherwise.
    .where('pairings.state', '=', sql.lit('open'))
    .execute();
  return rows.map(partOf);
}

/** Somebody's part in the newest round that they were in. */
export async function findNewestPart(read: Db | Tx, personId: string): Promise<Part | undefined> {
  const row = await read
    .selectFrom('pairing_people')
    .innerJoin('pairing_runs', 'pairing_runs.occurrence_id', 'pairing_people.occurrence_id')
    .selectAll('pairing_people')
    .where('pairing_people.person_id', '=', personId)
    .orderBy('pairing_runs.ran_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && partOf(row);
}

export async function insertParts(
  tx: Tx,
  parts: readonly Pick<Part, 'occurrenceId' | 'personId' | 'side' | 'pairingId'>[],
): Promise<void> {
  if (parts.length === 0) return;
  await tx
    .insertInto('pairing_people')
    .values(
      parts.map(({ occurrenceId, personId, side, pairingId }) => ({
        occurrence_id: occurrenceId,
        person_id: personId,
        side,
        pairing_id: pairingId ?? null,
        state: pairingId === undefined ? ('left-out' as const) : ('in' as const),
        skip_gesture: null,
        skipped_at: null,
      })),
    )
    .execute();
}

/** False if it isn't in this state any more. */
export async function movePart(
  tx: Tx,
  { occurrenceId, personId }: Pick<Part, 'occurrenceId' | 'personId'>,
  from: Part['state'],
  to: { readonly state: Part['state']; readonly at?: Instant; readonly gesture?: string | undefined },
): Promise<boolean> {
  const skipped = to.state === 'skipped' ? { skipped_at: to.at ?? null, skip_gesture: to.gesture ?? null } : {};
  const moved = await tx
    .updateTable('pairing_people')
    .set({ state: to.state, ...skipped })
    .where('occurrence_id', '=', occurrenceId)
    .where('person_id', '=', personId)
    .where('state', '=', from)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

const partOf = (row: PartRow): Part => ({
  occurrenceId: row.occurrence_id,
  personId: row.person_id,
  side: row.side,
  pairingId: row.pairing_id ?? undefined,
  state: row.state,
  skipGesture: row.skip_gesture ?? undefined,
  skippedAt: row.skipped_at ?? undefined,
});
