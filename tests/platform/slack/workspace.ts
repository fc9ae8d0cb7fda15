import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import {
  type LocalSlack,
  type LocalSlackOptions,
  startLocalSlack,
} from '../../../playground/server/start-local-slack.ts';
import { createSteeredClock, type SteeredClock } from '../../../playground/steered-clock.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { systemIds, systemRandom } from '../../../src/platform/ids.ts';
import type { Log } from '../../../src/platform/log.ts';
import type { Identity } from '../../../src/platform/slack/client/answers-of-slack.ts';
import {
  createSlack,
  type Slack,
  type SlackConfig,
  type SlackTiming,
} from '../../../src/platform/slack/create-slack.ts';
import type { Gate, Listeners } from '../../../src/platform/slack/listeners/listeners.ts';
import { registerListeners } from '../../../src/platform/slack/listeners/register-listeners.ts';
import { office } from '../../playground/office.ts';
import { backends } from '../../support/backends.ts';

export const manifest: unknown = parse(readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8'));

/** A local Slack with the real manifest; ends with the test. */
export async function openSlack(options: Partial<LocalSlackOptions> = {}) {
  const clock = createSteeredClock();
  const slack = await startLocalSlack({ clock, manifest, company: office, rates: 'off', ...options });
  onTestFinished(() => slack.stop());
  return { slack, clock };
}

export interface Line {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: Record<string, unknown>;
}

export function recordingLog(): Log & { readonly lines: readonly Line[] } {
  const lines: Line[] = [];
  const at =
    (level: Line['level']) =>
    (event: string, fields: Record<string, unknown> = {}) => {
      lines.push({ level, event, fields });
    };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** Admits the workspace's own people and says so of the others; the actor is the person's id. */
const doorman: Gate<string> = {
  admit: async ({ teamId, userId }) =>
    teamId === office.team.id
      ? { kind: 'admitted', actor: userId }
      : { kind: 'refused', sentence: 'Baton is for people of Acme.' },
};

export interface Connected {
  readonly slack: LocalSlack;
  readonly clock: SteeredClock;
  readonly baton: Slack;
  readonly log: ReturnType<typeof recordingLog>;
}

// Nothing here waits: the local Slack's own limits are off.
const quick: Partial<SlackTiming> = {
  stagger: 0,
  spacing: 20,
  settled: 0,
  pacing: { scale: 0, burst: 5, patience: 1_000 },
};

export interface ConnectOptions {
  readonly at?: { readonly slack: LocalSlack; readonly clock: SteeredClock };
  readonly slack?: Partial<LocalSlackOptions>;
  readonly database?: Database;
  readonly listeners?: readonly Listeners<string>[];
  readonly gate?: Gate<string>;
  readonly timing?: Partial<SlackTiming>;
  readonly transport?: SlackConfig['transport'];
  readonly remembered?: Identity;
  readonly fetch?: typeof globalThis.fetch;
  /** Where Slack seems to be, if it isn't where it is. */
  readonly apiUrl?: string;
  /** Doesn't connect to what Slack sends. */
  readonly isIdle?: true;
}

/** Our whole side of Slack against the local one; `listeners` are registered and running. Ends with the test. */
export async function connect(options: ConnectOptions = {}): Promise<Connected> {
  const { slack, clock } = options.at ?? (await openSlack(options.slack));
  const log = recordingLog();
  const [sqlite] = backends;
  if (sqlite === undefined) throw new Error('No database');
  const database = options.database ?? (await sqlite.open());
  const baton = await createSlack({
    config: {
      botToken: slack.tokens.bot,
      transport: options.transport ?? { kind: 'sockets', appToken: slack.tokens.app },
      apiUrl: options.apiUrl ?? slack.url,
      timing: { ...quick, ...options.timing },
    },
    ports: { clock, ids: systemIds, random: systemRandom, database, fetch: options.fetch ?? fetch },
    log,
    remembered: options.remembered,
  });
  const { teamId } = baton.identity;
  const gate = options.gate ?? doorman;
  registerListeners(baton.app, options.listeners ?? [], {
    gate,
    teamId,
    client: baton.client,
    clock,
    ids: systemIds,
    log,
  });
  onTestFinished(() => baton.stop());
  if (!options.isIdle) await baton.start();
  return { slack, clock, baton, log };
}
