import type { Instant } from '../../core/instants.ts';
import type { Clock } from '../clock.ts';
import type { Database, Tx } from '../db/database.ts';
import { Permanent, Transient } from '../errors.ts';
import type { Random } from '../ids.ts';
import type { Log } from '../log.ts';
import { retryAt } from './backoff.ts';
import { type JobKind, type Later, LeaseLost } from './job.ts';
import { complete, park, postpone, retry } from './outcome.ts';
import { type RunningJob, runningJob } from './running-job.ts';
import type { TakenJob } from './store.ts';
import type { JobTiming } from './timing.ts';

const LONGEST_ERROR = 500;

/** A job that was given up. */
export interface Parked {
  readonly key: string;
  readonly kind: string;
  readonly payload: unknown;
  /** What the handler threw; a `Permanent` says what to do. */
  readonly error: unknown;
}

/** Called once, inside the transaction that parks the job, so that whoever is told is told for certain. */
export type ParkedHook = (tx: Tx, parked: Parked) => Promise<void>;

export interface RunnerDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly timing: JobTiming;
  readonly onParked: ParkedHook;
  /** Aborted when the next process is to take over what has not ended. */
  readonly abandoned: AbortSignal;
}

/** Runs one taken job and writes down how it ended. Never rejects: what cannot be written down is tried until it can. */
export async function runJob(deps: RunnerDeps, kind: JobKind, taken: TakenJob): Promise<void> {
  const { clock, log } = deps;
  const { key: job } = taken;
  const startedAt = clock.now();
  const running = runningJob(taken, clock);
  const ending = await attempt(kind, running);
  const record = writeDown(deps, kind, taken, running, ending);
  for (;;) {
    try {
      await record();
      return log.info('job.ended', { job, kind: taken.kind, ms: clock.now() - startedAt });
    } catch (error) {
      if (error instanceof LeaseLost) return log.info('job.lease-lost', { job, lease: taken.lease });
      log.error('job.not-written-down', { job, error });
      // The row stays locked by us; whoever takes over the lease frees it.
      if (deps.abandoned.aborted) return;
      await clock.sleepUntil(clock.now() + deps.timing.pollMs, deps.abandoned);
    }
  }
}

type Ending = { readonly answer: Later | undefined } | { readonly error: unknown };

async function attempt(kind: JobKind, running: RunningJob): Promise<Ending> {
  try {
    return { answer: await running.inside(() => kind.handle(running.job)) };
  } catch (error) {
    return { error };
  }
}

/** Decides what the ending means and says it in the log once; the answer writes it into the row. */
function writeDown(
  deps: RunnerDeps,
  kind: JobKind,
  taken: TakenJob,
  running: RunningJob,
  ending: Ending,
): () => Promise<void> {
  const { database, clock } = deps;
  if ('error' in ending && !running.isSettled()) return failed(deps, kind, taken, running, ending.error);
  if ('error' in ending) deps.log.error('job.failed-after-settling', { job: taken.key, error: ending.error });
  if (running.isSettled()) return async () => {};
  const again = 'answer' in ending ? ending.answer?.later : undefined;
  // What a power cut takes back runs again, as it does after a crash right before this commit.
  if (again !== undefined) return () => database.transaction((tx) => postpone(tx, taken, again), 'later');
  return () => database.transaction((tx) => complete(tx, taken, clock.now()), 'later');
}

function failed(
  deps: RunnerDeps,
  kind: JobKind,
  taken: TakenJob,
  { job }: RunningJob,
  error: unknown,
): () => Promise<void> {
  const { database, clock, random, log, timing } = deps;
  if (error instanceof LeaseLost) return () => Promise.reject(error);
  const expected = error instanceof Transient || error instanceof Permanent;
  log[expected ? 'warn' : 'error']('job.failed', { job: job.key, kind: kind.kind, attempt: job.attempt, error });

  const counts = !(error instanceof Transient) || error.countsAsAttempt;
  const text = String(error).slice(0, LONGEST_ERROR);
  const tryAgain = (at: Instant) => database.transaction((tx) => retry(tx, taken, at, { counts, text }));
  if (!(error instanceof Permanent) && !(counts && job.attempt >= kind.attempts)) {
    return () => tryAgain(retryAt(error, taken.failures + 1, clock.now(), timing, random));
  }
  return async () => {
    try {
      await parkAndTell(deps, taken, { key: job.key, kind: kind.kind, payload: job.payload, error });
    } catch (problem) {
      if (!(problem instanceof NotTold)) throw problem;
      // Parked in silence it would be forgotten; so it stays, and the next run will try to tell again.
      log.error('job.parking-not-told', { job: job.key, error: problem.cause });
      await tryAgain(clock.now() + timing.backoffMaxMs);
    }
  };
}

async function parkAndTell({ database, onParked, log }: RunnerDeps, taken: TakenJob, parked: Parked): Promise<void> {
  const isParked = await database.transaction(async (tx) => {
    const isParkedNow = await park(tx, taken, String(parked.error).slice(0, LONGEST_ERROR));
    if (isParkedNow) await onParked(tx, parked).catch((cause: unknown) => Promise.reject(new NotTold(cause)));
    return isParkedNow;
  });
  if (isParked) log.warn('job.parked', { job: parked.key, kind: parked.kind });
}

class NotTold extends Error {
  constructor(cause: unknown) {
    super('The hook for parked jobs failed.', { cause });
  }
}
