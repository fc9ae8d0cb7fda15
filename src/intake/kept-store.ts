import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';

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

/** One that waits for its lead, held in the same way. */
export async function holdWaiting(
  tx: Tx,
  id: string,
): Promise<{ endpointId: string; body: string; receivedAt: Instant } | undefined> {
  const row = await tx
    .updateTable('deliveries')
    .set({ state: 'waiting' })
    .where('id', '=', id)
    .where('state', '=', sql.lit('waiting'))
    .returning(['endpoint_id', 'body', 'received_at'])
    .executeTakeFirst();
  return row && { endpointId: row.endpoint_id, body: row.body, receivedAt: row.received_at };
}

/** How a delivery stands that makes no lead of its own. */
export async function mark(
  tx: Tx,
  id: string,
  state: 'seen' | 'waiting' | 'dead',
  reason: string | undefined,
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ state, reason: reason ?? null })
    .where('id', '=', id)
    .execute();
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

/** All of an endpoint's deliveries whose words are kept and that made no lead. */
export async function listWords(db: Db | Tx, endpointId: string): Promise<{ id: string; body: string }[]> {
  return db
    .selectFrom('deliveries')
    .select(['id', 'body'])
    .where('endpoint_id', '=', endpointId)
    .where('lead_id', 'is', null)
    .where('body', '<>', sql.lit(''))
    .execute();
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

/** The newest delivery of an endpoint that was meant as a lead, or the one with this id, if its words are kept. */
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
    .where('state', '<>', sql.lit('seen'))
    .where('state', '<>', sql.lit('waiting'))
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && { id: row.id, receivedAt: row.received_at, body: row.body };
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
