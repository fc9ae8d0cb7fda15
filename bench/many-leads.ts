import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { saveSettings } from '../src/leads/settings-store.ts';
import { createWorkspacesService } from '../src/people/workspace/workspaces-service.ts';
import { systemClock } from '../src/platform/clock.ts';
import { type Database, openDatabase } from '../src/platform/db/database.ts';
import { insertAll } from '../src/platform/db/insert-all.ts';
import { systemRandom } from '../src/platform/ids.ts';
import { leadRow, REPS } from './search-leads.ts';

/** So many are written at once. */
export const AT_ONCE = 1_000;

/** What the command line asks for. */
interface Asked {
  readonly leads: number;
  readonly rounds: number;
}

/**
 * Measures in a database of a company with many leads, which goes away afterwards: `--leads` of them, each figure over so many
 * `--rounds`; on SQLite, or on the empty PostgreSQL that `--postgres` names.
 */
export async function amongManyLeads(measure: (database: Database, asked: Asked) => Promise<void>): Promise<void> {
  const { values } = parseArgs({
    options: {
      leads: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '7' },
      postgres: { type: 'string' },
    },
  });
  const [leads, rounds] = [Number(values.leads), Number(values.rounds)];
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const database = openDatabase(
    values.postgres === undefined
      ? { kind: 'sqlite', path: join(folder, 'baton.db') }
      : { kind: 'postgres', url: values.postgres },
  );
  try {
    await fill(database, leads);
    await measure(database, { leads, rounds });
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An empty database becomes that of a company with its people and so many leads. */
async function fill(database: Database, leads: number): Promise<void> {
  await database.migrate();
  const workspaces = createWorkspacesService({ database, clock: systemClock, random: systemRandom });
  await workspaces.install({ id: 'T1', name: 'Acme', botUserId: 'U1' });
  const shared = { workspace_id: 'T1', slack_zone: 'UTC', kind: 'member', is_slack_admin: 0, is_deactivated: 0 };
  const people = REPS.map((id) => ({ id, name: id, ...shared, refreshed_at: 0 }));
  await database.transaction(async (tx) => {
    await saveSettings(tx, 'T1', { channelId: 'C1', ring: { kind: 'nobody' } });
    for (const person of people)
      await sql`insert into people (${sql.join(Object.keys(person).map((name) => sql.ref(name)))})
        values (${sql.join(Object.values(person))})`.execute(tx);
  });
  for (let start = 0; start < leads; start += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, leads - start) }, (_, at) => leadRow(start + at));
    await database.transaction((tx) => insertAll(tx, 'leads', rows));
  }
}

/** What a planner knows of tables comes with time; here at once. */
export const analyzed = (database: Database) =>
  sql.raw(database.dialect === 'postgres' ? 'vacuum analyze' : 'analyze').execute(database.db);

/** The median and the longest of some rounds; the first of all is left out. */
export async function timed(rounds: number, look: () => Promise<unknown>): Promise<string> {
  await look();
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await look();
    took.push(performance.now() - startedAt);
  }
  took.sort((a, b) => a - b);
  return `${ms(took[Math.floor(took.length / 2)] ?? 0)}, ${ms(took.at(-1) ?? 0)}`;
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

export function say(what: string, result: string): void {
  process.stdout.write(`${what.padEnd(52)}${result}\n`);
}
