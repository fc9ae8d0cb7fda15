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
  pragma(setting: string): unknown;
  prepare(text: string): { run(): unknown };
}

// Each try blocks for the file's time-out of 100 ms, and the event loop has its turn in between. In all less than the three
// seconds that Slack waits for us, however many ask.
const TRIES_TO_BEGIN = 14;
const BETWEEN_TRIES_MS = 30;

/**
 * SQLite only: the transactions that one turn of the event loop asks for share one commit, hence one fsync.
 */
export function groupCommit(db: Db, file: RawConnection, most = 64) {
  const savepoint = file.prepare('savepoint work');
  const release = file.prepare('release work');
  const rollback = file.prepare('rollback to work');
  let waiting: Waiting[] = [];
  let busy = false;

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
      for (const one of batch) one.fail(error);
      if (batch.length === 0) await notBegun(error);
    }
  }

  /** Without its sync, a commit is written to the journal only, and the next one that is synced syncs it too. */
  async function committing<T>(isSynced: boolean, commit: () => Promise<T>): Promise<T> {
    if (isSynced) return commit();
    file.pragma('synchronous = NORMAL');
    try {
      return await commit();
    } finally {
      file.pragma('synchronous = FULL');
    }
  }

  async function runAll(tx: Tx, batch: readonly Waiting[]): Promise<readonly (() => void)[]> {
    const settled: (() => void)[] = [];
    for (const one of batch) settled.push(batch.length === 1 ? await one.run(tx) : await apart(tx, one));
    return settled;
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
