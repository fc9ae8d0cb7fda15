import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';

/**
 * `accepted` is a lead, `dead` is none and an admin should see why, `ignored` was never meant to be one; what is left of a dead one whose words
 * are gone is `expired`. News of a known lead is `seen` once it has had its effect, and `waiting` until its lead is here.
 */
type DeliveryState = 'accepted' | 'dead' | 'ignored' | 'expired' | 'seen' | 'waiting';

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
