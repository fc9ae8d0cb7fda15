import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Config } from '../src/config.ts';
import type { Instant } from '../src/core/instants.ts';
import { shortFetch } from '../src/platform/http/short-fetch.ts';
import { systemIds, systemRandom } from '../src/platform/ids.ts';
import type { Log } from '../src/platform/log.ts';
import { createBot } from './bot.ts';
import { company, OFFICE_ZONE, ROLES } from './company.ts';
import { playHistory } from './history.ts';
import { historyBeginsAt } from './history-calendar.ts';
import { createLeadSender } from './lead-sender.ts';
import { openingTime } from './opening-time.ts';
import { createMemory } from './page/memory.ts';
import type { Stage } from './page/stage.ts';
import { startLocalSlack } from './server/start-local-slack.ts';
import { createSteeredClock, realNow } from './steered-clock.ts';
import { openStorage } from './storage.ts';
import { createTroubles } from './troubles.ts';

export interface StageOptions {
  readonly config: Config;
  readonly log: Log;
  /** Where the bot listens. */
  readonly botPort: number;
  /** When it begins; the machine's time if absent. */
  readonly now: Instant | undefined;
  /** Whether the company has a week behind it. */
  readonly history: boolean;
}

export interface OpenStage extends Stage {
  /** May be called again. */
  close(): Promise<void>;
}

/** A local Slack with a small company, and the real bot in it, set up. Everything of an earlier one is forgotten. */
export async function openStage(options: StageOptions, changed: () => void): Promise<OpenStage> {
  const { config, log, botPort, history } = options;
  const { startAt, why } = openingTime(options.now ?? realNow());
  const clock = createSteeredClock({ startAt: history ? historyBeginsAt(startAt) : startAt });
  const { database, secrets } = await openStorage(config, log);
  const manifest: unknown = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
  const slack = await startLocalSlack({ clock, manifest, company });
  const ports = { clock, ids: systemIds, random: systemRandom, database, fetch: shortFetch };
  const bot = createBot({ config, port: botPort, slack }, { ports, log, secrets });
  const memory = createMemory();

  let closed: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    await bot.stop();
    await slack.stop();
    await database.close();
  }

  const stage: OpenStage = {
    slack,
    clock,
    bot,
    troubles: createTroubles(slack),
    memory,
    company,
    roles: ROLES,
    zone: OFFICE_ZONE,
    beginning: why,
    sendLead: createLeadSender(bot, ports),
    changed,
    close() {
      closed ??= closeAll();
      return closed;
    },
  };
  slack.changes.subscribe(changed);
  try {
    await bot.start();
    if (history) await playHistory(stage, startAt);
  } catch (error) {
    await stage.close();
    throw error;
  }
  return stage;
}
