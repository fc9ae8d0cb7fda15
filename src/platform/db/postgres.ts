import { Kysely, PostgresAdapter, PostgresDialect, PostgresDriver, sql } from 'kysely';
import pg from 'pg';
import type { Engine } from './engine.ts';
import type { Db, Tx } from './handles.ts';
import { listen } from './postgres-notices.ts';
import type { Schema } from './schema.ts';
import { insideTransaction, refuseInsideTransaction } from './transaction-scope.ts';

const TRIES = 3;
const DEADLOCK = '40P01';
const LOCK_NOT_AVAILABLE = '55P03';
const SERIALIZATION_FAILURE = '40001';
/** What the operator has not set. The pool waits for it before it lends the connection, which its types don't say. */
const sessionSettings = {
  async onConnect(client: pg.ClientBase): Promise<void> {
    // A 2xx promises what is on disk, however the server or the database is set.
    await client.query(
      "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
    );
    // Whoever waits for us is told before Slack has given up: somebody else has locked the table.
    await client.query("select set_config('lock_timeout', '1200', false) where current_setting('lock_timeout') = '0'");
  },
};
// Any number will do, as long as every process uses the same one.
const MIGRATION_LOCK = 7_226_866;

/** A PostgreSQL database behind a pool; connects at the first use. `onLost` hears of connections that broke. */
export function openPostgres(url: string, onLost: (error: Error) => void): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    types: numbersAsNumbers(),
    max: 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // A process that was stopped in the middle of a transaction must not keep the others from its rows.
    idle_in_transaction_session_timeout: 5_000,
    ...sessionSettings,
  });
  // A server that stops would end the process if nobody listened: each client speaks for itself, and then again through
  // the pool, but only while it is idle.
  pool.on('connect', (client) => client.on('error', onLost));
  pool.on('error', () => {});

  const stock = new PostgresDialect({ pool });
  const db: Db = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new GuardedDriver({ pool }),
      createIntrospector: (forDb) => stock.createIntrospector(forDb),
      createQueryCompiler: () => stock.createQueryCompiler(),
    },
  });
  const notices = listen(url, onLost);
  return {
    dialect: 'postgres',
    db,
    transaction: (work) => transaction(db, work),
    runScript: async (tx, text) => {
      await sql.raw(text).execute(tx);
    },
    lockMigrations: async (tx) => {
      // The others' migration may take its time, and so may they with the tables that ours changes.
      await sql`set local lock_timeout = 0`.execute(tx);
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx);
    },
    scrub: (tables) => rewrite(db, tables),
    onNotice: (listener) => notices.add(listener),
    notice: (tx) => notices.send(tx),
    close: async () => {
      await notices.close();
      await db.destroy();
      // Kysely leaves a pool that it never used open.
      if (!pool.ended) await pool.end();
    },
  };
}

async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  refuseInsideTransaction();
  for (let tried = 1; ; tried++) {
    try {
      const { value, committed } = await db.transaction().execute((tx) => insideTransaction(() => work(tx)));
      committed();
      return value;
    } catch (error) {
      if (tried === TRIES || !losesRace(error)) throw error;
    }
  }
}

/** Rows that were deleted stay in a table until it is written anew. False if somebody has kept us from one for too long. */
async function rewrite(db: Db, tables: readonly string[]): Promise<boolean> {
  try {
    for (const table of tables) await sql`vacuum (full) ${sql.table(table)}`.execute(db);
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && (error.code === LOCK_NOT_AVAILABLE || losesRace(error))) return false;
    throw error;
  }
}

/** Two transactions were in each other's way and the server ended this one: the same again will do. */
function losesRace(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === DEADLOCK || error.code === SERIALIZATION_FAILURE);
}

/** SQLite would hang there; PostgreSQL would silently work outside the transaction, so it is refused on both. */
class GuardedDriver extends PostgresDriver {
  override acquireConnection(...options: Parameters<PostgresDriver['acquireConnection']>) {
    refuseInsideTransaction();
    return super.acquireConnection(...options);
  }
}

/** BIGINT, and NUMERIC, which is what sum(bigint) gives, come as text otherwise. Instants and counts fit a number. */
function numbersAsNumbers(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.NUMERIC, Number);
  return types;
}
