import { sql } from 'kysely';
import type { Duration, Instant } from '../core/instants.ts';
import { isoText } from '../core/iso-text.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Delivery, DeliveryState } from './address.ts';

interface DeliveryRow {
  id: string;
  address_id: string;
  type: string;
  lead_id: string | null;
  lead_number: number | null;
  seq: number | null;
  body: string | null;
  created_at: number;
  state: DeliveryState;
  attempts: number;
  next_at: number;
  ended_at: number | null;
  last_status: number | null;
  last_fault: string | null;
  latency_ms: number | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    webhook_deliveries: DeliveryRow;
  }
}

export interface NewDelivery {
  readonly id: string;
  readonly addressId: string;
  readonly type: string;
  /** Undefined for a ping. */
  readonly about: { readonly leadId: string; readonly number: number; readonly seq: number } | undefined;
  readonly body: string;
  readonly createdAt: Instant;
}

/** One entry of the journal goes to one address once, and so does one id. */
export async function insertDelivery(tx: Tx, delivery: NewDelivery): Promise<void> {
  await deliveryInserted.run(tx, {
    id: delivery.id,
    address_id: delivery.addressId,
    type: delivery.type,
    lead_id: delivery.about?.leadId ?? null,
    lead_number: delivery.about?.number ?? null,
    seq: delivery.about?.seq ?? null,
    body: delivery.body,
    created_at: delivery.createdAt,
    state: 'waiting',
    attempts: 0,
    next_at: delivery.createdAt,
    ended_at: null,
    last_status: null,
    last_fault: null,
    latency_ms: null,
  });
}

const deliveryInserted = prepared((db, row: DeliveryRow) =>
  db
    .insertInto('webhook_deliveries')
    .values(row)
    .onConflict((conflict) => conflict.doNothing()),
);

/** A delivery that may go now: nothing that happened to its lead before waits. */
export interface Head {
  readonly id: string;
  readonly type: string;
  readonly body: string;
  readonly attempts: number;
  readonly nextAt: Instant;
  readonly isPing: boolean;
}

/** The first that wait for their turn, each of another lead, the longest due first. `onlyPings` while an address is paused. */
export async function listHeads(
  db: Db | Tx,
  addressId: string,
  { most, onlyPings }: { most: number; onlyPings: boolean },
): Promise<Head[]> {
  const { rows } = await sql<Pick<DeliveryRow, 'id' | 'type' | 'body' | 'attempts' | 'next_at' | 'lead_id'>>`
    select id, type, body, attempts, next_at, lead_id from webhook_deliveries as head
    where head.address_id = ${addressId} and head.state = 'waiting' ${onlyPings ? sql`and head.lead_id is null` : sql``}
      and not exists (
        select 1 from webhook_deliveries as earlier
        where earlier.address_id = head.address_id and earlier.lead_id = head.lead_id
          and earlier.seq < head.seq and earlier.state = 'waiting')
    order by head.next_at, head.created_at, head.id limit ${most}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    body: row.body ?? '',
    attempts: row.attempts,
    nextAt: row.next_at,
    isPing: row.lead_id === null,
  }));
}

/** How one try ended. */
export interface Try {
  readonly state: DeliveryState;
  readonly nextAt: Instant;
  readonly endedAt: Instant | undefined;
  readonly status: number | undefined;
  readonly fault: string | undefined;
  readonly latency: Duration;
}

/** Writes down a try of something that still waits; false if somebody else has ended it meanwhile. */
export async function noteTry(tx: Tx, head: Pick<Head, 'id' | 'attempts'>, tried: Try): Promise<boolean> {
  const noted = await tx
    .updateTable('webhook_deliveries')
    .set({
      state: tried.state,
      attempts: head.attempts + 1,
      next_at: tried.nextAt,
      ended_at: tried.endedAt ?? null,
      last_status: tried.status ?? null,
      last_fault: tried.fault ?? null,
      latency_ms: tried.latency,
    })
    .where('id', '=', head.id)
    .where('state', '=', sql.lit('waiting'))
    .where('attempts', '=', head.attempts)
    .executeTakeFirst();
  return noted.numUpdatedRows === 1n;
}

/** What waits for an address that is no more will never go, and nobody is to read it here. */
export async function dropAll(tx: Tx, addressId: string, at: Instant): Promise<void> {
  const own = tx.updateTable('webhook_deliveries').where('address_id', '=', addressId);
  await own.set({ state: 'dropped', ended_at: at }).where('state', '=', sql.lit('waiting')).execute();
  await own.set({ body: null }).execute();
}

/** Whatever waits may go at once: who was away is back. */
export async function hurry(tx: Tx, addressId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ next_at: at })
    .where('address_id', '=', addressId)
    .where('state', '=', sql.lit('waiting'))
    .where('next_at', '>', at)
    .execute();
}

/** Takes what others were, or would be, told of a lead. */
export async function forgetLead(tx: Tx, leadId: string, at: Instant): Promise<void> {
  const about = tx.updateTable('webhook_deliveries').where('lead_id', '=', leadId);
  await about.set({ state: 'dropped', ended_at: at }).where('state', '=', sql.lit('waiting')).execute();
  await about.set({ body: null }).execute();
}

/** Lets what has ended go once more, with the same id; answers how many. */
export async function sendAgain(
  tx: Tx,
  addressId: string,
  which: { readonly id: string } | { readonly state: DeliveryState },
  at: Instant,
): Promise<number> {
  const again = tx
    .updateTable('webhook_deliveries')
    .set({ state: 'waiting', attempts: 0, next_at: at, ended_at: null })
    .where('address_id', '=', addressId)
    .where('state', '<>', sql.lit('waiting'))
    .where('body', 'is not', null);
  const chosen = 'id' in which ? again.where('id', '=', which.id) : again.where('state', '=', which.state);
  return Number((await chosen.executeTakeFirst()).numUpdatedRows);
}

export async function addressOfDelivery(db: Db | Tx, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('webhook_deliveries').select('address_id').where('id', '=', id).executeTakeFirst();
  return row?.address_id;
}

/** The newest deliveries to an address, newest first. */
export async function listDeliveries(db: Db | Tx, addressId: string, most: number): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('address_id', '=', addressId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(deliveryOf);
}

/** What others were told of these leads. */
export async function deliveriesAbout(db: Db, leadIds: readonly string[]): Promise<readonly object[]> {
  if (leadIds.length === 0) return [];
  const rows = await db
    .selectFrom('webhook_deliveries')
    .innerJoin('webhook_addresses', 'webhook_addresses.id', 'webhook_deliveries.address_id')
    .select(['webhook_deliveries.id', 'url', 'webhook_deliveries.state', 'webhook_deliveries.created_at', 'body'])
    .where('lead_id', 'in', leadIds)
    .orderBy('webhook_deliveries.created_at')
    .orderBy('webhook_deliveries.id')
    .execute();
  return rows.map(({ id, url, state, created_at: at, body }) => ({ id, to: url, state, at: isoText(at), body }));
}

/** How much waits for each address, and when something last arrived there. */
export async function standing(
  db: Db | Tx,
  addressId: string,
): Promise<{ waiting: number; lastDeliveredAt: Instant | undefined }> {
  const { rows } = await sql<{ waiting: number; last: number | null }>`
    select
      (select count(*) from webhook_deliveries where address_id = ${addressId} and state = 'waiting') as waiting,
      (select ended_at from webhook_deliveries where address_id = ${addressId} and state = 'delivered'
        order by created_at desc limit 1) as last`.execute(db);
  const [{ waiting, last } = { waiting: 0, last: null }] = rows;
  return { waiting, lastDeliveredAt: last ?? undefined };
}

/** Forgets the oldest deliveries, whatever became of them; answers how many. */
export async function purgeBefore(tx: Tx, before: Instant, most: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from webhook_deliveries where id in (
      select id from webhook_deliveries where created_at < ${before} limit ${most})`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

function deliveryOf(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    addressId: row.address_id,
    type: row.type,
    leadNumber: row.lead_number ?? undefined,
    createdAt: row.created_at,
    state: row.state,
    attempts: row.attempts,
    nextAt: row.next_at,
    lastStatus: row.last_status ?? undefined,
    lastFault: row.last_fault ?? undefined,
    latency: row.latency_ms ?? undefined,
  };
}
