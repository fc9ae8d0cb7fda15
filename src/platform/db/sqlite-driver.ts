import type Sqlite from 'better-sqlite3';
import {
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type TransactionSettings,
} from 'kysely';
import type { Db, Tx } from './handles.ts';
import { statementCache } from './statement-cache.ts';
import { declareStraightWay, isOpenTransaction, type StraightStatement } from './straight.ts';
import { refuseInsideTransaction } from './transaction-scope.ts';

/** Kysely on one better-sqlite3 connection, with `begin immediate` and cached statements. Waits for nobody: group-commit.ts tries again. */
export function sqliteDialect(file: Sqlite.Database): Dialect {
  const database = statementCache(file);
  const stock = new SqliteDialect({ database });
  const [adapter, driver] = [new LockedByDriverAdapter(), new SingleConnectionDriver(file, database)];
  declareStraightWay(adapter, {
    isOpenTo: (handle) => isOpenTransaction(handle) || driver.isFreeFor(handle),
    prepare: <R>(text: string) => straightStatement(file.prepare<unknown[], R>(text)),
  });
  return {
    createAdapter: () => adapter,
    createDriver: () => driver,
    createIntrospector: (db) => stock.createIntrospector(db),
    createQueryCompiler: () => stock.createQueryCompiler(),
  };
}

/** Kysely's own lock would wait before our check is asked, so the driver holds the lock itself. */
class SingleConnectionDriver extends SqliteDriver {
  readonly #file: Sqlite.Database;
  readonly #begin: Sqlite.Statement;
  readonly #beginToWrite: Sqlite.Statement;
  readonly #commit: Sqlite.Statement;
  #tail: Promise<void> = Promise.resolve();
  #release: () => void = () => {};
  /** How many have the connection or wait for it. */
  #askedFor = 0;

  constructor(file: Sqlite.Database, database: ReturnType<typeof statementCache>) {
    super({ database });
    this.#file = file;
    this.#begin = file.prepare('begin');
    this.#beginToWrite = file.prepare('begin immediate');
    this.#commit = file.prepare('commit');
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    refuseInsideTransaction();
    this.#askedFor += 1;
    const before = this.#tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = promise;
    await before;
    this.#release = resolve;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    this.#askedFor -= 1;
    this.#release();
  }

  /** Whether a statement outside any transaction may run now, within the turn. */
  isFreeFor(handle: Db | Tx): boolean {
    if (handle.isTransaction) return false;
    refuseInsideTransaction();
    return this.#askedFor === 0;
  }

  // Said without Kysely, for which each is a query to build, to look up and to wait for.
  override async beginTransaction(_connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    // A deferred transaction could fail at its first write, when it is too late to wait for another process.
    const begin = settings?.accessMode === 'read only' ? this.#begin : this.#beginToWrite;
    begin.run();
  }

  override async commitTransaction(): Promise<void> {
    this.#commit.run();
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // After a full disk or a failed read SQLite has already rolled back; saying it again would hide the real error.
    if (this.#file.inTransaction) await super.rollbackTransaction(connection);
  }
}

function straightStatement<R>(statement: Sqlite.Statement<unknown[], R>): StraightStatement<R> {
  if (!statement.reader) return { execute: (parameters) => ({ rows: [], written: statement.run(parameters).changes }) };
  return { execute: (parameters) => ({ rows: statement.all(parameters), written: 0 }) };
}

class LockedByDriverAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): true {
    return true;
  }
}
