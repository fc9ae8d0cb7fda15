import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';

/**
 * `accepted` is a lead, `dead` is none and an admin should see why, `ignored` was never meant to be one; what is left of a dead one whose words
 * are gone is `expired`.
 */
type DeliveryState = 'accepted' | 'dead' | 'ignored' | 'expired';

interface DeliveryRow {
  id: string;
  endpoint_id: string;
  delivery_id: string;
  body_hash: string;
  body: string;
  received_at: number;
  state: DeliveryState;
  reason: string | null;
  lead_id: string | null;
}

interface ConflictRow {
  id: string;
  delivery: string;
  body_hash: string;
  received_at: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    deliveries: DeliveryRow;
    delivery_conflicts: ConflictRow;
  }
}

export interface StoredDelivery {
  readonly id: string;
  readonly deliveryId: string;
  readonly bodyHash: string;
  readonly receivedAt: Instant;
  readonly leadId: string | undefined;
}

/** Deliveries of one endpoint under any of these ids, newest first. */
export async function findDeliveries(
  db: Db | Tx,
  endpointId: string,
  deliveryIds: readonly string[],
): Promise<StoredDelivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'delivery_id', 'body_hash', 'received_at', 'lead_id'])
    .where('endpoint_id', '=', endpointId)
    .where('delivery_id', 'in', deliveryIds)
    .orderBy('received_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    deliveryId: row.delivery_id,
    bodyHash: row.body_hash,
    receivedAt: row.received_at,
    leadId: row.lead_id ?? undefined,
  }));
}

/**
 * Keeps a delivery: ignored, or dead until it has made a lead. False if this id is there already: on PostgreSQL the insert
 * waits for another one of the same id to end, so that two senders at once make one lead.
 */
export async function insertDelivery(
  tx: Tx,
  delivery: {
    id: string;
    endpointId: string;
    deliveryId: string;
    bodyHash: string;
    body: string;
    receivedAt: Instant;
    state: 'dead' | 'ignored';
    reason: string;
  },
): Promise<boolean> {
  const written = await deliveryInserted.run(tx, {
    id: delivery.id,
    endpoint_id: delivery.endpointId,
    delivery_id: delivery.deliveryId,
    body_hash: delivery.bodyHash,
    body: delivery.body,
    received_at: delivery.receivedAt,
    state: delivery.state,
    reason: delivery.reason,
    lead_id: null,
  });
  return written === 1;
}

const deliveryInserted = prepared((db, row: DeliveryRow) =>
  db
    .insertInto('deliveries')
    .values(row)
    .onConflict((conflict) => conflict.columns(['endpoint_id', 'delivery_id']).doNothing()),
);

export async function markAccepted(tx: Tx, id: string, leadId: string): Promise<void> {
  await deliveryAccepted.run(tx, { id, leadId });
}

const deliveryAccepted = prepared((db, { id, leadId }: { id: string; leadId: string }) =>
  db.updateTable('deliveries').set({ state: 'accepted', reason: null, lead_id: leadId }).where('id', '=', id),
);

/** Says why a delivery has made no lead. */
export async function explain(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.updateTable('deliveries').set({ reason }).where('id', '=', id).execute();
}

/** The body of a delivery that has made no lead so far, and which endpoint it came to. */
export async function findKept(db: Db | Tx, id: string): Promise<{ endpointId: string; body: string } | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select(['endpoint_id', 'body'])
    .where('id', '=', id)
    .where('state', '=', sql.lit('dead'))
    .executeTakeFirst();
  return row && { endpointId: row.endpoint_id, body: row.body };
}

export async function findEndpointId(db: Db | Tx, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('deliveries').select('endpoint_id').where('id', '=', id).executeTakeFirst();
  return row?.endpoint_id;
}

/** The same, held: whoever else wants it waits until `tx` is over, and then finds it only if it is dead still. */
export async function holdDead(tx: Tx, id: string): Promise<{ endpointId: string; body: string } | undefined> {
  const row = await tx
    .updateTable('deliveries')
    .set({ state: 'dead' })
    .where('id', '=', id)
    .where('state', '=', sql.lit('dead'))
    .returning(['endpoint_id', 'body'])
    .executeTakeFirst();
  return row && { endpointId: row.endpoint_id, body: row.body };
}

/** It turned out to be no lead and never meant as one. */
export async function ignore(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.updateTable('deliveries').set({ state: 'ignored', reason }).where('id', '=', id).execute();
}

/** What is dead at an endpoint, newest first. */
export async function listDead(
  db: Db | Tx,
  endpointId: string,
  most: number,
): Promise<{ id: string; receivedAt: Instant; reason: string; body: string }[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'received_at', 'reason', 'body'])
    .where('endpoint_id', '=', endpointId)
    .where('state', '=', sql.lit('dead'))
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({ id: row.id, receivedAt: row.received_at, reason: row.reason ?? '', body: row.body }));
}

/** The ids of all that is dead at an endpoint, oldest first. */
export async function listDeadIds(db: Db | Tx, endpointId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('endpoint_id', '=', endpointId)
    .where('state', '=', sql.lit('dead'))
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Ids of so many deliveries of an endpoint whose words are kept and that came before an instant, but for those dead for the reason `keep`. */
export async function listWordsBefore(
  db: Db | Tx,
  endpointId: string,
  { before, keep, most }: { before: Instant; keep: string; most: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('endpoint_id', '=', endpointId)
    .where('body', '<>', sql.lit(''))
    .where('received_at', '<', before)
    .where((where) => where.or([where('reason', 'is', null), where('reason', '<>', keep)]))
    .orderBy('received_at')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

/** Forgets their words. What was dead can then never be a lead. */
export async function forgetWords(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('deliveries')
    .set({ state: 'expired' })
    .where('id', 'in', ids)
    .where('state', '=', sql.lit('dead'))
    .execute();
  await tx.updateTable('deliveries').set({ body: '' }).where('id', 'in', ids).execute();
}

/** The newest delivery of an endpoint, or the one with this id, if its words are kept. */
export async function findWords(
  db: Db | Tx,
  endpointId: string,
  id?: string,
): Promise<{ id: string; receivedAt: Instant; body: string } | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select(['id', 'received_at', 'body'])
    .where('endpoint_id', '=', endpointId)
    .where('body', '<>', sql.lit(''))
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && { id: row.id, receivedAt: row.received_at, body: row.body };
}

export async function insertConflict(
  tx: Tx,
  conflict: { id: string; delivery: string; bodyHash: string; receivedAt: Instant },
): Promise<void> {
  await tx
    .insertInto('delivery_conflicts')
    .values({
      id: conflict.id,
      delivery: conflict.delivery,
      body_hash: conflict.bodyHash,
      received_at: conflict.receivedAt,
    })
    .execute();
}

/** How many deliveries of each endpoint made no lead. */
export async function countDead(db: Db | Tx, endpointIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (endpointIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['endpoint_id', fn.countAll<number>().as('count')])
    .where('endpoint_id', 'in', endpointIds)
    .where('state', '=', sql.lit('dead'))
    .groupBy('endpoint_id')
    .execute();
  return new Map(rows.map((row) => [row.endpoint_id, row.count]));
}

/** One delivery that made no lead, and which endpoint it came to. */
export async function findDead(
  db: Db | Tx,
  id: string,
): Promise<{ endpointId: string; endpointName: string; reason: string; receivedAt: Instant } | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .innerJoin('endpoints', 'endpoints.id', 'deliveries.endpoint_id')
    .select(['endpoints.id', 'endpoints.name', 'deliveries.reason', 'deliveries.received_at', 'deliveries.state'])
    .where('deliveries.id', '=', id)
    .executeTakeFirst();
  if (row?.state !== 'dead') return undefined;
  return { endpointId: row.id, endpointName: row.name, reason: row.reason ?? '', receivedAt: row.received_at };
}
