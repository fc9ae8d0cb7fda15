import pg from 'pg';

/**
 * What `pg_dump` and `pg_restore` do, which npm does not bring: everything as it is at one moment, while others write, into a
 * database that has the same tables and none of their rows.
 */
export async function dumpInto(empty: string, from: string): Promise<void> {
  const [source, target] = [new pg.Client(from), new pg.Client(empty)];
  await Promise.all([source.connect(), target.connect()]);
  try {
    await source.query('begin isolation level repeatable read read only');
    // As pg_restore does it with --disable-triggers: what refers to other rows may come before them.
    await target.query('set session_replication_role = replica');
    const tables = await source.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of tables.rows) {
      const table = pg.escapeIdentifier(name);
      const rows = await source.query<{ all: string }>(
        `select coalesce(json_agg(it), '[]')::text as all from ${table} it`,
      );
      await target.query(`delete from ${table}`);
      await target.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
        rows.rows[0]?.all,
      ]);
    }
    await source.query('commit');
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}
