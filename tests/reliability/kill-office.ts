import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Instant } from '../../src/core/instants.ts';
import { type DatabaseAddress, openDatabase } from '../../src/platform/db/database.ts';
import { systemIds } from '../../src/platform/ids.ts';
import type { Backend } from '../support/backends.ts';
import { openOffice, WEDNESDAY_10 } from '../support/baton.ts';
import { databaseFolder } from '../support/database-folder.ts';
import type { Flow } from './kill-flow.ts';

/** A database before the story, of which each run gets a copy. */
export interface PreparedOffice {
  /** When the story begins. */
  readonly at: Instant;
  /** Of the form whose leads `Scene.send` signs. */
  readonly secret: string | undefined;
  /** Messages that are in no Slack any more, as each run has a Slack of its own. */
  readonly oldMessages: ReadonlySet<string>;
  copy(): Promise<{ readonly address: DatabaseAddress; remove(): Promise<void> }>;
  remove(): Promise<void>;
}

/** Sets up as the flow wants it, in this process and in the time before; inside a test. */
export async function prepareOffice(backend: Backend, flow: Flow): Promise<PreparedOffice> {
  const original = await backend.address();
  const { secret, endedAt } = flow.office === 'new' ? UNPREPARED : await setUp(backend, original, flow);
  // On a busy machine the preparation takes seconds, and no story may begin before what it is about.
  const at = Math.max(flow.at ?? WEDNESDAY_10, endedAt);
  const database = openDatabase(original);
  const messages = await database.db.selectFrom('messages').select('key').execute();
  // Each run's copy is to be the office itself, and no dump of it that was restored.
  await database.db.deleteFrom('database_places').execute();
  await database.close();
  const template = await templateOf(original);
  return { at, secret, oldMessages: new Set(messages.map(({ key }) => key)), ...template };
}

interface Preparation {
  readonly secret: string | undefined;
  readonly endedAt: Instant;
}

/** Of an office that nobody has prepared. */
const UNPREPARED: Preparation = { secret: undefined, endedAt: 0 };

async function setUp(backend: Backend, original: DatabaseAddress, flow: Flow): Promise<Preparation> {
  const isSetUp = flow.office === 'set-up';
  const at = flow.preparedAt ?? WEDNESDAY_10;
  const office = await openOffice(
    { ...backend, address: async () => original },
    { at, isSetUp, isAnnounced: flow.isMeasured !== true },
  );
  const added = await office.app.services.intake.add(
    {
      workspaceId: office.app.workspaceId,
      name: 'Form',
      signing: { scheme: 'hmac-hex' },
      channelId: 'C_LEADS',
      mapping: undefined,
    },
    'U_ADA',
  );
  if (added.kind === 'refused') throw new Error(added.sentence);
  // Until everybody has been welcomed, so that no run has to do it.
  if (isSetUp) await office.slack.until(() => office.slack.person('U_MAX').dms().length > 0);
  await flow.prepare?.(office.app, office.clock);
  await office.app.stop();
  await office.database.close();
  return { secret: added.secret, endedAt: office.clock.now() };
}

async function templateOf(original: DatabaseAddress): Promise<Pick<PreparedOffice, 'copy' | 'remove'>> {
  if (original.kind === 'sqlite') {
    const folder = databaseFolder('baton-kill-template-');
    const file = join(folder, 'baton.db');
    copyFileSync(original.path, file);
    return { copy: () => copyFile(file), remove: async () => rmSync(folder, { recursive: true }) };
  }
  const template = await copyDatabase(original.url);
  return {
    async copy() {
      const address = { kind: 'postgres', url: await copyDatabase(template) } as const;
      return { address, remove: () => dropDatabase(address.url) };
    },
    remove: () => dropDatabase(template),
  };
}

async function copyFile(file: string) {
  const folder = databaseFolder('baton-kill-');
  const path = join(folder, 'baton.db');
  copyFileSync(file, path);
  return {
    address: { kind: 'sqlite', path } as const,
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

/** The address of a copy; nobody may be connected to the original. */
async function copyDatabase(url: string): Promise<string> {
  const name = `kill_${systemIds
    .next()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')}`;
  await administer(url, `create database ${name} template ${nameIn(url)} strategy file_copy`);
  return url.replace(/[^/]+$/, name);
}

const dropDatabase = (url: string): Promise<void> =>
  administer(url, `drop database if exists ${nameIn(url)} with (force)`);

const nameIn = (url: string): string => /[^/]+$/.exec(url)?.[0] ?? '';

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
