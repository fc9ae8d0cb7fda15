import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../db/handles.ts';
import { prepared } from '../db/prepared.ts';
import type { JobRow } from '../db/schema.ts';
import { LeaseLost } from './job.ts';
import type { TakenJob } from './store.ts';

// What ends a run, however it ends. Each is fenced by the lock token and throws LeaseLost if the job isn't ours any more. In
// each, a revision that has moved wins over the outcome: the job goes back to ready, as what it was about has changed.

/** Done, unless the key was enqueued again meanwhile. */
export async function complete(tx: Tx, job: TakenJob, now: Instant): Promise<void> {
  const { key, lease, taken, revision } = job;
  if ((await completed.run(tx, { key, lease, taken, revision, now })) !== 1) throw new LeaseLost(key);
}

const completed = prepared(
  (_, job: Token & { readonly revision: number; readonly now: Instant }) => sql`
    update jobs set
      state = case when revision = ${job.revision} then 'done' else 'ready' end,
      done_at = case when revision = ${job.revision} then cast(${job.now} as bigint) else null end,
      attempts = 0, failures = 0, last_error = null, lease = null, taken_revision = null
    where ${ours(job)}`,
);

/** Ready again at `at`, without any failure. */
export async function postpone(tx: Tx, job: TakenJob, at: Instant): Promise<void> {
  const earlier = sql`case when run_at < ${at} then run_at else cast(${at} as bigint) end`;
  await release(tx, job, {
    state: 'ready',
    run_at: unlessRevised(job, sql`cast(${at} as bigint)`, earlier),
    attempts: 0,
    failures: 0,
    last_error: null,
  });
}

/** Ready again at `at` after a failure. */
export async function retry(
  tx: Tx,
  job: TakenJob,
  at: Instant,
  failure: { counts: boolean; text: string },
): Promise<void> {
  await release(tx, job, {
    state: 'ready',
    run_at: at,
    attempts: job.attempts + (failure.counts ? 1 : 0),
    failures: job.failures + 1,
    last_error: failure.text,
  });
}

/** Given up until someone unparks it. False if the key was enqueued again meanwhile: then it is ready, with all its attempts. */
export async function park(tx: Tx, job: TakenJob, text: string): Promise<boolean> {
  const state = await release(tx, job, {
    state: unlessRevised(job, sql`'parked'`, sql`'ready'`),
    attempts: 0,
    failures: 0,
    last_error: text,
  });
  return state === 'parked';
}

/** Throws `LeaseLost` if the job isn't ours any more. */
export async function confirm(db: Db | Tx, job: TakenJob): Promise<void> {
  const { key, lease, taken } = job;
  if ((await held.first(db, { key, lease, taken })) === undefined) throw new LeaseLost(key);
}

const held = prepared((db, job: Token) => db.selectFrom('jobs').select('key').where(ours(job)));

type Outcome = { [Column in keyof JobRow]?: JobRow[Column] | RawBuilder<JobRow[Column]> };

async function release(tx: Tx, job: TakenJob, outcome: Outcome): Promise<JobRow['state']> {
  const row = await tx
    .updateTable('jobs')
    .set({ ...outcome, lease: null, taken_revision: null })
    .where(ours(job))
    .returning('state')
    .executeTakeFirst();
  if (row === undefined) throw new LeaseLost(job.key);
  return row.state;
}

type Token = Pick<TakenJob, 'key' | 'lease' | 'taken'>;

const ours = ({ key, lease, taken }: Token) =>
  sql<boolean>`key = ${key} and state = 'running' and lease = ${lease} and taken = ${taken}`;

const unlessRevised = <T>({ revision }: TakenJob, then: RawBuilder<unknown>, otherwise: RawBuilder<unknown>) =>
  sql<T>`case when revision = ${revision} then ${then} else ${otherwise} end`;
