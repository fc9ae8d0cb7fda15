import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { SECOND } from './core/instants.ts';
import type { Origin } from './origin.ts';
import { type Clock, createSteadyClock, systemClock } from './platform/clock.ts';
import { type Database, type DatabaseAddress, openDatabase } from './platform/db/database.ts';
import { DatabaseTrouble, troubleOf } from './platform/db/faults.ts';
import { shortFetch } from './platform/http/short-fetch.ts';
import { systemIds, systemRandom } from './platform/ids.ts';
import { createLog, type Log } from './platform/log.ts';
import { giveMemoryBack, leaveWasmAsItIs } from './platform/memory.ts';
import type { Ports } from './platform/ports.ts';
import { loadKey } from './platform/secret-key.ts';
import { createSecretBox, type SecretBox } from './platform/secrets.ts';
import { keepTime } from './platform/slack/client/keep-time.ts';
import type { ConnectedConfig } from './wiring.ts';

/** Something that whoever starts Baton must mend; the message says how. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/** The real outside world, with the database opened and brought up to date. */
export async function openWorld(
  config: Config,
  clock: Clock = systemClock,
): Promise<{ ports: Ports; log: Log; secrets: SecretBox }> {
  const log = createLog({ level: config.logLevel, now: () => clock.now() });
  leaveWasmAsItIs();
  // Before the database, so that the folder of both is made for its owner only.
  const secrets = openSecrets(config);
  // What we make on disk holds people's addresses.
  process.umask(0o077);
  const database = await opened(config.database, log);
  const ports = { clock, ids: systemIds, random: systemRandom, database, fetch: shortFetch };
  return { ports, log, secrets };
}

/**
 * Runs Baton until it is told to stop, or the database can't be trusted any more; a second signal ends it at once. Throws what
 * kept it from starting, with everything closed again, or the `DatabaseTrouble`: then the process is to end, and what it held is
 * found in the database by the next one, as after a crash.
 */
export async function runBaton(
  config: ConnectedConfig,
  { origin, say }: { readonly origin: Origin; readonly say: (line: string) => void },
): Promise<void> {
  const stop = told();
  const clock = createSteadyClock();
  const { ports, log, secrets } = await openWorld(config, clock);
  const time = keepTime({ clock, fetch: ports.fetch, apiUrl: config.slackApiUrl, log });
  const broken = untilBroken(ports.database);
  let settled: NodeJS.Timeout | undefined;
  try {
    // Before anything is due.
    const [app] = await Promise.all([createApp(config, { ports, log, secrets }), time.start()]);
    const stopped = () => app.stop();
    try {
      const { port } = await app.start();
      log.info('baton.started', { port, mode: config.mode, program: origin });
      settled = setTimeout(giveMemoryBack, SETTLED).unref();
      if (app.setupCode !== undefined) {
        say(`Baton is not set up yet. In Slack, a workspace admin types: /baton setup`);
        say(`Anybody else who should do it needs this one-time code: /baton setup ${app.setupCode}`);
      }
      const reason = await Promise.race([stop, broken]);
      if (typeof reason !== 'string') throw reason;
      log.info('baton.stopping', { reason });
    } catch (error) {
      // What runs can't be written down any more: it is only given the time to answer whoever waits.
      if (isBroken(error)) log.error('database.broken', { reason: error.fault, error });
      await Promise.race([stopped(), ...(isBroken(error) ? [lastWords()] : [])]).catch(() => {});
      throw error;
    }
    await stopped();
  } finally {
    clearTimeout(settled);
    time.stop();
    await ports.database.close();
  }
  log.info('baton.stopped');
}

/** What a start has to do, and what was waiting for it, is mostly done by then. */
const SETTLED = SECOND;

const LAST_WORDS = 2 * SECOND;
const lastWords = () => systemClock.sleepUntil(systemClock.now() + LAST_WORDS);

const isBroken = (error: unknown): error is DatabaseTrouble =>
  error instanceof DatabaseTrouble && (error.fault === 'spoiled' || error.fault === 'damaged');

const untilBroken = (database: Database): Promise<DatabaseTrouble> =>
  new Promise((resolve) => {
    database.onTrouble((trouble) => {
      if (isBroken(trouble)) resolve(trouble);
    });
  });

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

function openSecrets(config: Config): SecretBox {
  const loaded = loadKey({ secretKey: config.secretKey, file: config.keyFile, random: systemRandom });
  if (loaded.kind === 'fault') throw new StartRefused(loaded.fault);
  return createSecretBox({ key: loaded.key, random: systemRandom });
}

/** The database, brought up to date. Throws `DatabaseTrouble` or `StartRefused` with a sentence for whoever starts Baton. */
async function opened(address: DatabaseAddress, log: Log): Promise<Database> {
  try {
    const database = openDatabase(address, { log });
    try {
      await database.migrate();
      return database;
    } catch (error) {
      // Open connections would keep the process alive.
      await database.close();
      throw error;
    }
  } catch (error) {
    throw address.kind === 'sqlite' ? fileFault(address.path, error) : troubleOf(error);
  }
}

/** What keeps a file from being our database, if it is nothing that passes by itself. */
function fileFault(path: string, error: unknown): unknown {
  const trouble = troubleOf(error);
  if (trouble instanceof DatabaseTrouble) {
    const what = FILE_FAULTS[trouble.fault];
    return what === undefined ? trouble : new StartRefused(`The database file ${path} ${what}`, { cause: error });
  }
  const isSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  return isSystem
    ? new StartRefused(`The database file ${path} ${CANNOT_BE_OPENED} (${String(error.code)})`, { cause: error })
    : error;
}

const CANNOT_BE_OPENED = 'cannot be opened: see that its folder exists and belongs to the user that Baton runs as.';
const FILE_FAULTS: Readonly<Partial<Record<DatabaseTrouble['fault'], string>>> = {
  away: CANNOT_BE_OPENED,
  'read-only': 'cannot be written: see who owns it and its folder, and their permissions.',
  damaged: 'is damaged: keep a copy of it, and restore the newest backup.',
};
