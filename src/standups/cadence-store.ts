import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';

interface CadenceRow {
  ritual_id: string;
  person_id: string;
  since_at: number;
  asked_on: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    standup_cadences: CadenceRow;
  }
}

/** Somebody wants to be asked once a week. */
export interface WeeklyCadence {
  /** Their local date when they were asked last; undefined if not since they chose it. */
  readonly askedOn: string | undefined;
}

export async function findCadence(db: Db | Tx, ritualId: string, personId: string): Promise<WeeklyCadence | undefined> {
  const row = await db
    .selectFrom('standup_cadences')
    .select('asked_on')
    .where('ritual_id', '=', ritualId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && { askedOn: row.asked_on ?? undefined };
}

/** From now on once a week; `askedOn` is the date of the prompt on which they chose it. */
export async function insertCadence(
  tx: Tx,
  cadence: { ritualId: string; personId: string; sinceAt: Instant; askedOn: string },
): Promise<void> {
  await tx
    .insertInto('standup_cadences')
    .values({
      ritual_id: cadence.ritualId,
      person_id: cadence.personId,
      since_at: cadence.sinceAt,
      asked_on: cadence.askedOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function markAskedOn(tx: Tx, ritualId: string, personId: string, on: string): Promise<void> {
  await tx
    .updateTable('standup_cadences')
    .set({ asked_on: on })
    .where('ritual_id', '=', ritualId)
    .where('person_id', '=', personId)
    .execute();
}

/** Every day again. */
export async function deleteCadence(tx: Tx, ritualId: string, personId: string): Promise<void> {
  await tx.deleteFrom('standup_cadences').where('ritual_id', '=', ritualId).where('person_id', '=', personId).execute();
}
