import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Occurrence, SkipReason } from './slot.ts';
import { chunks, configOf, MOST_AT_ONCE } from './store.ts';

interface OccurrenceRow {
  id: string;
  ritual_id: string;
  team_on: string;
  version: number;
  state: Occurrence['state'];
  skipped_because: SkipReason | null;
  own: string | null;
  opens_at: number;
  closes_at: number;
  opened_at: number | null;
  closed_at: number | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    ritual_occurrences: OccurrenceRow;
  }
}

/** A date as it is first written down: planned, or skipped. */
export interface NewOccurrence {
  readonly id: string;
  readonly ritualId: string;
  readonly teamDate: string;
  readonly version: number;
  readonly skippedBecause: SkipReason | undefined;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

export async function insertOccurrences(tx: Tx, all: readonly NewOccurrence[]): Promise<void> {
  for (const some of chunks(all, MOST_AT_ONCE)) {
    await tx.insertInto('ritual_occurrences').values(some.map(rowOf)).execute();
  }
}

/** Moves the planned occurrence to another date or version; a skipped one becomes planned again. */
export async function replan(tx: Tx, next: NewOccurrence): Promise<void> {
  await tx.updateTable('ritual_occurrences').set(rowOf(next)).where('id', '=', next.id).execute();
}

/** Moves when an occurrence opens and closes. */
export async function respan(tx: Tx, id: string, span: { opensAt: Instant; closesAt: Instant }): Promise<void> {
  await tx
    .updateTable('ritual_occurrences')
    .set({ opens_at: span.opensAt, closes_at: span.closesAt })
    .where('id', '=', id)
    .execute();
}

/** Opens a planned occurrence and freezes its snapshot; false if it isn't planned any more. */
export async function openOccurrence(
  tx: Tx,
  occurrence: Occurrence,
  frozen: { readonly version: number; readonly own: unknown; readonly at: Instant },
): Promise<boolean> {
  const opened = await tx
    .updateTable('ritual_occurrences')
    .set({
      state: 'open',
      version: frozen.version,
      own: JSON.stringify(frozen.own ?? null),
      opened_at: frozen.at,
    })
    .where('id', '=', occurrence.id)
    .where('state', '=', sql.lit('planned'))
    .executeTakeFirst();
  return opened.numUpdatedRows === 1n;
}

export async function closeOccurrence(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const closed = await tx
    .updateTable('ritual_occurrences')
    .set({ state: 'closed', closed_at: at })
    .where('id', '=', id)
    .where('state', '=', sql.lit('open'))
    .executeTakeFirst();
  return closed.numUpdatedRows === 1n;
}

export async function skipOccurrence(tx: Tx, id: string, because: SkipReason): Promise<void> {
  await tx
    .updateTable('ritual_occurrences')
    .set({ state: 'skipped', skipped_because: because })
    .where('id', '=', id)
    .where('state', '=', sql.lit('planned'))
    .execute();
}

export async function deleteOccurrences(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const some of chunks(ids, MOST_AT_ONCE)) {
    await tx.deleteFrom('ritual_slots').where('occurrence_id', 'in', some).execute();
    await tx.deleteFrom('ritual_occurrences').where('id', 'in', some).execute();
  }
}

export async function findOccurrence(db: Db | Tx, id: string): Promise<Occurrence | undefined> {
  const row = await occurrences(db).where('ritual_occurrences.id', '=', id).executeTakeFirst();
  return row && occurrenceOf(row);
}

/** The occurrences of a ritual that are open, oldest first. */
export async function listOpen(db: Db | Tx, ritualId: string): Promise<Occurrence[]> {
  const rows = await occurrences(db)
    .where('ritual_occurrences.ritual_id', '=', ritualId)
    .where('state', '=', sql.lit('open'))
    .orderBy('team_on')
    .execute();
  return rows.map(occurrenceOf);
}

/** The latest occurrence that opened; undefined before the first. */
export async function findLastOpened(db: Db | Tx, ritualId: string): Promise<Occurrence | undefined> {
  const row = await occurrences(db)
    .where('ritual_occurrences.ritual_id', '=', ritualId)
    .where('opened_at', 'is not', null)
    .orderBy('team_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && occurrenceOf(row);
}

/** The latest occurrence before a date that opened. */
export async function findOpenedBefore(
  db: Db | Tx,
  ritualId: string,
  teamDate: string,
): Promise<Occurrence | undefined> {
  const row = await occurrences(db)
    .where('ritual_occurrences.ritual_id', '=', ritualId)
    .where('opened_at', 'is not', null)
    .where('team_on', '<', teamDate)
    .orderBy('team_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && occurrenceOf(row);
}

/** What is written down for a date. */
export async function findOn(db: Db | Tx, ritualId: string, teamDate: string): Promise<Occurrence | undefined> {
  const row = await occurrences(db)
    .where('ritual_occurrences.ritual_id', '=', ritualId)
    .where('team_on', '=', teamDate)
    .executeTakeFirst();
  return row && occurrenceOf(row);
}

/** Everything written down from a date on. */
export async function listFrom(db: Db | Tx, ritualId: string, fromOn: string): Promise<Occurrence[]> {
  const rows = await occurrences(db)
    .where('ritual_occurrences.ritual_id', '=', ritualId)
    .where('team_on', '>=', fromOn)
    .orderBy('team_on')
    .execute();
  return rows.map(occurrenceOf);
}

const occurrences = (db: Db | Tx) =>
  db
    .selectFrom('ritual_occurrences')
    .innerJoin('ritual_versions', (join) =>
      join
        .onRef('ritual_versions.ritual_id', '=', 'ritual_occurrences.ritual_id')
        .onRef('ritual_versions.version', '=', 'ritual_occurrences.version'),
    )
    .selectAll('ritual_occurrences')
    .select('ritual_versions.config');

const rowOf = (of: NewOccurrence): OccurrenceRow => ({
  id: of.id,
  ritual_id: of.ritualId,
  team_on: of.teamDate,
  version: of.version,
  state: of.skippedBecause === undefined ? 'planned' : 'skipped',
  skipped_because: of.skippedBecause ?? null,
  own: null,
  opens_at: of.opensAt,
  closes_at: of.closesAt,
  opened_at: null,
  closed_at: null,
});

export function occurrenceOf(row: OccurrenceRow & { config: string }): Occurrence {
  return {
    id: row.id,
    ritualId: row.ritual_id,
    teamDate: row.team_on,
    version: row.version,
    state: row.state,
    skippedBecause: row.skipped_because ?? undefined,
    snapshot: { config: configOf(row.config), own: row.own === null ? undefined : JSON.parse(row.own) },
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    openedAt: row.opened_at ?? undefined,
  };
}
