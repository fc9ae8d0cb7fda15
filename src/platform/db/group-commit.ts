import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import type { Db, Tx } from './handles.ts';
import { insideTransaction, refuseInsideTransaction } from './transaction-scope.ts';

interface Waiting {
  /** Does the work; what it returns tells the caller after the commit. */
  readonly run: (tx: Tx) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

const savepoint = sql`savepoint work`;
const release = sql`release work`;
const rollback = sql`rollback to work`;

/**
 * SQLite only: the transactions that one turn of the event loop asks for share one commit, hence one fsync.
 * `inTransaction` tells whether SQLite still has the transaction open.
 */
export function groupCommit(db: Db, inTransaction: () => boolean, most = 64) {
  let waiting: Waiting[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await commitTogether(batch);
      await new Promise(setImmediate);
    }
    busy = false;
  }

  async function commitTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await db.transaction().execute(async (tx) => {
        const settled: (() => void)[] = [];
        for (const one of batch) settled.push(batch.length === 1 ? await one.run(tx) : await apart(tx, one));
        return settled;
      });
      for (const answer of answers) answer();
    } catch (error) {
      for (const one of batch) one.fail(error);
    }
  }

  /** A refusal of one must not undo its neighbours. */
  async function apart(tx: Tx, one: Waiting): Promise<() => void> {
    await savepoint.execute(tx);
    try {
      const answer = await one.run(tx);
      await release.execute(tx);
      return answer;
    } catch (error) {
      // A full disk undoes everything: then there is nothing left to go back to, and all of them fail.
      if (!inTransaction()) throw error;
      await rollback.execute(tx);
      await release.execute(tx);
      return () => one.fail(error);
    }
  }

  return async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    refuseInsideTransaction();
    return new Promise((resolve, reject) => {
      const asCaller = AsyncLocalStorage.snapshot();
      waiting.push({
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
