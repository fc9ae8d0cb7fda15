import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { RunOutcome } from './schedule.ts';

interface RunRow {
  occurrence_id: string;
  ritual_id: string;
  outcome: RunOutcome;
  review_id: string | null;
  ran_at: number;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    review_runs: RunRow;
  }
}

/** What came of one run of a schedule. */
export interface Run {
  readonly occurrenceId: string;
  readonly ritualId: string;
  readonly outcome: RunOutcome;
  readonly reviewId: string | undefined;
  readonly ranAt: Instant;
}

export async function findRun(read: Db | Tx, occurrenceId: string): Promise<Run | undefined> {
  const row = await read
    .selectFrom('review_runs')
    .selectAll()
    .where('occurrence_id', '=', occurrenceId)
    .executeTakeFirst();
  return row && runOf(row);
}

/** The run that has started a review. */
export async function findRunOf(read: Db | Tx, reviewId: string): Promise<Run | undefined> {
  const row = await read.selectFrom('review_runs').selectAll().where('review_id', '=', reviewId).executeTakeFirst();
  return row && runOf(row);
}

/** When a schedule last started a review. */
export async function lastHeldAt(read: Db | Tx, ritualId: string): Promise<Instant | undefined> {
  const row = await read
    .selectFrom('review_runs')
    .select('ran_at')
    .where('ritual_id', '=', ritualId)
    .where('outcome', '=', 'held')
    .orderBy('ran_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.ran_at;
}

/** False if it is decided already. */
export async function insertRun(tx: Tx, run: Run): Promise<boolean> {
  const written = await tx
    .insertInto('review_runs')
    .values({
      occurrence_id: run.occurrenceId,
      ritual_id: run.ritualId,
      outcome: run.outcome,
      review_id: run.reviewId ?? null,
      ran_at: run.ranAt,
    })
    .onConflict((conflict) => conflict.column('occurrence_id').doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

const runOf = (row: RunRow): Run => ({
  occurrenceId: row.occurrence_id,
  ritualId: row.ritual_id,
  outcome: row.outcome,
  reviewId: row.review_id ?? undefined,
  ranAt: row.ran_at,
});
