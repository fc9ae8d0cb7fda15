import type { Duration, Instant } from '../../core/instants.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import { Alarm } from './alarm.ts';
import type { WorkerLease } from './lease.ts';
import { nextDue, type TakenJob, takeDue } from './store.ts';
import type { JobTiming } from './timing.ts';

export interface WorkerDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly timing: JobTiming;
  readonly lease: WorkerLease;
  /** The kinds that can be run here. */
  readonly kinds: readonly string[];
  /** Those of them that are taken only when nothing else is due. */
  readonly givingWay: readonly string[];
  /** Runs one job to its end and never rejects. */
  readonly run: (taken: TakenJob) => Promise<void>;
}

/** Places that kinds which give way leave free: what comes while they are at work need not wait for one of them to end. */
const KEPT_FREE = 2;

/** After so long all places are open. */
const WARMING: Duration = 100;

/**
 * Takes due jobs while it holds the lease, several at a time but never the same key twice, and sleeps until the next one is
 * due, somebody rings, or it is time to renew the lease or to look.
 */
export class Worker {
  readonly #deps: WorkerDeps;
  readonly #alarm: Alarm;
  /** The kinds of running jobs by their keys. */
  readonly #running = new Map<string, string>();
  /** Set once nothing more is to be taken. */
  #drainUntil: Instant | undefined;
  /**
   * Jobs at a time, by now. A process that has just begun does everything for the first time, which is slow, and the first
   * job should not wait until seven others have done the same. So it begins with one; each that ends opens more, and all are
   * open after a moment, as those at work may be waiting for Slack.
   */
  #places: number;
  #warming: NodeJS.Timeout | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
    this.#alarm = new Alarm(deps.clock);
    this.#places = Math.min(1, deps.timing.concurrency);
  }

  start(): void {
    this.#loop = this.#work();
  }

  /** Look now: something may be due. */
  wake(): void {
    this.#alarm.ring();
  }

  /** Takes nothing more, keeps the lease while running jobs end, and resolves when they have, or when the deadline has passed. */
  async drain(): Promise<void> {
    const { clock, timing } = this.#deps;
    clearTimeout(this.#warming);
    this.#drainUntil ??= clock.now() + timing.stopDeadlineMs;
    this.#alarm.ring();
    await this.#loop;
  }

  async #work(): Promise<void> {
    while (!this.#isDrained()) await this.#alarm.sleepUntil(await this.#turn());
  }

  #isDrained(): boolean {
    if (this.#drainUntil === undefined) return false;
    return this.#running.size === 0 || this.#deps.clock.now() >= this.#drainUntil;
  }

  /** One look at the lease and the table. Answers when to look again. */
  async #turn(): Promise<Instant> {
    const { clock, log, timing, lease } = this.#deps;
    const atTheLatest = clock.now() + timing.pollMs;
    try {
      if (!(await lease.hold())) return atTheLatest;
      const free = this.#places - this.#running.size;
      if (this.#drainUntil !== undefined) return Math.min(this.#drainUntil, lease.renewAt);
      if (free <= 0) return lease.renewAt;
      return Math.min(atTheLatest, lease.renewAt, await this.#takeUpTo(free));
    } catch (error) {
      // The database is away: the table says what is to be done when it is back.
      log.error('worker.turn-failed', { error });
      return atTheLatest;
    }
  }

  /** Starts what is due. Answers when the next job is due, as far as that is known. */
  async #takeUpTo(limit: number): Promise<Instant> {
    const { database, clock, timing, lease, kinds, givingWay } = this.#deps;
    const except = [...this.#running.keys()];
    const first = kinds.filter((kind) => !givingWay.includes(kind));
    const most = Math.min(limit, this.#leftForGivingWay());
    const now = clock.now();
    const due = await nextDue(database.db, { kinds: most > 0 ? kinds : first, except });
    if (due === undefined || due > now) return due ?? Number.POSITIVE_INFINITY;
    // What a dead process was doing comes first, and mostly waits until it can be looked up: others need not wait for that.
    const atOnce = limit + Math.min(lease.takeReleased(), timing.concurrency);
    const taken = await database.transaction(async (tx) => {
      const { number } = lease;
      if (number === undefined || !(await lease.renew(tx))) return [];
      const wanted = { except, lease: number, now };
      const urgent = await takeDue(tx, { ...wanted, kinds: first, limit: atOnce }, database.dialect);
      const left = Math.min(most, atOnce - urgent.length);
      return [...urgent, ...(await takeDue(tx, { ...wanted, kinds: givingWay, limit: left }, database.dialect))];
      // What a power cut takes back is due again, and whatever a handler does outside follows a commit that is on disk.
    }, 'later');
    for (const job of taken) this.#start(job);
    // None, though one was due: its row is being changed, and whoever changes it will ring.
    return taken.length > 0 ? now : now + timing.pollMs;
  }

  #open(places: number): void {
    this.#places = Math.min(Math.max(places, this.#places), this.#deps.timing.concurrency);
    this.#alarm.ring();
  }

  #leftForGivingWay(): number {
    const { timing, givingWay } = this.#deps;
    const busy = [...this.#running.values()].filter((kind) => givingWay.includes(kind)).length;
    return Math.max(1, timing.concurrency - KEPT_FREE) - busy;
  }

  #start(job: TakenJob): void {
    // In real time, whatever the clock says: it is about how long the processor takes.
    this.#warming ??= setTimeout(() => this.#open(this.#deps.timing.concurrency), WARMING).unref();
    this.#running.set(job.key, job.kind);
    void this.#deps.run(job).finally(() => {
      this.#running.delete(job.key);
      this.#open(2 * this.#places);
    });
  }
}
