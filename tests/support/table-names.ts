import type { Db } from '../../src/platform/db/database.ts';

const known = new WeakMap<Db, Promise<readonly string[]>>();

/** All tables of a database, asked for once: PostgreSQL takes longer to name its tables than to read them. */
export function tableNames(db: Db): Promise<readonly string[]> {
  const names = known.get(db) ?? askedOf(db);
  known.set(db, names);
  return names;
}

async function askedOf(db: Db): Promise<readonly string[]> {
  return (await db.introspection.getTables()).map(({ name }) => name).toSorted();
}
