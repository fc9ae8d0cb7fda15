import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Config } from '../src/config.ts';
import type { Instant } from '../src/core/instants.ts';
import { told } from '../src/main.ts';
import { createHttpServer } from '../src/platform/http/server.ts';
import { systemIds, systemRandom } from '../src/platform/ids.ts';
import { createLog, type Log } from '../src/platform/log.ts';
import { createBot, LOOPBACK } from './bot.ts';
import { company, OFFICE_ZONE, ROLES } from './company.ts';
import { createLeadSender } from './lead-sender.ts';
import { openingTime } from './opening-time.ts';
import { pageRoutes } from './page/routes.ts';
import type { Stage } from './page/stage.ts';
import { FIRST_LEAD } from './sample-leads.ts';
import { startLocalSlack } from './server/start-local-slack.ts';
import { curlCommand } from './signed-lead.ts';
import { createSteeredClock, realNow } from './steered-clock.ts';
import { openStorage } from './storage.ts';

export interface Playground {
  /** The page's address, without a slash at the end. */
  readonly url: string;
  /** A command for bash and zsh that sends a lead. */
  readonly curl: string;
  readonly stage: Stage;
  stop(): Promise<void>;
}

/** Runs the playground until it is told to stop. */
export async function runPlayground(config: Config, say: (line: string) => void): Promise<void> {
  // What the bot logs all day would push the command out of sight; its warnings stay.
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const playground = await startPlayground({ config, log: createLog({ level, now: realNow }) });
  say(`\nBaton runs in a Slack of its own. Open it in a browser:\n\n  ${playground.url}\n`);
  say(`Then send it a lead, as a website would:\n\n${playground.curl}\n`);
  say('Ctrl-C stops it.');
  await told();
  await playground.stop();
}

interface Start {
  readonly config: Config;
  readonly log: Log;
  /** When it begins; the machine's time if absent. */
  readonly now?: Instant;
}

/** Starts a local Slack with a small company, and the real bot in it, set up. Throws if the port is taken. */
export async function startPlayground({ config, log, now = realNow() }: Start): Promise<Playground> {
  const { startAt, why } = openingTime(now);
  const clock = createSteeredClock({ startAt });
  await refuseTakenPort(config.port, log);
  const { database, secrets } = await openStorage(config, log);
  const manifest: unknown = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
  const slack = await startLocalSlack({ clock, manifest, company });
  const ports = { clock, ids: systemIds, random: systemRandom, database, fetch: globalThis.fetch };
  const bot = createBot(config, slack, { ports, log, secrets });
  const stage: Stage = {
    slack,
    clock,
    company,
    roles: ROLES,
    zone: OFFICE_ZONE,
    beginning: why,
    sendLead: createLeadSender(bot, ports),
    settled: bot.settled,
    nextDueAt: bot.nextDueAt,
    restart: bot.restart,
  };

  async function stop(): Promise<void> {
    await bot.stop();
    await slack.stop();
    await database.close();
  }

  try {
    await bot.start(pageRoutes(stage));
  } catch (error) {
    await stop();
    throw error;
  }
  const { url, secret } = bot.form();
  return { url: bot.url(), curl: curlCommand(url, FIRST_LEAD, secret, clock.now()), stage, stop };
}

/** Before anything is made anew: another playground in this folder may be using the database. Throws if the port is taken. */
async function refuseTakenPort(port: number, log: Log): Promise<void> {
  const probe = createHttpServer({ routes: [], ids: systemIds, log });
  await probe.listen(port, LOOPBACK);
  await probe.close(0);
}
