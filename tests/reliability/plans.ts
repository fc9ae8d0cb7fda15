import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import pg from 'pg';
import { onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../src/platform/db/database.ts';

/** Tables that stay small however long Baton runs: settings, a company's people, and what a release brings along. */
const SMALL: ReadonlySet<string> = new Set([
  'action_event_kinds',
  'action_kinds',
  'action_numbers',
  'action_readers',
  'agreements',
  'ask_event_kinds',
  'ask_kinds',
  'ask_numbers',
  'audit_findings',
  'database_places',
  'digest_readers',
  'endpoint_mappings',
  'endpoint_secrets',
  'endpoints',
  'heads_up_numbers',
  'holiday_list_people',
  'holiday_lists',
  'holidays',
  'home_views',
  'import_words',
  'lead_event_kinds',
  'lead_reasons',
  'lead_settings',
  'meeting_goals',
  'meeting_numbers',
  'memberships',
  'pairing_breaks',
  'people',
  'policies',
  'policy_versions',
  'retention',
  'retro_secrets',
  'retro_voters',
  'ritual_members',
  'ritual_versions',
  'rituals',
  'schema_migrations',
  'stages',
  'standup_cadences',
  'webhook_addresses',
  'webhook_secrets',
  'worker_leases',
  'working_days',
  'workspaces',
]);

/** A statement that reads every row of a table that grows. */
export interface Scan {
  readonly statement: string;
  readonly table: string;
}

/** Hears every statement that this process prepares on SQLite, or sends to PostgreSQL, until the test ends. */
export function listenToStatements(): () => readonly string[] {
  const prepared = vi.spyOn(Sqlite.prototype, 'prepare');
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  onTestFinished(() => {
    prepared.mockRestore();
    sent.mockRestore();
  });
  return () => {
    const texts = [...prepared.mock.calls, ...sent.mock.calls].map(([first]: unknown[]) => textOf(first));
    return [...new Set(texts)].filter((text) => /^\s*(select|insert|update|delete|with)\b/i.test(text));
  };
}

/** What of these would scan a table that grows, if that table were long. */
export async function scansOf(database: Database, statements: readonly string[]): Promise<readonly Scan[]> {
  const tables = await tablesOf(database);
  const partial = await partialIndexes(database);
  const explain = database.dialect === 'sqlite' ? scannedBySqlite : scannedByPostgres;
  const scans: Scan[] = [];
  for (const statement of statements) {
    for (const table of await explain(database, statement, partial)) {
      // A name that is no table's is that of a subquery, whose own parts are in the plan too.
      if (tables.has(table) && !SMALL.has(table))
        scans.push({ statement: statement.replace(/\s+/g, ' ').trim(), table });
    }
  }
  return scans;
}

async function tablesOf({ db, dialect }: Database): Promise<ReadonlySet<string>> {
  const { rows } =
    dialect === 'sqlite'
      ? await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
      : await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** Their rows are those that wait for something; walking through one is not a walk through the table. */
async function partialIndexes({ db, dialect }: Database): Promise<ReadonlySet<string>> {
  const { rows } =
    dialect === 'sqlite'
      ? await sql<{
          name: string;
        }>`select name from sqlite_master where type = 'index' and sql like '% where %'`.execute(db)
      : await sql<{ name: string }>`select indexname as name from pg_indexes where indexdef like '% WHERE %'`.execute(
          db,
        );
  return new Set(rows.map(({ name }) => name));
}

async function scannedBySqlite({ db }: Database, statement: string, partial: ReadonlySet<string>): Promise<string[]> {
  // A value in the place of a parameter: what matters to the plan is which columns are compared.
  const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(statement.replaceAll('?', '1'))}`.execute(
    db,
  );
  const named = aliasesOf(statement);
  return rows.flatMap(({ detail }) => {
    const [, table, index] = /^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/.exec(detail) ?? [];
    if (table === undefined || (index !== undefined && partial.has(index))) return [];
    return [named.get(table) ?? table];
  });
}

/** `from leads as l`: plans speak of `l`. */
function aliasesOf(statement: string): ReadonlyMap<string, string> {
  const found = statement.matchAll(/(?:from|join)\s+"?(\w+)"?\s+as\s+"?(\w+)"?/gi);
  return new Map([...found].map(([, table = '', alias = '']) => [alias, table]));
}

const node = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Index Cond': z.string().optional(),
  get Plans(): z.ZodOptional<z.ZodArray<typeof node>> {
    return z.array(node).optional();
  },
});
type Node = z.infer<typeof node>;

async function scannedByPostgres(
  database: Database,
  statement: string,
  partial: ReadonlySet<string>,
): Promise<string[]> {
  return database.transaction(async (tx) => {
    // What is scanned here only because it is small would hide what cannot be found otherwise.
    for (const way of ['seqscan', 'hashjoin', 'mergejoin']) await sql.raw(`set local enable_${way} = off`).execute(tx);
    const explain = sql<{ 'QUERY PLAN': unknown }>`explain (generic_plan, format json) ${sql.raw(statement)}`;
    const [row] = (await explain.execute(tx)).rows;
    const plans = z.array(z.object({ Plan: node })).parse(row?.['QUERY PLAN']);
    return plans.flatMap(({ Plan }) => scannedIn(Plan, partial));
  });
}

function scannedIn(plan: Node, partial: ReadonlySet<string>): string[] {
  const { 'Relation Name': table, 'Index Name': index, 'Index Cond': condition } = plan;
  const isScan =
    plan['Node Type'] === 'Seq Scan' ||
    (/^Index (Only )?Scan$/.test(plan['Node Type']) && condition === undefined && !partial.has(index ?? ''));
  const below = (plan.Plans ?? []).flatMap((one) => scannedIn(one, partial));
  return isScan && table !== undefined ? [table, ...below] : below;
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}
