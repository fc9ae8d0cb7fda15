import type { Instant } from '../../core/instants.ts';
import { systemClock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { OnDisk } from './engine.ts';
import { DatabaseTrouble, troubleOf } from './faults.ts';
import type { Db, Tx } from './handles.ts';
import { migrate } from './migrator.ts';
import { openPostgres } from './postgres.ts';
import type { Schema } from './schema.ts';
import { openSqlite } from './sqlite.ts';

export type { OnDisk } from './engine.ts';
export type { DatabaseTrouble } from './faults.ts';
export type { Db, Tx } from './handles.ts';

/** Where the data lives. A SQLite path may be `:memory:`. */
export type DatabaseAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** One open database. The outer `db` is refused inside a transaction on both engines: pass `tx`. */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  readonly db: Db;
  /**
   * Runs `work` in a transaction and resolves once it is on disk; rolls back when `work` throws. `work` may run more than once,
   * and what an earlier run wrote is not there then: PostgreSQL repeats it after a deadlock, and SQLite lets neighbours share one
   * commit, which all run again if one of them throws. So it has no effects outside the database, keeps nothing outside itself
   * that a second run would not write anew, and calls nobody: that belongs in `afterCommit`, or after the answer. `onDisk` lets
   * it reach the disk later, if it promises nothing. Throws `DatabaseTrouble` when the database itself is the matter, such as a
   * full disk.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, onDisk?: OnDisk): Promise<T>;
  /** Calls `listener` for each transaction that failed because of the database itself. Returns the unsubscriber. */
  onTrouble(listener: (trouble: DatabaseTrouble) => void): () => void;
  /** Brings the tables up to date; safe when several processes start at once. Throws `MigrationRefused`. */
  migrate(): Promise<void>;
  /**
   * Sees that what was deleted from these tables is in no file of the database any more: on SQLite the journal is emptied (what is
   * deleted there is overwritten anyway), on PostgreSQL the tables are written anew. False if somebody is reading: try again later.
   * Not for large tables.
   */
  scrub(tables: readonly (keyof Schema)[]): Promise<boolean>;
  /** Calls `listener` when another process, or this one, has committed a `notice` (PostgreSQL only). Returns the unsubscriber. */
  onNotice(listener: () => void): () => void;
  /** Wakes those who listen once `tx` has committed (PostgreSQL); SQLite has no such thing, others poll there. */
  notice(tx: Tx): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The time that is written beside an applied migration. */
  readonly now?: () => Instant;
  /** The folder of the migrations, ending in a slash. */
  readonly migrations?: URL;
  /** Hears of lost connections. */
  readonly log?: Pick<Log, 'warn'>;
}

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);

/** Opens the database without touching its tables; `migrate` does that. Throws if a SQLite file cannot be opened. */
export function openDatabase(address: DatabaseAddress, options: DatabaseOptions = {}): Database {
  const engine =
    address.kind === 'sqlite'
      ? openSqlite(address.path)
      : openPostgres(address.url, (error) => options.log?.warn('database.connection-lost', { error }));
  const { now = () => systemClock.now(), migrations = MIGRATIONS } = options;
  const listeners = new Set<(trouble: DatabaseTrouble) => void>();
  return {
    ...engine,
    async transaction(work, onDisk) {
      try {
        return await engine.transaction(work, onDisk);
      } catch (error) {
        const trouble = troubleOf(error);
        if (trouble instanceof DatabaseTrouble) for (const listener of listeners) listener(trouble);
        throw trouble;
      }
    },
    onTrouble(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    migrate: () => migrate(engine, migrations, now),
  };
}
