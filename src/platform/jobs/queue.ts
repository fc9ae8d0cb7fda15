import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Tx } from '../db/handles.ts';
import { prepared } from '../db/prepared.ts';

/** Work to be done later. */
export interface Enqueued {
  readonly kind: string;
  /** Names the work; there is one row for each key. */
  readonly key: string;
  /** Stored as JSON. */
  readonly payload: unknown;
  readonly runAt: Instant;
  /**
   * `once`: a key that has ever been enqueued is left alone, even when it is done. `latest`: the row becomes ready again with
   * the new payload; a row that waits keeps the earlier of both times.
   */
  readonly mode: 'once' | 'latest';
}

/**
 * Writes the rows of jobs with different keys. A job that is running stays locked; its completion sees the new revision and makes
 * it ready again.
 */
export async function writeJobs(tx: Tx, jobs: readonly Enqueued[], now: Instant): Promise<void> {
  const [only] = jobs;
  if (only !== undefined && jobs.length === 1) return writeJob(tx, only, now);
  for (const [mode, alike] of Map.groupBy(jobs, (job) => job.mode)) {
    for (let from = 0; from < alike.length; from += MOST_AT_ONCE) {
      const rows = alike.slice(from, from + MOST_AT_ONCE).map((job) => newRow(job, now));
      await sql`
        insert into jobs (key, kind, mode, payload, state, run_at, revision, attempts, failures, taken, created_at)
        values ${sql.join(rows)}
        on conflict (key) do ${mode === 'once' ? sql`nothing` : newRevision}`.execute(tx);
    }
  }
}

/** Writes the row of one job. */
export async function writeJob(tx: Tx, { kind, key, runAt, mode, payload }: Enqueued, now: Instant): Promise<void> {
  const statement = mode === 'once' ? writtenOnce : writtenAnew;
  await statement.run(tx, { kind, key, mode, payload: JSON.stringify(payload ?? null), runAt, now });
}

/** Rows of one statement; both databases bound the number of parameters. */
const MOST_AT_ONCE = 500;

const newRow = ({ kind, key, runAt, mode, payload }: Enqueued, now: Instant) =>
  sql`(${key}, ${kind}, ${mode}, ${JSON.stringify(payload ?? null)}, 'ready', cast(${runAt} as bigint), 1, 0, 0, 0, cast(${now} as bigint))`;

const newRevision = sql`update set
  kind = excluded.kind,
  mode = excluded.mode,
  payload = excluded.payload,
  revision = jobs.revision + 1,
  state = case when jobs.state = 'running' then 'running' else 'ready' end,
  run_at = case
    when (jobs.state = 'ready' or jobs.revision > jobs.taken_revision) and jobs.run_at < excluded.run_at then jobs.run_at
    else excluded.run_at
  end,
  attempts = case when jobs.state in ('ready', 'running') then jobs.attempts else 0 end,
  failures = case when jobs.state in ('ready', 'running') then jobs.failures else 0 end,
  last_error = null,
  done_at = null`;

interface JobValues {
  readonly kind: string;
  readonly key: string;
  readonly mode: Enqueued['mode'];
  readonly payload: string;
  readonly runAt: Instant;
  readonly now: Instant;
}

const written = ({ kind, key, mode, payload, runAt, now }: JobValues, known: RawBuilder<unknown>) => sql`
  insert into jobs (key, kind, mode, payload, state, run_at, revision, attempts, failures, taken, created_at)
  values (${key}, ${kind}, ${mode}, ${payload}, 'ready', ${runAt}, 1, 0, 0, 0, ${now})
  on conflict (key) do ${known}`;

const writtenOnce = prepared((_, job: JobValues) => written(job, sql`nothing`));
const writtenAnew = prepared((_, job: JobValues) => written(job, newRevision));

/**
 * Work that isn't wanted any more. What waits or is parked goes as if it had never been enqueued. What is running becomes a
 * tombstone and its handler loses it; what is done stays done.
 */
export async function cancelJob(tx: Tx, key: string, now: Instant): Promise<void> {
  const job = tx.updateTable('jobs').where('key', '=', key).where('state', '=', sql.lit('running'));
  await job.set({ state: 'done', done_at: now, lease: null, taken_revision: null }).execute();
  await tx.deleteFrom('jobs').where('key', '=', key).where(sql<boolean>`state in ('ready', 'parked')`).execute();
}

/**
 * Gives parked jobs whose key begins with `keyPrefix` all their attempts back, and tells how many there were. What is running
 * may be about to be parked for what has just been mended, so it runs once more; a job that calls this settles first.
 */
export async function unparkJobs(tx: Tx, keyPrefix: string, now: Instant): Promise<number> {
  // Not LIKE, whose wild cards a key may contain and whose case differs between the databases.
  const isMeant = sql<boolean>`substr(key, 1, length(${keyPrefix})) = ${keyPrefix}`;
  // The running ones first: this waits for one that is being parked just now, which the next statement then finds parked.
  await tx
    .updateTable('jobs')
    .set((set) => ({ revision: set('revision', '+', 1) }))
    .where('state', '=', sql.lit('running'))
    .where(isMeant)
    .execute();
  const { numUpdatedRows } = await tx
    .updateTable('jobs')
    .set({ state: 'ready', run_at: now, attempts: 0, failures: 0, last_error: null })
    .where('state', '=', sql.lit('parked'))
    .where(isMeant)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
