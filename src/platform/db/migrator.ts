import type { Instant } from '../../core/instants.ts';
import type { Engine } from './engine.ts';
import type { Tx } from './handles.ts';
import { type Migration, readMigrations } from './migration-files.ts';

/** The database and the migrations do not fit together; the message says what to do. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

// Not a migration, as it is what migrations are written down in.
const SCHEMA_MIGRATIONS = `
create table if not exists schema_migrations (
  name text primary key,
  checksum text not null,
  applied_at bigint not null
);
`;

/**
 * Applies what is missing, in the order of the numbers, each migration in a transaction of its own together with its note
 * in schema_migrations. Throws `MigrationRefused` before it changes anything.
 */
export async function migrate(engine: Engine, folder: URL, now: () => Instant): Promise<void> {
  const migrations = readMigrations(folder);
  // One at a time, reading anew under the lock: another process may have applied it while we waited.
  while (await applyNext(engine, migrations, now));
}

/** True if there was one to apply. */
function applyNext(engine: Engine, migrations: readonly Migration[], now: () => Instant): Promise<boolean> {
  return engine.transaction(async (tx) => {
    await engine.lockMigrations(tx);
    await engine.runScript(tx, SCHEMA_MIGRATIONS);
    const applied = await checkedNames(tx, migrations);
    const next = migrations.find(({ name }) => !applied.has(name));
    if (next === undefined) return false;
    await engine.runScript(tx, next.text);
    await tx
      .insertInto('schema_migrations')
      .values({ name: next.name, checksum: next.checksum, applied_at: now() })
      .execute();
    return true;
  });
}

async function checkedNames(tx: Tx, migrations: readonly Migration[]): Promise<Set<string>> {
  const applied = await tx.selectFrom('schema_migrations').selectAll().orderBy('name').execute();
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const newest = migrations.at(-1)?.name ?? '';
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (migration === undefined) throw new MigrationRefused(name > newest ? tooNew(name, newest) : missing(name));
    if (migration.checksum !== checksum) throw new MigrationRefused(edited(name));
  }
  return new Set(applied.map(({ name }) => name));
}

const tooNew = (name: string, newest: string) =>
  `This database was changed by a newer Baton: it has migration ${name}, and this program ends with ${newest || 'none'}. ` +
  'Start the newer program, or restore the backup that was made before the update.';

const missing = (name: string) =>
  `Migration ${name} was applied to this database, but its file is gone from migrations/. Restore the file from the repository.`;

const edited = (name: string) =>
  `Migration ${name} was edited after it was applied to this database. ` +
  'Restore the file as it was, and write the change as a new migration.';
