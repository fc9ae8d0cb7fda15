import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { PromiseKind } from './promise.ts';

interface EventRow {
  clock_id: string;
  kind: 'warned' | 'late' | 'told';
  level: number;
  at: number;
  recorded_at: number;
  is_retroactive: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    sla_events: EventRow;
  }
}

/** What happened to a clock: a step before its due time, lateness, a step after it. `at` is the true time, not the tick's. */
export interface ClockEvent {
  readonly clockId: string;
  readonly kind: 'warned' | 'late' | 'told';
  /** Which step; 1 for lateness. */
  readonly level?: number;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly isRetroactive?: boolean;
}

/** False if that is recorded already. */
export async function insertEvent(tx: Tx, event: ClockEvent): Promise<boolean> {
  const inserted = await tx
    .insertInto('sla_events')
    .values({
      clock_id: event.clockId,
      kind: event.kind,
      level: event.level ?? 1,
      at: event.at,
      recorded_at: event.recordedAt,
      is_retroactive: event.isRetroactive === true ? 1 : 0,
    })
    .onConflict((conflict) => conflict.columns(['clock_id', 'kind', 'level']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** When announced promises of a first contact became late, by their due times, within a half-open window. */
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
    .where('sla_clocks.kind', '=', 'first-contact')
    .where('sla_clocks.is_announced', '=', 1)
    .where('sla_events.kind', '=', 'late')
    .where('sla_clocks.state', '<>', 'cancelled')
    .where('sla_events.at', '>=', from)
    .where('sla_events.at', '<', until)
    .execute();
  return rows.map(({ lead_id, at }) => ({ leadId: lead_id, at }));
}

/** Which announced promises of whatever kind became late within a half-open window, by their due times, and what they are called. */
export async function clausesLateBetween(
  db: Db | Tx,
  workspaceId: string,
  { from, until }: { from: Instant; until: Instant },
): Promise<{ leadId: string; at: Instant; about: PromiseKind; clause: string }[]> {
  const rows = await db
    .selectFrom('sla_events')
    .innerJoin('sla_clocks', 'sla_clocks.id', 'sla_events.clock_id')
    .innerJoin('policy_versions', (join) =>
      join
        .onRef('policy_versions.policy_id', '=', 'sla_clocks.policy_id')
        .onRef('policy_versions.version', '=', 'sla_clocks.policy_version'),
    )
    .select(['sla_clocks.lead_id', 'sla_events.at', 'sla_clocks.kind', 'policy_versions.name'])
    .where('sla_clocks.workspace_id', '=', workspaceId)
    .where('sla_clocks.is_announced', '=', 1)
    .where('sla_events.kind', '=', 'late')
    .where('sla_clocks.state', '<>', 'cancelled')
    .where('sla_events.at', '>=', from)
    .where('sla_events.at', '<', until)
    .execute();
  return rows.map(({ lead_id, at, kind, name }) => ({ leadId: lead_id, at, about: kind, clause: name }));
}
