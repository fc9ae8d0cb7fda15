import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { RunOutcome } from './schedule.ts';

interface RetroRunRow {
  occurrence_id: string;
  ritual_id: string;
  outcome: RunOutcome;
  retro_id: string | null;
  ran_at: number;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    retro_runs: RetroRunRow;
  }
}

/** What came of one run of a schedule. */
export interface RetroRun {
  readonly occurrenceId: string;
  readonly ritualId: string;
  readonly outcome: RunOutcome;
  readonly retroId: string | undefined;
  readonly ranAt: Instant;
}

export async function findRun(read: Db | Tx, occurrenceId: string): Promise<RetroRun | undefined> {
  const row = await read
    .selectFrom('retro_runs')
    .selectAll()
    .where('occurrence_id', '=', occurrenceId)
    .executeTakeFirst();
  return row && runOf(row);
}

/** The run that has begun a retro. */
export async function findRunOf(read: Db | Tx, retroId: string): Promise<RetroRun | undefined> {
  const row = await read.selectFrom('retro_runs').selectAll().where('retro_id', '=', retroId).executeTakeFirst();
  return row && runOf(row);
}

/** False if it is decided already. */
export async function insertRun(tx: Tx, run: RetroRun): Promise<boolean> {
  const written = await tx
    .insertInto('retro_runs')
    .values({
      occurrence_id: run.occurrenceId,
      ritual_id: run.ritualId,
      outcome: run.outcome,
      retro_id: run.retroId ?? null,
      ran_at: run.ranAt,
    })
    .onConflict((conflict) => conflict.column('occurrence_id').doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

const runOf = (row: RetroRunRow): RetroRun => ({
  occurrenceId: row.occurrence_id,
  ritualId: row.ritual_id,
  outcome: row.outcome,
  retroId: row.retro_id ?? undefined,
  ranAt: row.ran_at,
});
