import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { nextTurn } from '../turn.ts';
import type { OnDisk } from './engine.ts';
import { faultOf } from './faults.ts';
import type { Db, Tx } from './handles.ts';
import { whileOpen } from './straight.ts';
import { insideTransaction, refuseInsideTransaction } from './transaction-scope.ts';

interface Waiting {
  readonly onDisk: OnDisk;
  /** How often another process has kept the file from us since this was asked for. */
  refused: number;
  /** Does the work; what it returns tells the caller after the commit. */
  readonly run: (tx: Tx) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

/** The connection below Kysely, for what would take Kysely longer than SQLite. */
export interface RawConnection {
  /** Whether SQLite still has the transaction open. */
  readonly inTransaction: boolean;
  /** Runs a statement that answers nothing, and makes no object of it. */
  exec(text: string): unknown;
  prepare(text: string): { run(): unknown };
}

// Each try blocks for the file's time-out of 100 ms, and the event loop has its turn in between. In all less than the three
// seconds that Slack waits for us, however many ask.
const TRIES_TO_BEGIN = 14;
const BETWEEN_TRIES_MS = 30;

/** Where one was refused others will be, as in a flood of them: so many commits that are shared keep each apart from the start. */
const KEPT_APART = 16;

/**
 * SQLite only: the transactions that one turn of the event loop asks for share one commit, hence one fsync. They run without
 * savepoints, before each of which SQLite would copy every page that is about to change. If one of them throws, nothing of
 * the commit is kept, and all of it runs again with each of them apart: the refusal of one undoes no neighbour.
 */
export function groupCommit(db: Db, file: RawConnection, most = 64) {
  const savepoint = file.prepare('savepoint work');
  const release = file.prepare('release work');
  const rollback = file.prepare('rollback to work');
  let waiting: Waiting[] = [];
  let busy = false;
  /** So many commits more keep each apart. */
  let keptApart = 0;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await commitTogether();
      await nextTurn();
    }
    busy = false;
  }

  async function commitTogether(): Promise<void> {
    // Filled once the transaction has begun: until then everybody waits, none behind another.
    let batch: readonly Waiting[] = [];
    const isSynced = waiting.some(({ onDisk }) => onDisk === 'now');
    try {
      const answers = await committing(isSynced, () =>
        db.transaction().execute((tx) => {
          // Meanwhile some may have come that want more than this transaction gives.
          batch = waiting.filter(({ onDisk }) => isSynced || onDisk === 'later').slice(0, most);
          waiting = waiting.filter((one) => !batch.includes(one));
          return whileOpen(tx, () => runAll(tx, batch));
        }),
      );
      for (const answer of answers) answer();
    } catch (error) {
      if (error instanceof OneRefused) return runAgainApart(batch);
      for (const one of batch) one.fail(error);
      if (batch.length === 0) await notBegun(error);
    }
  }

  /** Without its sync, a commit is written to the journal only, and the next one that is synced syncs it too. */
  async function committing<T>(isSynced: boolean, commit: () => Promise<T>): Promise<T> {
    if (isSynced) return commit();
    file.exec('pragma synchronous = normal');
    try {
      return await commit();
    } finally {
      file.exec('pragma synchronous = full');
    }
  }

  async function runAll(tx: Tx, batch: readonly Waiting[]): Promise<readonly (() => void)[]> {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) return [await only.run(tx)];
    if (keptApart === 0) return together(tx, batch);
    keptApart -= 1;
    const settled: (() => void)[] = [];
    for (const one of batch) settled.push(await apart(tx, one));
    return settled;
  }

  /** Stops at the first that throws, so that none reads what is taken back of a neighbour. */
  async function together(tx: Tx, batch: readonly Waiting[]): Promise<readonly (() => void)[]> {
    const settled: (() => void)[] = [];
    for (const one of batch) {
      try {
        settled.push(await one.run(tx));
      } catch (error) {
        throw new OneRefused(error);
      }
      // SQLite has undone everything, a full disk for example, and whoever was told has gone on.
      if (!file.inTransaction) throw new OneRefused(undefined);
    }
    return settled;
  }

  /** Before whoever has come meanwhile. */
  function runAgainApart(batch: readonly Waiting[]): void {
    keptApart = KEPT_APART;
    waiting = [...batch, ...waiting];
  }

  async function notBegun(error: unknown): Promise<void> {
    const patience = faultOf(error) === 'locked' ? TRIES_TO_BEGIN : 1;
    for (const one of waiting) one.refused += 1;
    const tired = waiting.filter(({ refused }) => refused >= patience);
    waiting = waiting.filter(({ refused }) => refused < patience);
    for (const one of tired) one.fail(error);
    if (waiting.length > 0) await pause(BETWEEN_TRIES_MS);
  }

  /** A refusal of one must not undo its neighbours. */
  async function apart(tx: Tx, one: Waiting): Promise<() => void> {
    savepoint.run();
    try {
      const answer = await one.run(tx);
      release.run();
      return answer;
    } catch (error) {
      keptApart = KEPT_APART;
      // A full disk undoes everything: then there is nothing left to go back to, and all of them fail.
      if (!file.inTransaction) throw error;
      rollback.run();
      release.run();
      return () => one.fail(error);
    }
  }

  return async <T>(work: (tx: Tx) => Promise<T>, onDisk: OnDisk = 'now'): Promise<T> => {
    refuseInsideTransaction();
    return new Promise((resolve, reject) => {
      const asCaller = AsyncLocalStorage.snapshot();
      waiting.push({
        onDisk,
        refused: 0,
        run: async (tx) => {
          const { value, committed } = await asCaller(() => insideTransaction(() => work(tx)));
          return () => {
            committed();
            resolve(value);
          };
        },
        fail: reject,
      });
      if (busy) return;
      busy = true;
      setImmediate(() => void drain());
    });
  };
}

/** Not for anybody outside: what it took with it is run again. */
class OneRefused extends Error {
  override readonly name = 'OneRefused';

  constructor(cause: unknown) {
    super('One of the transactions that share a commit was refused.', { cause });
  }
}
