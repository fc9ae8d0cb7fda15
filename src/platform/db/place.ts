import { sql } from 'kysely';
import type { Duration, Instant } from '../../core/instants.ts';
import type { Database, Db } from './database.ts';

interface PlaceRow {
  name: 'here';
  /** Of the server, the database and this table; another one wherever a dump is restored, or a server's past is taken up again. */
  place: string;
  /** When Baton first started there. */
  noted_at: number;
  /** After when others may have posted what is not known here; null if it came from nowhere. */
  copied_at: number | null;
}

declare module './schema.ts' {
  interface Schema {
    database_places: PlaceRow;
  }
}

const HERE = { name: 'here' } as const;

/**
 * When a PostgreSQL database was copied that came to where it is less than `recently` ago; nothing in a dump tells when it was made,
 * so it is the last post that is known in it. A server that took over from another one counts too: it may lack the last moments.
 */
export async function movedAt(database: Database, now: Instant, recently: Duration): Promise<Instant | undefined> {
  const { db } = database;
  const place = await placeOf(db);
  const known = await db.selectFrom('database_places').selectAll().executeTakeFirst();
  if (known?.place === place) {
    return known.copied_at === null || now - known.noted_at > recently ? undefined : known.copied_at;
  }
  const copied_at = known === undefined ? null : ((await lastPostAt(db)) ?? known.noted_at);
  await database.transaction((tx) =>
    tx
      .insertInto('database_places')
      .values({ ...HERE, place, noted_at: now, copied_at })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ place, noted_at: now, copied_at })
          // Another process has noted it, and may have posted since.
          .where('database_places.place', '<>', place),
      )
      .execute(),
  );
  const noted = await db.selectFrom('database_places').select('copied_at').executeTakeFirst();
  return noted?.copied_at ?? undefined;
}

async function lastPostAt(db: Db): Promise<Instant | undefined> {
  const last = await db
    .selectFrom('messages')
    .select(({ fn }) => fn.max('first_sent_at').as('at'))
    .executeTakeFirst();
  return last?.at ?? undefined;
}

async function placeOf(db: Db): Promise<string> {
  const { rows } = await sql<{ place: string }>`
    select oid || ' ' || 'database_places'::regclass::oid as place from pg_database where datname = current_database()
  `.execute(db);
  return `${await serverOf(db)} ${rows[0]?.place}`;
}

/** Which server this is, and which of its pasts it goes on from; empty where it tells only its administrators. */
async function serverOf(db: Db): Promise<string> {
  const asked = sql<{ server: string }>`
    select system_identifier || ' ' || left(pg_walfile_name(pg_current_wal_lsn()), 8) as server from pg_control_system()
  `;
  return asked.execute(db).then(
    ({ rows }) => rows[0]?.server ?? '',
    () => '',
  );
}
