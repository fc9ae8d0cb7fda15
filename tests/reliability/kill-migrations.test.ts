import { randomInt } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { startLocalSlack } from '../../playground/server/start-local-slack.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { type DatabaseAddress, openDatabase } from '../../src/platform/db/database.ts';
import { type Backend, backends } from '../support/backends.ts';
import { manifest } from '../support/baton.ts';
import { company } from '../support/company.ts';
import { chooseDeaths } from './deaths.ts';
import { reportDeaths } from './kill-report.ts';
import { variablesFor } from './running.ts';
import { createStandbys } from './supervised.ts';

const isEverywhere = process.env.KILL_EVERYWHERE !== undefined;
const seed = Number(process.env.KILL_SEED ?? randomInt(1_000));
const MIGRATIONS = new URL('../../migrations/', import.meta.url);

const standbys = createStandbys();
afterAll(standbys.dispose);

describe.each(backends)('a migration, on $name', (backend) => {
  it(
    'that dies between any two statements leaves the old schema or the new one, and the next start goes on (row 39)',
    async () => {
      const steps = await schemasAfterEach(backend);
      const whole = await migrate(backend, {});
      const boundaries = whole.crossed.slice(0, whole.crossed.indexOf('call auth.test'));
      expect(boundaries.filter((what) => what.startsWith('commit')).length).toBeGreaterThanOrEqual(steps.length - 1);
      const deaths = chooseDeaths(boundaries, { isEverywhere, seed, count: 5 });
      const broken: unknown[] = [];
      for (const death of deaths) {
        const { address, ended } = await migrate(backend, death);
        const half = await schemaOf(address);
        const next = openDatabase(address);
        await next.migrate();
        await next.close();
        const isWhole = steps.some((step) => step === half);
        const isNewest = (await schemaOf(address)) === steps.at(-1);
        if (ended !== 'SIGKILL' || !isWhole || !isNewest) broken.push({ death, ended, isWhole, isNewest });
      }
      reportDeaths({
        story: `migrations on ${backend.name}`,
        boundaries: boundaries.length,
        runs: deaths.length,
        killed: deaths.length,
        broken: broken.length,
        findings: broken,
      });
      expect(broken, `KILL_SEED=${seed}`).toEqual([]);
    },
    isEverywhere ? 3_600_000 : 120_000,
  );
});

/** What the schema is before the first migration, and after each. */
async function schemasAfterEach(backend: Backend): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const address = await backend.address({ blank: true });
  const schemas = [await schemaOf(address)];
  for (const file of readdirSync(MIGRATIONS).toSorted()) {
    copyFileSync(new URL(file, MIGRATIONS), join(folder, file));
    const database = openDatabase(address, { migrations: pathToFileURL(`${folder}/`) });
    await database.migrate();
    await database.close();
    schemas.push(await schemaOf(address));
  }
  return schemas;
}

/** Everything that is there, as one text. */
async function schemaOf(address: DatabaseAddress): Promise<string> {
  const database = openDatabase(address);
  const { rows } =
    address.kind === 'sqlite'
      ? await sql`select name, sql from sqlite_master order by name`.execute(database.db)
      : await sql`
          select table_name, column_name, data_type, is_nullable, null as definition from information_schema.columns
          where table_schema = 'public'
          union all select tablename, indexname, null, null, indexdef from pg_indexes where schemaname = 'public'
          union all select conrelid::regclass::text, conname, null, null, pg_get_constraintdef(oid) from pg_constraint
          where connamespace = 'public'::regnamespace
          order by 1, 2, 5`.execute(database.db);
  const applied = JSON.stringify(rows).includes('schema_migrations')
    ? await database.db.selectFrom('schema_migrations').select('name').orderBy('name').execute()
    : [];
  await database.close();
  return JSON.stringify([rows, applied]);
}

/** Starts a program on an empty database, which may die on its way. */
async function migrate(backend: Backend, death: object) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-kill-'));
  const slack = await startLocalSlack({ clock: systemClock, manifest, company, rates: 'off' });
  const address = await backend.address({ blank: true });
  const file = join(folder, 'boundaries');
  const kill = { file, from: 'start', statements: true, ...death };
  const baton = standbys.take().begin(variablesFor(slack, address, { kill }));
  const ended = await Promise.race([baton.ended, baton.started.catch(() => baton.ended)]);
  await baton.dispose();
  await slack.stop();
  const crossed = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  rmSync(folder, { recursive: true });
  return { address, ended, crossed };
}
