import { z } from 'zod';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Choice, PoolAtTurn, Skip } from './decide.ts';

interface CounterRow {
  workspace_id: string;
  turns: number;
}

interface TurnRow {
  workspace_id: string;
  turn: number;
  pool_id: string;
  lead_id: string;
  round: number;
  at: number;
  choice: Choice['kind'];
  chosen_id: string | null;
  until: number | null;
  looks: string;
  seen: string;
  is_returned: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    routing_counters: CounterRow;
    routing_turns: TurnRow;
  }
}

/** A turn as the ledger keeps it. */
export interface Turn {
  readonly turn: number;
  readonly workspaceId: string;
  readonly poolId: string;
  readonly leadId: string;
  readonly round: number;
  readonly at: Instant;
  readonly choice: Choice['kind'];
  readonly chosenId: string | undefined;
  /** When an offer ends, or until when is waited. */
  readonly until: Instant | undefined;
  /** Who was passed over in which pool, and why. */
  readonly looks: readonly {
    readonly poolId: string;
    readonly skipped: readonly { readonly personId: string; readonly why: Skip }[];
  }[];
}

/** What a decision was made from: decided again it comes to the same. */
export interface Seen {
  readonly chain: readonly PoolAtTurn[];
  readonly last: readonly string[];
}

/** The number of the next turn. Whoever has asked for it is alone until the end of the transaction. */
export async function nextTurn(tx: Tx, workspaceId: string): Promise<number> {
  const row = await tx
    .insertInto('routing_counters')
    .values({ workspace_id: workspaceId, turns: 1 })
    .onConflict((conflict) =>
      conflict.column('workspace_id').doUpdateSet((set) => ({ turns: set('routing_counters.turns', '+', 1) })),
    )
    .returning('turns')
    .executeTakeFirstOrThrow();
  return row.turns;
}

export async function insertTurn(tx: Tx, turn: Turn, seen: Seen): Promise<void> {
  await tx
    .insertInto('routing_turns')
    .values({
      workspace_id: turn.workspaceId,
      turn: turn.turn,
      pool_id: turn.poolId,
      lead_id: turn.leadId,
      round: turn.round,
      at: turn.at,
      choice: turn.choice,
      chosen_id: turn.chosenId ?? null,
      until: turn.until ?? null,
      looks: JSON.stringify(turn.looks),
      seen: JSON.stringify(seen),
      is_returned: 0,
    })
    .execute();
}

/** An offer was not taken: it no longer counts for the day of whom it was made to. */
export async function markReturned(tx: Tx, leadId: string, chosenId: string): Promise<void> {
  await tx
    .updateTable('routing_turns')
    .set({ is_returned: 1 })
    .where('lead_id', '=', leadId)
    .where('chosen_id', '=', chosenId)
    .where('choice', '=', 'offer')
    .execute();
}

/** To whom a lead has been offered in this round. */
export async function askedBefore(db: Db | Tx, leadId: string, round: number): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('routing_turns')
    .select('chosen_id')
    .where('lead_id', '=', leadId)
    .where('round', '=', round)
    .where('choice', '=', 'offer')
    .execute();
  return new Set(rows.flatMap(({ chosen_id }) => chosen_id ?? []));
}

/** When leads were offered to these since `since`, without those that they gave back. */
export async function offeredSince(
  db: Db | Tx,
  personIds: readonly string[],
  since: Instant,
): Promise<ReadonlyMap<string, readonly Instant[]>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('routing_turns')
    .select(['chosen_id', 'at'])
    .where('chosen_id', 'in', personIds)
    .where('at', '>=', since)
    .where('choice', '=', 'offer')
    .where('is_returned', '=', 0)
    .execute();
  const byPerson = Map.groupBy(rows, ({ chosen_id }) => chosen_id ?? '');
  return new Map([...byPerson].map(([id, its]) => [id, its.map(({ at }) => at)]));
}

/** The turns of a lead, in order. */
export async function turnsOfLead(db: Db | Tx, leadId: string): Promise<readonly Turn[]> {
  const rows = await db.selectFrom('routing_turns').selectAll().where('lead_id', '=', leadId).orderBy('turn').execute();
  return rows.map((row) => ({
    turn: row.turn,
    workspaceId: row.workspace_id,
    poolId: row.pool_id,
    leadId: row.lead_id,
    round: row.round,
    at: row.at,
    choice: row.choice,
    chosenId: row.chosen_id ?? undefined,
    until: row.until ?? undefined,
    looks: looksSchema.parse(JSON.parse(row.looks)),
  }));
}

const skipSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asked') }),
  z.object({ kind: z.literal('gone') }),
  z.object({ kind: z.literal('away'), from: z.number().optional() }),
  z.object({ kind: z.literal('off-shift'), from: z.number() }),
  z.object({ kind: z.literal('most-open'), open: z.number(), most: z.number() }),
  z.object({ kind: z.literal('most-a-day'), today: z.number(), most: z.number() }),
]) satisfies z.ZodType<Skip>;

const looksSchema = z.array(
  z.object({ poolId: z.string(), skipped: z.array(z.object({ personId: z.string(), why: skipSchema })) }),
);
