import type { Insertable, Selectable } from 'kysely';
import { DAY, type Instant } from '../core/instants.ts';
import { countOn } from '../platform/db/count-on.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { isRunning, type Retro, type RetroPhase, RUNNING_PHASES, USUAL_DAYS } from './retro.ts';

interface RetroRow {
  id: string;
  workspace_id: string;
  number: number | null;
  ritual_id: string | null;
  occurrence_id: string | null;
  channel_id: string | null;
  format: string;
  is_anonymous: 0 | 1;
  facilitator_id: string | null;
  phase: RetroPhase;
  phase_since: number;
  phase_due_at: number | null;
  late_since: number | null;
  collect_days: number;
  vote_days: number;
  decide_days: number;
  period_from: number;
  period_until: number | null;
  started_at: number | null;
  started_by: string | null;
  closed_at: number | null;
  ended_by: string | null;
  zone: string;
  last_event: number;
}

interface RetroNumbersRow {
  workspace_id: string;
  retros_numbered: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    retros: RetroRow;
    retro_numbers: RetroNumbersRow;
  }
}

export async function findRetro(read: Db | Tx, id: string): Promise<Retro | undefined> {
  const row = await read.selectFrom('retros').selectAll().where('id', '=', id).executeTakeFirst();
  return row && retroIn(row);
}

/** The retro that a run of a schedule has begun. */
export async function findRetroOf(read: Db | Tx, occurrenceId: string): Promise<Retro | undefined> {
  const row = await read.selectFrom('retros').selectAll().where('occurrence_id', '=', occurrenceId).executeTakeFirst();
  return row && retroIn(row);
}

/** The one that has begun and isn't over. */
export async function runningIn(read: Db | Tx, workspaceId: string): Promise<Retro | undefined> {
  const row = await read
    .selectFrom('retros')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('phase', 'in', RUNNING_PHASES)
    .executeTakeFirst();
  return row && retroIn(row);
}

/** The one that cards are written for before it begins; made if there is none. */
export async function gatheringIn(
  tx: Tx,
  workspaceId: string,
  fresh: Pick<Retro, 'id' | 'zone' | 'format' | 'isAnonymous'> & { readonly at: Instant },
): Promise<Retro> {
  const { at, ...wish } = fresh;
  for (;;) {
    const known = await findGathering(tx, workspaceId);
    if (known !== undefined) return known;
    const before = await lastBegun(tx, workspaceId);
    await tx
      .insertInto('retros')
      .values(rowOf({ ...newRetro, ...wish, workspaceId, phaseSince: at, periodFrom: before ?? at - FIRST }))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function findGathering(read: Db | Tx, workspaceId: string): Promise<Retro | undefined> {
  const row = await read
    .selectFrom('retros')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('phase', '=', 'gathering')
    .executeTakeFirst();
  return row && retroIn(row);
}

/** The last ones that have ended, latest first. */
export async function endedIn(read: Db | Tx, workspaceId: string, most: number): Promise<Retro[]> {
  const rows = await read
    .selectFrom('retros')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('phase', 'in', ['closed', 'called-off'])
    .where('number', 'is not', null)
    .orderBy('number', 'desc')
    .limit(most)
    .execute();
  return rows.map(retroIn);
}

/**
 * Holds a retro until the transaction ends, as long as it is in one of these phases: whatever somebody says in a phase is either
 * in what comes of it or refused. Undefined if it is in none of them.
 */
export async function holdPhase(tx: Tx, id: string, phases: readonly RetroPhase[]): Promise<Retro | undefined> {
  const row = await tx
    .updateTable('retros')
    .set((set) => ({ last_event: set.ref('last_event') }))
    .where('id', '=', id)
    .where('phase', 'in', phases)
    .returningAll()
    .executeTakeFirst();
  return row && retroIn(row);
}

/** Writes a retro as it is after a change; false if it has changed since it was read. `lastEvent` is that of the change. */
export async function moveRetro(tx: Tx, retro: Retro): Promise<boolean> {
  const { id, ...row } = rowOf(retro);
  const moved = await tx
    .updateTable('retros')
    .set(row)
    .where('id', '=', id)
    .where('last_event', '=', retro.lastEvent - 1)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

export const nextRetroNumber = (tx: Tx, workspaceId: string): Promise<number> =>
  countOn(tx, { table: 'retro_numbers', column: 'retros_numbered' }, workspaceId);

/** When the last retro began that wasn't called off: the next one looks back from there. */
async function lastBegun(read: Db | Tx, workspaceId: string): Promise<Instant | undefined> {
  const row = await read
    .selectFrom('retros')
    .select('period_until')
    .where('workspace_id', '=', workspaceId)
    .where('number', 'is not', null)
    .where('phase', '!=', 'called-off')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.period_until ?? undefined;
}

/** How far the first one looks back. */
const FIRST = 14 * DAY;

const newRetro = {
  number: undefined,
  ritualId: undefined,
  occurrenceId: undefined,
  channelId: undefined,
  facilitatorId: undefined,
  phase: 'gathering',
  phaseDueAt: undefined,
  lateSince: undefined,
  days: USUAL_DAYS,
  periodUntil: undefined,
  startedAt: undefined,
  startedBy: undefined,
  closedAt: undefined,
  endedBy: undefined,
  lastEvent: 0,
} as const;

const rowOf = (retro: Retro): Insertable<RetroRow> => ({
  id: retro.id,
  workspace_id: retro.workspaceId,
  number: retro.number ?? null,
  ritual_id: retro.ritualId ?? null,
  occurrence_id: retro.occurrenceId ?? null,
  channel_id: retro.channelId ?? null,
  format: retro.format,
  is_anonymous: retro.isAnonymous ? 1 : 0,
  facilitator_id: retro.facilitatorId ?? null,
  phase: retro.phase,
  phase_since: retro.phaseSince,
  phase_due_at: isRunning(retro) ? (retro.phaseDueAt ?? null) : null,
  late_since: retro.lateSince ?? null,
  collect_days: retro.days.collecting,
  vote_days: retro.days.voting,
  decide_days: retro.days.deciding,
  period_from: retro.periodFrom,
  period_until: retro.periodUntil ?? null,
  started_at: retro.startedAt ?? null,
  started_by: retro.startedBy ?? null,
  closed_at: retro.closedAt ?? null,
  ended_by: retro.endedBy ?? null,
  zone: retro.zone,
  last_event: retro.lastEvent,
});

const retroIn = (row: Selectable<RetroRow>): Retro => ({
  id: row.id,
  workspaceId: row.workspace_id,
  number: row.number ?? undefined,
  ritualId: row.ritual_id ?? undefined,
  occurrenceId: row.occurrence_id ?? undefined,
  channelId: row.channel_id ?? undefined,
  format: row.format,
  isAnonymous: row.is_anonymous === 1,
  facilitatorId: row.facilitator_id ?? undefined,
  phase: row.phase,
  phaseSince: row.phase_since,
  phaseDueAt: row.phase_due_at ?? undefined,
  lateSince: row.late_since ?? undefined,
  days: { collecting: row.collect_days, voting: row.vote_days, deciding: row.decide_days },
  periodFrom: row.period_from,
  periodUntil: row.period_until ?? undefined,
  startedAt: row.started_at ?? undefined,
  startedBy: row.started_by ?? undefined,
  closedAt: row.closed_at ?? undefined,
  endedBy: row.ended_by ?? undefined,
  zone: row.zone,
  lastEvent: row.last_event,
});
