import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { RetroPhase } from './retro.ts';

interface RetroChangeRow {
  retro_id: string;
  seq: number;
  kind: 'started' | 'moved-on' | 'due' | 'facilitator' | 'joined' | 'channel' | 'called-off';
  phase: RetroPhase;
  by_person: string | null;
  at: number;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    retro_changes: RetroChangeRow;
  }
}

/** What was done to a retro. */
export interface RetroChange {
  readonly retroId: string;
  /** That of the retro after the change. */
  readonly seq: number;
  readonly kind: RetroChangeRow['kind'];
  readonly phase: RetroPhase;
  readonly by: string | undefined;
  readonly at: Instant;
  readonly gesture: string | undefined;
}

/** False if this press, or somebody else at the same moment, has written before. */
export async function insertRetroChange(tx: Tx, change: RetroChange): Promise<boolean> {
  const { retroId, seq, kind, phase, by, at, gesture } = change;
  const written = await tx
    .insertInto('retro_changes')
    .values({ retro_id: retroId, seq, kind, phase, by_person: by ?? null, at, gesture: gesture ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** The id of the retro that this press has changed already. */
export async function findChangedBy(read: Db | Tx, gesture: string): Promise<string | undefined> {
  const row = await read
    .selectFrom('retro_changes')
    .select('retro_id')
    .where('gesture', '=', gesture)
    .executeTakeFirst();
  return row?.retro_id;
}

/** The last change of a kind: who was faster. */
export async function lastChange(
  read: Db | Tx,
  retroId: string,
  kinds: readonly RetroChange['kind'][],
): Promise<RetroChange | undefined> {
  const row = await read
    .selectFrom('retro_changes')
    .selectAll()
    .where('retro_id', '=', retroId)
    .where('kind', 'in', kinds)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return row && changeIn(row);
}

const changeIn = (row: RetroChangeRow): RetroChange => ({
  retroId: row.retro_id,
  seq: row.seq,
  kind: row.kind,
  phase: row.phase,
  by: row.by_person ?? undefined,
  at: row.at,
  gesture: row.gesture ?? undefined,
});
