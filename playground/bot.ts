import { type AppDeps, type BatonApp, type ConnectedConfig, createApp } from '../src/app.ts';
import type { Config } from '../src/config.ts';
import type { Duration, Instant } from '../src/core/instants.ts';
import type { Route } from '../src/platform/http/router.ts';
import { readStats } from '../src/platform/jobs/store.ts';
import { seed } from './seed.ts';
import type { LocalSlack } from './server/start-local-slack.ts';
import { realNow } from './steered-clock.ts';

/** The real bot, connected to a local Slack. It listens on this machine only. */
export interface Bot {
  /** Where leads can be sent to, and with which secret. */
  form(): { readonly url: string; readonly secret: string };
  /** The address of its HTTP server, without a slash at the end. */
  url(): string;
  /** Starts it on an empty database and sets it up. Throws if the port is taken. */
  start(routes: readonly Route[]): Promise<void>;
  /** Stops it and starts it again on the same port, with all that it has stored. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when nothing is left that is due now; gives up after a while, because something may hang. */
  settled(): Promise<void>;
  /** When it has something to do next. */
  nextDueAt(): Promise<Instant | undefined>;
}

export const LOOPBACK = '127.0.0.1';

export function createBot(config: Config, slack: LocalSlack, deps: Omit<AppDeps, 'routes' | 'host'>): Bot {
  const { clock, database } = deps.ports;
  let running: BatonApp | undefined;
  let port = config.port;
  let pages: readonly Route[] = [];
  let form = { endpoint: '', secret: '' };
  let last: Promise<void> = Promise.resolve();

  const url = () => `http://localhost:${port}`;
  const assemble = () => createApp(connected({ ...config, port }, slack), { ...deps, routes: pages, host: LOOPBACK });

  /** One start or stop after the other, whatever is asked for meanwhile. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.catch(() => {}).then(work);
    return last;
  };

  const stop = async () => {
    await running?.stop();
    running = undefined;
  };

  return {
    url,
    form: () => ({ url: `${url()}/hooks/${form.endpoint}`, secret: form.secret }),
    start: (routes) =>
      inTurn(async () => {
        pages = routes;
        const app = await assemble();
        form = await seed(app);
        ({ port } = await app.start());
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
    async settled() {
      const giveUpAt = realNow() + PATIENCE;
      while (realNow() < giveUpAt) {
        const { running: busy, nextDueAt } = await readStats(database.db);
        if (busy === 0 && (nextDueAt === undefined || nextDueAt > clock.now())) return;
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
