import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ConnectedConfig, createApp } from './app.ts';
import type { Config } from './config.ts';
import { systemClock } from './platform/clock.ts';
import { openDatabase } from './platform/db/database.ts';
import { systemIds, systemRandom } from './platform/ids.ts';
import { createLog, type Log } from './platform/log.ts';
import type { Ports } from './platform/ports.ts';
import { loadKey } from './platform/secret-key.ts';
import { createSecretBox, type SecretBox } from './platform/secrets.ts';

/** Something that whoever starts Baton must mend; the message says how. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/** The database can't be reached, which may pass by itself. The message says where to look. */
class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
}

/** The real outside world, with the database opened and brought up to date. */
export async function openWorld(config: Config): Promise<{ ports: Ports; log: Log; secrets: SecretBox }> {
  const log = createLog({ level: config.logLevel, now: () => systemClock.now() });
  // Before the database, so that the folder of both is made for its owner only.
  const secrets = openSecrets(config);
  // What we make on disk holds people's addresses.
  process.umask(0o077);
  if (config.database.kind === 'sqlite') mkdirSync(dirname(config.database.path), { recursive: true, mode: 0o700 });
  const database = openDatabase(config.database, { log });
  await database.migrate().catch(async (error: unknown) => {
    // Open connections would keep the process alive.
    await database.close();
    throw isUnreachable(error) ? new DatabaseAway(`${AWAY} (${error.code})`, { cause: error }) : error;
  });
  const ports = { clock: systemClock, ids: systemIds, random: systemRandom, database, fetch: globalThis.fetch };
  return { ports, log, secrets };
}

/**
 * Runs Baton until it is told to stop; a second signal ends it at once. Throws, with everything closed again, what kept it
 * from starting.
 */
export async function runBaton(config: ConnectedConfig, say: (line: string) => void): Promise<void> {
  const stop = told();
  const { ports, log, secrets } = await openWorld(config);
  try {
    const app = await createApp(config, { ports, log, secrets });
    try {
      const { port } = await app.start();
      log.info('baton.started', { port, mode: config.mode });
      if (app.setupCode !== undefined) {
        say(`Baton is not set up yet. In Slack, a workspace admin types: /baton setup`);
        say(`Anybody else who should do it needs this one-time code: /baton setup ${app.setupCode}`);
      }
      log.info('baton.stopping', { reason: await stop });
    } finally {
      await app.stop();
    }
  } finally {
    await ports.database.close();
  }
  log.info('baton.stopped');
}

/** Resolves with the first signal that asks us to stop. The next one is not waited for. */
export function told(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve(signal);
        process.once(signal, () => process.exit(1));
      });
    }
  });
}

const AWAY = 'The database cannot be reached: see that it runs, and that DATABASE_URL is right.';

/** Connections that were refused or led nowhere, and what PostgreSQL says to a wrong name or password. */
const isUnreachable = (error: unknown): error is Error & { code: string } =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(E[A-Z_]+|SQLITE_CANTOPEN|28...|3D000|57P0.)$/.test(error.code);

function openSecrets(config: Config): SecretBox {
  const loaded = loadKey({ secretKey: config.secretKey, file: config.keyFile, random: systemRandom });
  if (loaded.kind === 'fault') throw new StartRefused(loaded.fault);
  return createSecretBox({ key: loaded.key, random: systemRandom });
}
