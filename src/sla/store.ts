import { z } from 'zod';
import { calendarSchema } from '../core/calendar.ts';
import type { Duration, Instant } from '../core/instants.ts';
import { remembered } from '../core/remembered.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import { type PolicyVersionRow, type VersionColumns, versionOf } from './policies-store.ts';
import type { ClockState, PromiseKind, SlaClock } from './promise.ts';
import type { Stretch } from './stretches.ts';

interface ClockRow {
  id: string;
  workspace_id: string;
  lead_id: string;
  kind: PromiseKind;
  cycle: number;
  policy_id: string;
  policy_version: number;
  is_announced: number;
  state: ClockState;
  started_at: number;
  target_ms: number;
  stretches: string | null;
  due_at: number;
  warn_at: number | null;
  paused_until: number | null;
  attempts: number;
  stopped_at: number | null;
  worked_ms: number | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    sla_clocks: ClockRow;
  }
}

/** False if this lead has such a clock already: a follower may be told twice. */
export async function insertClock(tx: Tx, clock: SlaClock): Promise<boolean> {
  const written = await clockInserted.run(tx, {
    id: clock.id,
    workspace_id: clock.workspaceId,
    lead_id: clock.leadId,
    kind: clock.kind,
    cycle: clock.cycle,
    policy_id: clock.policy.policyId,
    policy_version: clock.policy.version,
    is_announced: clock.isAnnounced ? 1 : 0,
    state: clock.state,
    started_at: clock.startedAt,
    target_ms: clock.target,
    ...timed(clock),
    attempts: clock.attempts,
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

/** Writes what a clock's due time is now and comes from; false if it has moved meanwhile. */
export async function retimeClock(tx: Tx, clock: SlaClock, to: SlaClock): Promise<boolean> {
  const moved = await tx
    .updateTable('sla_clocks')
    .set({ ...timed(to), target_ms: to.target, policy_version: to.policy.version })
    .where('id', '=', clock.id)
    .where('state', '=', clock.state)
    .where('policy_version', '=', clock.policy.version)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

export async function countAttempt(tx: Tx, clockId: string): Promise<void> {
  await tx
    .updateTable('sla_clocks')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', clockId)
    .execute();
}

export async function findClock(db: Db | Tx, id: string): Promise<SlaClock | undefined> {
  const row = await clocks(db).where('sla_clocks.id', '=', id).executeTakeFirst();
  return row && clockOf(row);
}

/** The clocks of a lead's present round, the one of its first contact first. */
export async function clocksOfRound(db: Db | Tx, leadId: string): Promise<SlaClock[]> {
  const all = (await clocksOfLead.all(db, { leadId })).map(clockOf);
  const round = all.at(-1)?.cycle;
  return all.filter(({ cycle }) => cycle === round).toSorted(byKind);
}

const clocksOfLead = prepared((db, { leadId }: { leadId: string }) =>
  clocks(db).where('sla_clocks.lead_id', '=', leadId).orderBy('sla_clocks.cycle'),
);

/** Every clock that ever ran on these leads, those of one lead in the order of their rounds. */
export async function everyClockOf(db: Db | Tx, leadIds: readonly string[]): Promise<SlaClock[]> {
  if (leadIds.length === 0) return [];
  const rows = await clocks(db).where('sla_clocks.lead_id', 'in', leadIds).orderBy('sla_clocks.cycle').execute();
  return rows.map(clockOf);
}

/** Those of these leads whose announced promise of a first contact has ever been broken. */
export async function brokenAmong(db: Db | Tx, leadIds: readonly string[], now: Instant): Promise<string[]> {
  if (leadIds.length === 0) return [];
  const rows = await db
    .selectFrom('sla_clocks')
    .select('lead_id')
    .distinct()
    .where('lead_id', 'in', leadIds)
    .where('kind', '=', 'first-contact')
    .where('is_announced', '=', 1)
    // One that runs and is past its time will be marked late by the next look.
    .where((is) =>
      is.or([is('state', 'in', ['late', 'met-late']), is.and([is('state', '=', 'running'), is('due_at', '<', now)])]),
    )
    .execute();
  return rows.map(({ lead_id }) => lead_id);
}

/** Running clocks of a promise in an older version than this, those with the lowest ids first. */
export async function runningBefore(db: Db | Tx, policyId: string, version: number, most: number): Promise<SlaClock[]> {
  const rows = await clocks(db)
    .where('sla_clocks.policy_id', '=', policyId)
    .where('sla_clocks.state', '=', 'running')
    .where('sla_clocks.policy_version', '<', version)
    .orderBy('sla_clocks.id')
    .limit(most)
    .execute();
  return rows.map(clockOf);
}

/** Announced promises that are late and not kept yet, those first that have been longest. */
export async function lateNow(db: Db | Tx, workspaceId: string, most: number): Promise<SlaClock[]> {
  const rows = await clocks(db)
    .where('sla_clocks.workspace_id', '=', workspaceId)
    .where('sla_clocks.state', '=', 'late')
    .where('sla_clocks.is_announced', '=', 1)
    .where('policy_versions.has_digest', '=', 1)
    .orderBy('sla_clocks.due_at')
    .limit(most)
    .execute();
  return rows.map(clockOf);
}

/** Every clock of a promise that is decided: met, or late with or without being kept since. */
export async function decidedClocks(
  db: Db | Tx,
  of: { policyId: string; kind: PromiseKind; since: Instant; now: Instant },
): Promise<{ worked: Duration | undefined; isInTime: boolean }[]> {
  const rows = await db
    .selectFrom('sla_clocks')
    .select(['state', 'worked_ms'])
    .where('policy_id', '=', of.policyId)
    .where('started_at', '>=', of.since)
    .where('kind', '=', of.kind)
    // One that runs and is past its time will be marked late by the next look.
    .where((is) =>
      is.or([
        is('state', 'in', ['met', 'late', 'met-late']),
        is.and([is('state', '=', 'running'), is('due_at', '<', of.now)]),
      ]),
    )
    .execute();
  return rows.map((row) => ({ worked: row.worked_ms ?? undefined, isInTime: row.state === 'met' }));
}

const KINDS: readonly PromiseKind[] = ['first-contact', 'follow-up', 'outcome'];
const byKind = (a: SlaClock, b: SlaClock): number => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);

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
      'policy_versions.name',
      'policy_versions.conditions',
      'policy_versions.target_ms as policy_target_ms',
      'policy_versions.warning_ms',
      'policy_versions.calendar',
      'policy_versions.calendar_of',
      'policy_versions.attempts as policy_attempts',
      'policy_versions.follow_up_days',
      'policy_versions.outcome_days',
      'policy_versions.snooze_ms',
      'policy_versions.ladder',
      'policy_versions.has_digest',
      'policy_versions.late_to',
    ]);

const stretchesSchema = z.array(
  z.object({
    from: z.number(),
    calendar: calendarSchema,
    of: z.string().optional(),
    ruled: calendarSchema.optional(),
  }),
);
const stretchesFrom = remembered((text): readonly Stretch[] => stretchesSchema.parse(JSON.parse(text)));

/** In the hours of its policy alone, a clock needs none of its own. */
function timed({ stretches, policy, dueAt, warnAt, pausedUntil }: SlaClock) {
  const [first] = stretches;
  const isPlain = stretches.length === 1 && first?.calendar === policy.calendar;
  return {
    stretches: isPlain ? null : JSON.stringify(stretches),
    due_at: dueAt,
    warn_at: warnAt ?? null,
    paused_until: pausedUntil ?? null,
  };
}

type Joined = ClockRow &
  Omit<VersionColumns, 'target_ms' | 'attempts'> & {
    policy_target_ms: PolicyVersionRow['target_ms'];
    policy_attempts: PolicyVersionRow['attempts'];
  };

function clockOf(row: Joined): SlaClock {
  const policy = versionOf({ ...row, target_ms: row.policy_target_ms, attempts: row.policy_attempts });
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    leadId: row.lead_id,
    kind: row.kind,
    cycle: row.cycle,
    state: row.state,
    isAnnounced: row.is_announced === 1,
    startedAt: row.started_at,
    target: row.target_ms,
    stretches:
      row.stretches === null ? [{ from: row.started_at, calendar: policy.calendar }] : stretchesFrom(row.stretches),
    dueAt: row.due_at,
    warnAt: row.warn_at ?? undefined,
    pausedUntil: row.paused_until ?? undefined,
    attempts: row.attempts,
    stoppedAt: row.stopped_at ?? undefined,
    worked: row.worked_ms ?? undefined,
    policy,
  };
}
