import type { Config } from '../src/config.ts';
import type { Instant } from '../src/core/instants.ts';
import { told } from '../src/main.ts';
import { createHttpServer, PortRefused } from '../src/platform/http/server.ts';
import { systemIds } from '../src/platform/ids.ts';
import { createLog, type Log } from '../src/platform/log.ts';
import { LOOPBACK } from './bot.ts';
import { startPageServer } from './page/server.ts';
import { buildSite, type Site } from './page/site.ts';
import { FIRST_LEAD } from './sample-leads.ts';
import { openShow, type Show } from './show.ts';
import { curlCommand } from './signed-lead.ts';
import { realNow } from './steered-clock.ts';

export interface Playground {
  /** The page's address, without a slash at the end. */
  readonly url: string;
  /** A command for bash and zsh that sends a lead. */
  readonly curl: string;
  readonly show: Show;
  stop(): Promise<void>;
}

/** Runs the playground until it is told to stop. */
export async function runPlayground(config: Config, say: (line: string) => void): Promise<void> {
  // What the bot logs all day would push the command out of sight; its warnings stay.
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const playground = await startPlayground({ config, log: createLog({ level, now: realNow }) });
  say(`\nBaton runs in a Slack of its own. Open it in a browser:\n\n  ${playground.url}\n`);
  say(`Or send it a lead, as a website would:\n\n${playground.curl}\n`);
  say('Ctrl-C stops it.');
  await told();
  await playground.stop();
}

interface Start {
  readonly config: Config;
  readonly log: Log;
  /** When it begins; the machine's time if absent. */
  readonly now?: Instant;
  /** Whether the company has a week behind it when it begins; default: yes. */
  readonly history?: boolean;
  /** The page's files; built from playground/web if absent. */
  readonly site?: () => Promise<Site>;
}

/**
 * Starts a local Slack with a small company, the real bot in it, set up, and the page that shows it all. Throws if the
 * port is taken, or if the page cannot be built.
 */
export async function startPlayground({
  config,
  log,
  now,
  history = true,
  site = buildSite,
}: Start): Promise<Playground> {
  // Before anything is made anew: another playground in this folder may be using the database.
  await freePort(config.port, log);
  const building = site();
  // Awaited below; until then nobody else would take the blame for it.
  building.catch(() => {});
  const show = await openShow({ config, log, now, history, botPort: await anyFreePort(log) });
  try {
    const page = await startPageServer({ show, site: await building, port: config.port, host: LOOPBACK });
    const { url, secret } = show.stage.bot.form();
    return {
      url: `http://localhost:${page.port}`,
      curl: curlCommand(url, FIRST_LEAD, secret, show.stage.clock.now()),
      show,
      async stop() {
        await page.stop();
        await show.stop();
      },
    };
  } catch (error) {
    await show.stop();
    throw error;
  }
}

/** Below those that the system gives to whoever asks for any: one of them could take it before the bot does. */
const OWN_PORTS = { from: 20_000, count: 12_000 } as const;

/** One that nobody uses. */
async function anyFreePort(log: Log): Promise<number> {
  for (;;) {
    try {
      return await freePort(OWN_PORTS.from + Math.floor(Math.random() * OWN_PORTS.count), log);
    } catch (error) {
      if (!(error instanceof PortRefused)) throw error;
    }
  }
}

/** This port, if nobody uses it. Throws a sentence if it is taken. */
async function freePort(wanted: number, log: Log): Promise<number> {
  const probe = createHttpServer({ routes: [], ids: systemIds, log });
  const { port } = await probe.listen(wanted, LOOPBACK);
  await probe.close(0);
  return port;
}
