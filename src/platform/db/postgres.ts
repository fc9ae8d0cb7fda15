import { Kysely, PostgresAdapter, PostgresDialect, PostgresDriver, sql } from 'kysely';
import pg from 'pg';
import type { Engine } from './engine.ts';
import type { Db, Tx } from './handles.ts';
import { listen } from './postgres-notices.ts';
import type { Schema } from './schema.ts';
import { insideTransaction, refuseInsideTransaction } from './transaction-scope.ts';

const TRIES = 3;
const DEADLOCK = '40P01';
const SERIALIZATION_FAILURE = '40001';
// A 2xx promises what is on disk, however the server or the database is set. The pool waits for it, which its types don't say.
const waitingForDisk = {
  async onConnect(client: pg.ClientBase): Promise<void> {
    await client.query(
      "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
    );
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
    ...waitingForDisk,
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
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx);
    },
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
