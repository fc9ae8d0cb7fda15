import type { Registry } from 'prom-client';
import { DAY } from '../../core/instants.ts';
import type { Clock } from '../clock.ts';
import type { Database, Db, Tx } from '../db/database.ts';
import { afterCommit } from '../db/transaction-scope.ts';
import type { Ids, Random } from '../ids.ts';
import type { Log } from '../log.ts';
import type { JobKind } from './job.ts';
import { WorkerLease } from './lease.ts';
import { type JobMetrics, jobMetrics } from './metrics.ts';
import { cancelJob, type Enqueued, unparkJobs, writeJobs } from './queue.ts';
import { type ParkedHook, runJob } from './runner.ts';
import { type JobStats, purgeDone, readStats, type TakenJob, unknownKinds } from './store.ts';
import { DEFAULT_JOB_TIMING, type JobTiming } from './timing.ts';
import { Worker } from './worker.ts';

/** Durable jobs, as services see them. All writing happens in the service's own transaction. */
export interface Jobs {
  /** Writes a job down; it runs after `tx` has committed, from `runAt` on, in whichever process holds the lease. */
  enqueue(tx: Tx, job: Enqueued): Promise<void>;
  /** The same for many jobs, whose keys differ, in few statements. */
  enqueueAll(tx: Tx, jobs: readonly Enqueued[]): Promise<void>;
  /** Takes back what has not run; a run in progress loses its job. Does nothing if the key is unknown or done. */
  cancel(tx: Tx, key: string): Promise<void>;
  /** Gives parked jobs whose key begins with `keyPrefix` a new chance; answers how many. */
  unpark(tx: Tx, keyPrefix: string): Promise<number>;
  stats(db: Db): Promise<JobStats>;
}

/** The jobs, as the composition root sees them. Register everything, start once, stop once. */
export interface JobEngine extends Jobs {
  register(kinds: readonly JobKind[]): void;
  /** Several hooks are called in the order in which they came. */
  onParked(hook: ParkedHook): void;
  /** Throws if unfinished work of an unknown kind is in the table. */
  start(): Promise<void>;
  /** Whether this process works: holds the worker lease, as far as it knows. */
  isWorking(): boolean;
  /** Finishes running jobs, or after the deadline frees them, and lets another process take over at once. */
  stop(): Promise<void>;
  /** Belt and braces, once a minute: looks for due jobs, reports work of unknown kinds and forgets old tombstones of `latest` jobs. */
  sweep(): Promise<void>;
}

export interface JobDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Log;
  readonly timing?: Partial<JobTiming>;
  readonly metrics?: Registry;
}

const TOMBSTONES_LAST = 30 * DAY;
const MOST_PURGED = 1_000;

export function createJobs(deps: JobDeps): JobEngine {
  const { database, clock, log } = deps;
  const timing: JobTiming = { ...DEFAULT_JOB_TIMING, ...deps.timing };
  const lease = new WorkerLease({ database, clock, log, timing, holder: deps.ids.next() });
  const metrics = deps.metrics && jobMetrics(deps.metrics, database);
  const kinds = new Map<string, JobKind>();
  const hooks: ParkedHook[] = [];
  const abandon = new AbortController();
  let worker: Worker | undefined;
  let stopListening = () => {};

  const wake = () => worker?.wake();
  /** After whoever has asked for the work has been answered; without the lease there is nothing to look for. */
  const wakeOwn = () => {
    if (lease.number !== undefined) setImmediate(wake);
  };
  const onParked: ParkedHook = async (tx, parked) => {
    for (const hook of hooks) await hook(tx, parked);
  };
  const run = (taken: TakenJob) => {
    const kind = kinds.get(taken.kind);
    if (kind === undefined) throw new Error(`Job ${taken.key} was taken, though nobody handles kind ${taken.kind}.`);
    measure(metrics, taken, clock);
    return runJob({ ...deps, timing, onParked, abandoned: abandon.signal }, kind, taken);
  };

  async function enqueueAll(tx: Tx, all: readonly Enqueued[]): Promise<void> {
    if (all.length === 0) return;
    await writeJobs(tx, all, clock.now());
    await wakeAll(
      tx,
      all.reduce((first, { runAt }) => Math.min(first, runAt), Number.POSITIVE_INFINITY),
    );
  }

  /** Whoever is to run it wakes up when `tx` has committed; what is due later is found by looking. */
  async function wakeAll(tx: Tx, runAt: number): Promise<void> {
    if (runAt > clock.now() + timing.pollMs) return;
    afterCommit(wakeOwn);
    await database.notice(tx);
  }

  return {
    enqueue: (tx, job) => enqueueAll(tx, [job]),
    enqueueAll,
    cancel: (tx, key) => cancelJob(tx, key, clock.now()),
    async unpark(tx, keyPrefix) {
      const count = await unparkJobs(tx, keyPrefix, clock.now());
      await wakeAll(tx, clock.now());
      return count;
    },
    stats: readStats,

    register(more) {
      for (const kind of more) {
        if (kinds.has(kind.kind)) throw new Error(`Two features handle jobs of kind ${kind.kind}.`);
        kinds.set(kind.kind, kind);
      }
    },
    onParked(hook) {
      hooks.push(hook);
    },
    async start() {
      const known = [...kinds.keys()];
      const givingWay = known.filter((kind) => kinds.get(kind)?.givesWay);
      const unknown = await unknownKinds(database.db, known);
      if (unknown.length > 0) throw new Error(unknownKindSentence(unknown));
      worker = new Worker({ database, clock, log, timing, lease, kinds: known, givingWay, run });
      stopListening = database.onNotice(wake);
      worker.start();
    },
    isWorking: () => lease.number !== undefined,
    async stop() {
      stopListening();
      await worker?.drain();
      abandon.abort();
      await lease.giveUp();
    },
    async sweep() {
      wake();
      if (lease.number === undefined) return;
      const unknown = await unknownKinds(database.db, [...kinds.keys()]);
      if (unknown.length > 0) log.error('jobs.unknown-kinds', { kinds: unknown });
      await database.transaction((tx) => purgeDone(tx, clock.now() - TOMBSTONES_LAST, MOST_PURGED));
    },
  };
}

function measure(metrics: JobMetrics | undefined, taken: TakenJob, clock: Clock): void {
  metrics?.taken(taken, clock.now() - taken.run_at);
}

const unknownKindSentence = (kinds: readonly string[]) =>
  `The database holds unfinished jobs that this version of Baton does not know: ${kinds.join(', ')}. ` +
  'Start the version that wrote them, which is probably newer, and let it finish.';
