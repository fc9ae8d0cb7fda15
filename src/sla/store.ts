import type { Duration, Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import { FIRST_CONTACT, type PolicyVersionRow, versionOf } from './policies-store.ts';
import type { ClockState, SlaClock } from './promise.ts';

interface ClockRow {
  id: string;
  workspace_id: string;
  lead_id: string;
  kind: string;
  cycle: number;
  policy_id: string;
  policy_version: number;
  is_announced: number;
  state: ClockState;
  started_at: number;
  due_at: number;
  warn_at: number | null;
  stopped_at: number | null;
  worked_ms: number | null;
}

interface EventRow {
  clock_id: string;
  kind: 'warned' | 'late';
  level: number;
  at: number;
  recorded_at: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    sla_clocks: ClockRow;
    sla_events: EventRow;
  }
}

/** False if this lead has such a clock already: a follower may be told twice. */
export async function insertClock(tx: Tx, clock: SlaClock): Promise<boolean> {
  const written = await clockInserted.run(tx, {
    id: clock.id,
    workspace_id: clock.workspaceId,
    lead_id: clock.leadId,
    kind: FIRST_CONTACT,
    cycle: clock.cycle,
    policy_id: clock.policy.policyId,
    policy_version: clock.policy.version,
    is_announced: clock.isAnnounced ? 1 : 0,
    state: clock.state,
    started_at: clock.startedAt,
    due_at: clock.dueAt,
    warn_at: clock.warnAt ?? null,
    stopped_at: null,
    worked_ms: null,
  });
  return written === 1;
}

const clockInserted = prepared((db, row: ClockRow) =>
  db
    .insertInto('sla_clocks')
    .values(row)
    .onConflict((conflict) => conflict.columns(['lead_id', 'kind', 'cycle']).doNothing()),
);

/** Moves a clock from the state that was read; false if it has moved meanwhile. */
export async function moveClock(
  tx: Tx,
  clock: SlaClock,
  to: { state: ClockState; stoppedAt?: Instant; worked?: Duration },
): Promise<boolean> {
  const moved = await tx
    .updateTable('sla_clocks')
    .set({ state: to.state, stopped_at: to.stoppedAt ?? null, worked_ms: to.worked ?? null })
    .where('id', '=', clock.id)
    .where('state', '=', clock.state)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/** Records that a clock warned or became late; false if that is recorded already. `at` is the true time, not the tick's. */
export async function insertEvent(
  tx: Tx,
  event: { clockId: string; kind: 'warned' | 'late'; at: Instant; recordedAt: Instant },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('sla_events')
    .values({ clock_id: event.clockId, kind: event.kind, level: 1, at: event.at, recorded_at: event.recordedAt })
    .onConflict((conflict) => conflict.columns(['clock_id', 'kind', 'level']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function findClock(db: Db | Tx, id: string): Promise<SlaClock | undefined> {
  const row = await clocks(db).where('sla_clocks.id', '=', id).executeTakeFirst();
  return row && clockOf(row);
}

export async function findClockOfLead(db: Db | Tx, leadId: string): Promise<SlaClock | undefined> {
  const row = await clockOfLead.first(db, { leadId });
  return row && clockOf(row);
}

const clockOfLead = prepared((db, { leadId }: { leadId: string }) =>
  clocks(db).where('sla_clocks.lead_id', '=', leadId).orderBy('sla_clocks.cycle', 'desc').limit(1),
);

/** The clock of each of these leads that runs or ran last. */
export async function clocksOfLeads(db: Db | Tx, leadIds: readonly string[]): Promise<SlaClock[]> {
  if (leadIds.length === 0) return [];
  const all = await everyClockOf(db, leadIds);
  return [...new Map(all.map((clock) => [clock.leadId, clock])).values()];
}

/** Every clock that ever ran on these leads, those of one lead in the order of their rounds. */
export async function everyClockOf(db: Db | Tx, leadIds: readonly string[]): Promise<SlaClock[]> {
  if (leadIds.length === 0) return [];
  const rows = await clocks(db).where('sla_clocks.lead_id', 'in', leadIds).orderBy('sla_clocks.cycle').execute();
  return rows.map(clockOf);
}

/** When announced promises on leads became late, by their due times, within a half-open window. */
export async function lateBetween(
  db: Db | Tx,
  workspaceId: string,
  { from, until }: { from: Instant; until: Instant },
): Promise<{ leadId: string; at: Instant }[]> {
  const rows = await db
    .selectFrom('sla_events')
    .innerJoin('sla_clocks', 'sla_clocks.id', 'sla_events.clock_id')
    .select(['sla_clocks.lead_id', 'sla_events.at'])
    .where('sla_clocks.workspace_id', '=', workspaceId)
    .where('sla_clocks.is_announced', '=', 1)
    .where('sla_events.kind', '=', 'late')
    .where('sla_clocks.state', '<>', 'cancelled')
    .where('sla_events.at', '>=', from)
    .where('sla_events.at', '<', until)
    .execute();
  return rows.map(({ lead_id, at }) => ({ leadId: lead_id, at }));
}

/** Every clock of a promise that is decided: met, or late with or without a contact since. */
export async function decidedClocks(
  db: Db | Tx,
  policyId: string,
  since: Instant,
): Promise<{ worked: Duration | undefined; isInTime: boolean }[]> {
  const rows = await db
    .selectFrom('sla_clocks')
    .select(['state', 'worked_ms'])
    .where('policy_id', '=', policyId)
    .where('started_at', '>=', since)
    .where('state', 'in', ['met', 'late', 'met-late'])
    .execute();
  return rows.map((row) => ({ worked: row.worked_ms ?? undefined, isInTime: row.state === 'met' }));
}

const clocks = (db: Db | Tx) =>
  db
    .selectFrom('sla_clocks')
    .innerJoin('policy_versions', (join) =>
      join
        .onRef('policy_versions.policy_id', '=', 'sla_clocks.policy_id')
        .onRef('policy_versions.version', '=', 'sla_clocks.policy_version'),
    )
    .selectAll('sla_clocks')
    .select([
      'policy_versions.version',
      'policy_versions.target_ms',
      'policy_versions.warning_ms',
      'policy_versions.calendar',
      'policy_versions.late_to',
    ]);

function clockOf(row: ClockRow & Omit<PolicyVersionRow, 'created_at' | 'created_by' | 'gesture'>): SlaClock {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    leadId: row.lead_id,
    cycle: row.cycle,
    state: row.state,
    isAnnounced: row.is_announced === 1,
    startedAt: row.started_at,
    dueAt: row.due_at,
    warnAt: row.warn_at ?? undefined,
    stoppedAt: row.stopped_at ?? undefined,
    worked: row.worked_ms ?? undefined,
    policy: versionOf(row),
  };
}
