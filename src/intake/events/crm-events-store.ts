import { sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';

interface CrmEventRow {
  endpoint_id: string;
  event_key: string;
  delivery: string;
  external_id: string;
  received_at: number;
  lead_id: string | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    crm_events: CrmEventRow;
  }
}

/**
 * Takes an event for a delivery: true if its effect is still to come, and this delivery sees to it. Who asks for one that another
 * transaction has taken waits for its end on PostgreSQL, so that it has its effect once.
 */
export async function takeEvent(
  tx: Tx,
  event: { endpointId: string; key: string; delivery: string; externalId: string; at: Instant },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('crm_events')
    .values({
      endpoint_id: event.endpointId,
      event_key: event.key,
      delivery: event.delivery,
      external_id: event.externalId,
      received_at: event.at,
      lead_id: null,
    })
    .onConflict((conflict) => conflict.columns(['endpoint_id', 'event_key']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return true;
  const known = await tx
    .selectFrom('crm_events')
    .select(['delivery', 'lead_id'])
    .where('endpoint_id', '=', event.endpointId)
    .where('event_key', '=', event.key)
    .executeTakeFirst();
  return known?.delivery === event.delivery && known.lead_id === null;
}

/** It has had its effect, on this lead. */
export async function markTaken(tx: Tx, endpointId: string, key: string, leadId: string): Promise<void> {
  await tx
    .updateTable('crm_events')
    .set({ lead_id: leadId })
    .where('endpoint_id', '=', endpointId)
    .where('event_key', '=', key)
    .execute();
}

/** Whether a delivery holds news of known leads. */
export async function holdsEvents(db: Db | Tx, delivery: string): Promise<boolean> {
  const row = await db.selectFrom('crm_events').select('event_key').where('delivery', '=', delivery).executeTakeFirst();
  return row !== undefined;
}

/** What these leads are called elsewhere is forgotten; that something was told of them stays. */
export async function forgetNames(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.updateTable('crm_events').set({ external_id: '' }).where('lead_id', 'in', leadIds).execute();
}

/** What was told of leads that are no more is as if it had not come. Told again, it waits for its lead like all news. */
export async function forgetNewsOf(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length > 0) await tx.deleteFrom('crm_events').where('lead_id', 'in', leadIds).execute();
}

/** As a condition on deliveries: what told something of these leads. */
export const tellsOf = (leadIds: readonly string[]) =>
  sql`id in (select delivery from crm_events where lead_id in (${sql.join(leadIds)}))`;
