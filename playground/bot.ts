import { type AppDeps, type BatonApp, createApp } from '../src/app.ts';
import type { Config } from '../src/config.ts';
import type { Duration, Instant } from '../src/core/instants.ts';
import { readStats } from '../src/platform/jobs/store.ts';
import type { ConnectedConfig } from '../src/wiring.ts';
import { seed } from './seed.ts';
import type { LocalSlack } from './server/start-local-slack.ts';
import { realNow } from './steered-clock.ts';

/** The real bot, connected to a local Slack. It listens on this machine only. */
export interface Bot {
  /** Where leads can be sent to, and with which secret. */
  form(): { readonly url: string; readonly secret: string };
  /** Starts it on an empty database and sets it up. */
  start(): Promise<void>;
  /** Stops it and starts it again on the same port, with all that it has stored. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** False from the beginning of a stop to the end of the next start. */
  isUp(): boolean;
  /** Resolves when nothing is left that is due now; gives up after a while, because something may hang. */
  settled(): Promise<void>;
  /** Whether something runs, or should. */
  isBusy(): Promise<boolean>;
  /** When it has something to do next. */
  nextDueAt(): Promise<Instant | undefined>;
}

export const LOOPBACK = '127.0.0.1';

/** `port` is where its HTTP server listens, whenever it runs. */
export function createBot(
  { config, port, slack }: { config: Config; port: number; slack: LocalSlack },
  deps: Omit<AppDeps, 'host'>,
): Bot {
  const { clock, database } = deps.ports;
  let running: BatonApp | undefined;
  let form = { endpoint: '', secret: '' };
  let last: Promise<void> = Promise.resolve();

  const assemble = () => createApp(connected({ ...config, port }, slack), { ...deps, host: LOOPBACK });

  /** One start or stop after the other, whatever is asked for meanwhile. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.catch(() => {}).then(work);
    return last;
  };

  const stop = async () => {
    const stopping = running;
    running = undefined;
    await stopping?.stop();
  };

  const isBusy = async () => {
    const { running: busy, nextDueAt } = await readStats(database.db);
    return busy > 0 || (nextDueAt !== undefined && nextDueAt <= clock.now());
  };

  return {
    form: () => ({ url: `http://localhost:${port}/hooks/${form.endpoint}`, secret: form.secret }),
    start: () =>
      inTurn(async () => {
        const app = await assemble();
        form = await seed(app);
        await app.start();
        running = app;
      }),
    restart: () =>
      inTurn(async () => {
        await stop();
        const app = await assemble();
        await app.start();
        running = app;
      }),
    stop: () => inTurn(stop),
    isUp: () => running !== undefined,
    isBusy,
    async settled() {
      const giveUpAt = realNow() + PATIENCE;
      while (realNow() < giveUpAt && (await isBusy())) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
      }
    },
    nextDueAt: async () => (await readStats(database.db)).nextDueAt,
  };
}

// In real milliseconds.
const PATIENCE: Duration = 3_000;
const LOOK_AGAIN: Duration = 15;

const connected = (config: Config, { tokens, url }: LocalSlack): ConnectedConfig => ({
  ...config,
  mode: 'socket',
  slack: { botToken: tokens.bot, appToken: tokens.app },
  slackApiUrl: url,
});
