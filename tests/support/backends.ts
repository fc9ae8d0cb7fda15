import { randomUUID } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import {
  type Database,
  type DatabaseAddress,
  type DatabaseOptions,
  openDatabase,
} from '../../src/platform/db/database.ts';
import { databaseFolder } from './database-folder.ts';
import { createPostgresDatabase, dropPostgresDatabase } from './templates.ts';

/** One kind of database. Every test of a store runs on all: `describe.each(backends)('… on $name', (backend) => …)`. */
export interface Backend {
  readonly name: 'sqlite' | 'postgres';
  /** A fresh, migrated database, closed and removed when the test has finished. Call it inside a test or `beforeEach`. */
  open(options?: DatabaseOptions): Promise<Database>;
  /** Only the address of a fresh database, for several handles or processes on it; migrated unless it is to be blank. */
  address(options?: { blank?: boolean }): Promise<DatabaseAddress>;
}

/** Opens one more handle on a database; it is closed when the test has finished. */
export function openAt(address: DatabaseAddress, options?: DatabaseOptions): Database {
  const database = openDatabase(address, options);
  onTestFinished(() => database.close());
  return database;
}

const templates = inject('templates');
const { postgres } = templates;

export const backends: readonly Backend[] = [
  backend('sqlite', sqliteAddress),
  ...(postgres === undefined ? [] : [backend('postgres', (blank) => postgresAddress(postgres, blank))]),
];

function backend(name: Backend['name'], fresh: (blank: boolean) => Promise<DatabaseAddress>): Backend {
  return {
    name,
    open: async (options) => openAt(await fresh(false), options),
    address: ({ blank = false } = {}) => fresh(blank),
  };
}

async function sqliteAddress(blank: boolean): Promise<DatabaseAddress> {
  const folder = databaseFolder('baton-test-');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'baton.db');
  if (!blank) copyFileSync(templates.sqlite, path);
  return { kind: 'sqlite', path };
}

async function postgresAddress(server: string, blank: boolean): Promise<DatabaseAddress> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = await createPostgresDatabase(server, name, blank);
  onTestFinished(() => dropPostgresDatabase(server, name));
  return { kind: 'postgres', url };
}
