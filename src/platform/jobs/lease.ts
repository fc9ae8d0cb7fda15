import { sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Clock } from '../clock.ts';
import type { Database, Tx } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { WorkerLeaseRow } from '../db/schema.ts';
import type { Log } from '../log.ts';
import { freeLocksBefore } from './store.ts';
import type { JobTiming } from './timing.ts';

const NAME = 'worker';

const renewed = prepared((db, { number, holder, expiresAt }: { number: number; holder: string; expiresAt: Instant }) =>
  db
    .updateTable('worker_leases')
    .set({ expires_at: expiresAt })
    .where('name', '=', NAME)
    .where('number', '=', number)
    .where('holder', '=', holder),
);

interface LeaseDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly timing: JobTiming;
  /** Names this process among all, and this start of it. */
  readonly holder: string;
}

/**
 * The right to work, held by one process at a time. The database fences it: each change of hands raises the number and frees
 * the jobs that lower numbers have locked, so a holder that slept through the end of its lease can complete nothing.
 */
export class WorkerLease {
  readonly #deps: LeaseDeps;
  #number: number | undefined;
  #renewedAt: Instant = 0;
  #released = 0;
  /** The lease as this process saw it last in other hands, and since when it has not moved. */
  #seen: { readonly number: number; readonly expires_at: Instant; readonly since: Instant } | undefined;

  constructor(deps: LeaseDeps) {
    this.#deps = deps;
  }

  /** The fencing number while we hold the lease, as far as we know. */
  get number(): number | undefined {
    return this.#number;
  }

  /** When `hold` wants to be called again. */
  get renewAt(): Instant {
    return this.#renewedAt + this.#deps.timing.renewMs;
  }

  /** How many jobs the last change of hands has freed; asked again, none. */
  takeReleased(): number {
    const released = this.#released;
    this.#released = 0;
    return released;
  }

  /** Renews the lease if it is time to, or tries to get it. True if we hold it. */
  async hold(): Promise<boolean> {
    if (this.#number === undefined) return this.#acquire();
    const now = this.#deps.clock.now();
    // Earlier than the last renewal: the clock was set back, and the others' clocks perhaps were not.
    if (now < this.renewAt && now >= this.#renewedAt) return true;
    return this.#deps.database.transaction((tx) => this.renew(tx));
  }

  /** Renews it inside `tx`, which no takeover can then overtake. False if it is not ours any more. */
  async renew(tx: Tx): Promise<boolean> {
    const { clock, holder, timing, log } = this.#deps;
    const now = clock.now();
    const lost = this.#number;
    const isOurs = (await renewed.run(tx, { number: lost ?? 0, holder, expiresAt: now + timing.leaseMs })) === 1;
    if (isOurs) this.#renewedAt = now;
    else {
      this.#number = undefined;
      log.warn('worker.lease-lost', { lease: lost, holder });
    }
    return isOurs;
  }

  /** Lets another process begin at once, and frees the jobs that we leave unfinished. */
  async giveUp(): Promise<void> {
    const number = this.#number;
    if (number === undefined) return;
    this.#number = undefined;
    const { database, log, holder } = this.#deps;
    const released = await database.transaction(async (tx) => {
      const row = await tx
        .updateTable('worker_leases')
        .set({ expires_at: 0 })
        .where('name', '=', NAME)
        .where('number', '=', number)
        .where('holder', '=', holder)
        .returning('number')
        .executeTakeFirst();
      if (row === undefined) return 0;
      await database.notice(tx);
      return freeLocksBefore(tx, number + 1);
    });
    log.info('worker.lease-given-up', { lease: number, holder, released });
  }

  async #acquire(): Promise<boolean> {
    const { database, clock, log, holder, timing } = this.#deps;
    const row = await database.db.selectFrom('worker_leases').selectAll().where('name', '=', NAME).executeTakeFirst();
    const now = clock.now();
    if (row !== undefined && !this.#isFree(row, now)) return false;
    const number = (row?.number ?? 0) + 1;
    const expires_at = now + timing.leaseMs;
    const released = await database.transaction(async (tx) => {
      const mine = { name: NAME, number, holder, expires_at };
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('worker_leases')
        .values(mine)
        // Only if nobody has renewed or taken it since we looked.
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ number, holder, expires_at })
            .where('worker_leases.number', '=', row?.number ?? sql.lit(-1))
            .where('worker_leases.expires_at', '=', row?.expires_at ?? sql.lit(-1)),
        )
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) return undefined;
      return freeLocksBefore(tx, number);
    });
    if (released === undefined) return false;
    this.#number = number;
    this.#renewedAt = now;
    this.#released = released;
    log.info('worker.lease-taken', { lease: number, holder, released });
    return true;
  }

  /**
   * Its time is over, or it has not moved for as long as it lasts: the latter by our own clock, as the holder's may have
   * been ahead of ours when it died.
   */
  #isFree({ number, expires_at }: WorkerLeaseRow, now: Instant): boolean {
    const seen = this.#seen;
    const moved = seen === undefined || seen.number !== number || seen.expires_at !== expires_at || now < seen.since;
    if (moved) this.#seen = { number, expires_at, since: now };
    return expires_at <= now || (!moved && now - seen.since >= this.#deps.timing.leaseMs);
  }
}
