import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { DatabaseTrouble } from './faults.ts';

/** Syncs the journal of a SQLite file beside other work. */
export interface JournalSync {
  /** Whether something that was committed waits for its sync. */
  isBusy(): boolean;
  /** Resolves once everything is on disk that was committed before this was asked. Throws `DatabaseTrouble`. */
  synced(): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/**
 * What SQLite does at the end of a commit with `synchronous = FULL`, on a thread of its own: the journal is written by then, and
 * one sync is for all who have asked since the last one began. `path` is that of the journal, which stays the same file as long as the database is
 * open; no locks are on it, which closing a second handle would take away.
 */
export function journalSync(path: string, sync: (handle: number) => Promise<void> = promisify(fdatasync)): JournalSync {
  let handle: number | undefined;
  let asked: PromiseWithResolvers<void> | undefined;
  let underWay: Promise<void> | undefined;
  let trouble: DatabaseTrouble | undefined;

  async function syncAll(): Promise<void> {
    for (let next = asked; next !== undefined; next = asked) {
      asked = undefined;
      await syncOnce().then(next.resolve, next.reject);
    }
    underWay = undefined;
  }

  async function syncOnce(): Promise<void> {
    // After one that has failed the kernel may take for written what is not.
    if (trouble !== undefined) throw trouble;
    handle ??= opened(path);
    try {
      await sync(handle);
    } catch (error) {
      trouble = new DatabaseTrouble('spoiled', error);
      throw trouble;
    }
  }

  return {
    isBusy: () => underWay !== undefined,
    synced() {
      asked ??= Promise.withResolvers();
      const { promise } = asked;
      underWay ??= syncAll();
      return promise;
    },
    async close() {
      await underWay;
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

/** Where no file can be opened now the next sync tries again, and is for what this one leaves. */
function opened(path: string): number {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    throw new DatabaseTrouble('failing', error);
  }
}
