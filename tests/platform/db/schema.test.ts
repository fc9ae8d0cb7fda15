import { describe, expect, it } from 'vitest';
import type { Db } from '../../../src/platform/db/database.ts';
import { backends } from '../../support/backends.ts';

// As every store does: the compiler then knows the table, and the platform knows no store.
declare module '../../../src/platform/db/schema.ts' {
  interface Schema {
    schema_test_planets: { name: string; moons: number };
  }
}

const moonsOf = (db: Db, name: string) =>
  db.selectFrom('schema_test_planets').select('moons').where('name', '=', name).executeTakeFirst();

describe.each(backends)('the schema on $name', (backend) => {
  it('takes the tables that a store declares by merging', async () => {
    const database = await backend.open();
    await database.transaction(async (tx) => {
      await tx.schema
        .createTable('schema_test_planets')
        .addColumn('name', 'text')
        .addColumn('moons', 'bigint')
        .execute();
      await tx.insertInto('schema_test_planets').values({ name: 'Mars', moons: 2 }).execute();
    });
    expect(await moonsOf(database.db, 'Mars')).toEqual({ moons: 2 });
  });
});
