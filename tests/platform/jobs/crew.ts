import type { Registry } from 'prom-client';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../../src/platform/clock.ts';
import type { Database, Tx } from '../../../src/platform/db/database.ts';
import { systemIds } from '../../../src/platform/ids.ts';
import { defineJob, type Job, type JobDefinition, type JobKind } from '../../../src/platform/jobs/job.ts';
import { createJobs, type JobEngine } from '../../../src/platform/jobs/jobs.ts';
import type { Enqueued } from '../../../src/platform/jobs/queue.ts';
import type { JobTiming } from '../../../src/platform/jobs/timing.ts';
import { type SteeredClock, steeredClock } from '../../support/steered-clock.ts';

/** What a process of the bot has of the jobs, with a clock of its own and nothing left to chance. */
export interface Crew {
  readonly engine: JobEngine;
  readonly clock: SteeredClock;
  /** Events of the log, as `level event`. */
  readonly said: string[];
}

export interface CrewOptions {
  readonly clock?: SteeredClock;
  readonly timing?: Partial<JobTiming>;
  readonly metrics?: Registry;
}

/** A worker that is stopped when the test has finished. */
export function crew(database: Database, kinds: readonly JobKind[], options: CrewOptions = {}): Crew {
  const { clock = steeredClock(), ...rest } = options;
  const said: string[] = [];
  const engine = createJobs({ database, clock, ids: systemIds, random: unsurprising, log: writingTo(said), ...rest });
  engine.register(kinds);
  onTestFinished(async () => {
    // Handlers that a test has left waiting would hold up a stop.
    const stopped = engine.stop();
    clock.moveBy(60_000);
    await stopped;
  });
  return { engine, clock, said };
}

const unsurprising = { bytes: (count: number) => new Uint8Array(count), fraction: () => 0 };

function writingTo(said: string[]) {
  const at = (level: string) => (event: string) => void said.push(`${level} ${event}`);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** A kind `note` whose payload is a text. */
export function note(
  handle: (job: Job<string>, ...rest: never[]) => ReturnType<JobDefinition<string>['handle']>,
  attempts?: number,
): JobKind {
  return defineJob({ kind: 'note', payload: z.string(), handle, ...(attempts !== undefined && { attempts }) });
}

/** Enqueues a note in a transaction of its own. */
export async function enqueue(database: Database, { engine, clock }: Crew, job: Partial<Enqueued> = {}): Promise<void> {
  await database.transaction((tx) => engine.enqueue(tx, noteJob(clock, job)));
}

export function noteJob(clock: Clock, job: Partial<Enqueued> = {}): Enqueued {
  return { kind: 'note', key: 'n1', payload: 'hello', runAt: clock.now(), mode: 'latest', ...job };
}

export function rowOf(database: Database, key = 'n1') {
  return database.db.selectFrom('jobs').selectAll().where('key', '=', key).executeTakeFirst();
}

/** An effect in the database that can be counted: rows of worker_leases under names that no worker uses. */
export async function leaveTrace(tx: Tx, name: string): Promise<void> {
  await tx.insertInto('worker_leases').values({ name, number: 0, holder: '', expires_at: 0 }).execute();
}

export async function traces(database: Database): Promise<string[]> {
  const rows = await database.db
    .selectFrom('worker_leases')
    .select('name')
    .where('name', '<>', 'worker')
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}
