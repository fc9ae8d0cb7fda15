import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../db/handles.ts';
import { prepared } from '../db/prepared.ts';

/** A job that this process has taken. `lease` and `taken` are its lock token, `revision` is what the handler has seen. */
export interface TakenJob {
  readonly key: string;
  readonly kind: string;
  readonly payload: string;
  readonly run_at: Instant;
  readonly revision: number;
  readonly lease: number;
  readonly taken: number;
  readonly attempts: number;
  readonly failures: number;
}

/** Which jobs to look for. */
export interface Wanted {
  readonly kinds: readonly string[];
  /** Keys whose earlier run has not ended in this process. */
  readonly except: readonly string[];
}

/** When the next ready job is due, if there is one. */
export async function nextDue(db: Db, wanted: Wanted): Promise<Instant | undefined> {
  if (wanted.kinds.length === 0) return undefined;
  // Nearly always the first of all is one of those that are wanted: then a list of some ninety kinds need not be given.
  const first = await firstOfAll.first(db, {});
  if (first === undefined) return undefined;
  if (wanted.kinds.includes(first.kind) && !wanted.except.includes(first.key)) return first.run_at;
  return (await firstReady.first(db, { ...wanted }))?.run_at;
}

const firstOfAll = prepared(() => {
  return sql<Pick<TakenJob, 'key' | 'kind' | 'run_at'>>`
    select key, kind, run_at from jobs where state = 'ready' order by run_at limit 1`;
});

const firstReady = prepared((_db, wanted: Wanted) => {
  return sql<{ run_at: Instant }>`
    select run_at from jobs where state = 'ready' and ${matching(wanted)} order by run_at limit 1`;
});

/** Locks up to `limit` due jobs for a lease, the longest due first. Call it in the transaction that has renewed the lease. */
export async function takeDue(
  tx: Tx,
  { kinds, except, lease, now, limit }: Due,
  dialect: 'sqlite' | 'postgres',
): Promise<TakenJob[]> {
  if (kinds.length === 0 || limit <= 0) return [];
  const rows = await taking[dialect].all(tx, { kinds, except, lease, now, limit });
  return rows.toSorted((a, b) => a.run_at - b.run_at);
}

interface Due extends Wanted {
  readonly lease: number;
  readonly now: Instant;
  readonly limit: number;
}

// A row that some long transaction is changing must not hold up all the others.
const taking = { sqlite: takingWith(sql``), postgres: takingWith(sql`for update skip locked`) };

function takingWith(lock: RawBuilder<unknown>) {
  // Materialized, as PostgreSQL may read a subquery once for each row, and what it has just locked it then skips.
  return prepared((_db, { lease, now, limit, ...wanted }: Due) => {
    // Cast, as SQLite would look at plain values while it plans, and plan anew for each time that it is.
    return sql<TakenJob>`
      with due as materialized (
        select key from jobs where state = 'ready' and run_at <= cast(${now} as bigint) and ${matching(wanted)}
        order by run_at limit cast(${limit} as bigint) ${lock})
      update jobs set state = 'running', lease = ${lease}, taken = taken + 1, taken_revision = revision
      where state = 'ready' and key in (select key from due)
      returning key, kind, payload, run_at, revision, lease, taken, attempts, failures`;
  });
}

function matching({ kinds, except }: Wanted) {
  const kind = sql`kind in (${sql.join(kinds)})`;
  return except.length === 0 ? kind : sql`${kind} and key not in (${sql.join(except)})`;
}

/** Frees the jobs that a lease before `lease` has locked: whoever held it is dead, or fenced off by this. */
export async function freeLocksBefore(tx: Tx, lease: number): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('jobs')
    .set({ state: 'ready', lease: null, taken_revision: null })
    .where('state', '=', sql.lit('running'))
    .where('lease', '<', lease)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Forgets `latest` jobs that were done before `before`: enqueued again they simply begin anew. A `once` row is kept for ever, as it is what makes its key happen once. */
export async function purgeDone(tx: Tx, before: Instant, limit: number): Promise<void> {
  await sql`
    delete from jobs where key in (
      select key from jobs where state = 'done' and mode = 'latest' and done_at < ${before} limit ${limit})`.execute(
    tx,
  );
}

/** How many jobs there are in each state that asks for attention, and when the next one is due. */
export interface JobStats {
  readonly ready: number;
  readonly running: number;
  readonly parked: number;
  readonly nextDueAt: Instant | undefined;
}

export async function readStats(db: Db): Promise<JobStats> {
  // One count for each partial index; a count over all rows would read every tombstone.
  const { rows } = await sql<{ ready: number; running: number; parked: number; due: Instant | null }>`
    select
      (select count(*) from jobs where state = 'ready') as ready,
      (select count(*) from jobs where state = 'running') as running,
      (select count(*) from jobs where state = 'parked') as parked,
      (select min(run_at) from jobs where state = 'ready') as due`.execute(db);
  const [{ ready, running, parked, due } = { ready: 0, running: 0, parked: 0, due: null }] = rows;
  return { ready, running, parked, nextDueAt: due ?? undefined };
}

/** Kinds of unfinished jobs that are not among `known`, sorted. */
export async function unknownKinds(db: Db, known: readonly string[]): Promise<string[]> {
  // One part for each partial index, as above.
  const { rows } = await sql<{ kind: string }>`
    select kind from jobs where state = 'ready' union
    select kind from jobs where state = 'running' union
    select kind from jobs where state = 'parked' order by kind`.execute(db);
  return rows.map(({ kind }) => kind).filter((kind) => !known.includes(kind));
}
