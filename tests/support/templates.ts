import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/platform/db/database.ts';

/** Where the run's migrated template databases are; `postgres` is the folder of the server's socket. */
export interface Templates {
  readonly sqlite: string;
  readonly postgres?: string;
}

const TEMPLATE = 'baton_template';

/** Migrates one database of each kind; tests get copies, which is far cheaper than migrating each time. */
export async function makeTemplates(folder: string, withPostgres: boolean): Promise<Templates> {
  const sqlite = join(folder, 'template.db');
  await migrated({ kind: 'sqlite', path: sqlite });
  if (!withPostgres) return { sqlite };
  await administer(folder, `create database ${TEMPLATE}`);
  await migrated({ kind: 'postgres', url: postgresUrl(folder, TEMPLATE) });
  return { sqlite, postgres: folder };
}

/** Creates a PostgreSQL database, as a copy of the template or empty, and answers with its URL. */
export async function createPostgresDatabase(folder: string, name: string, blank: boolean): Promise<string> {
  // Copied file by file, it takes the server a third of the work of writing every page to its log.
  const template = blank ? 'template0' : TEMPLATE;
  await administer(folder, `create database ${name} template ${template} strategy file_copy`);
  return postgresUrl(folder, name);
}

/** Drops it, whoever is still connected. */
export async function dropPostgresDatabase(folder: string, name: string): Promise<void> {
  await administer(folder, `drop database if exists ${name} with (force)`);
}

function postgresUrl(folder: string, name: string): string {
  return `postgres://postgres@${encodeURIComponent(folder)}/${name}`;
}

async function administer(folder: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl(folder, 'postgres') });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function migrated(address: Parameters<typeof openDatabase>[0]): Promise<void> {
  const database = openDatabase(address);
  await database.migrate();
  await database.close();
}
