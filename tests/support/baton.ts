import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { type LocalSlack, type LocalSlackOptions, startLocalSlack } from '../../playground/server/start-local-slack.ts';
import { createSteeredClock, type SteeredClock } from '../../playground/steered-clock.ts';
import { type BatonApp, createApp } from '../../src/app.ts';
import { defaultTiming } from '../../src/config.ts';
import type { Database, DatabaseAddress } from '../../src/platform/db/database.ts';
import { shortFetch } from '../../src/platform/http/short-fetch.ts';
import { sign } from '../../src/platform/http/signatures.ts';
import { systemIds, systemRandom } from '../../src/platform/ids.ts';
import { createLog, type Log } from '../../src/platform/log.ts';
import type { Ports } from '../../src/platform/ports.ts';
import { createSecretBox } from '../../src/platform/secrets.ts';
import type { ConnectedConfig } from '../../src/wiring.ts';
import { type Backend, openAt } from './backends.ts';
import { expectNoCanary, rememberSecret, rememberWords } from './canaries.ts';
import { company } from './company.ts';

export const manifest: object = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));

/** Wednesday 4 March 2026, 10:00 in Berlin, a few seconds in so that no minute turns during a test. */
export const WEDNESDAY_10 = Date.parse('2026-03-04T09:00:05Z');

/** How often a lead is sent that Baton can't take now. */
const MOST_TRIES = 20;

/** The secret of tests; nothing real is encrypted with it. */
const KEY = new Uint8Array(32).fill(7);

export interface Office {
  readonly slack: LocalSlack;
  readonly clock: SteeredClock;
  readonly database: Database;
  readonly ports: Ports;
  readonly log: RecordingLog;
  readonly app: BatonApp;
  /** The port of Baton's own HTTP server. */
  readonly port: number;
  /**
   * Sends a signed lead as the website's form does; the answer's status and body. Each is another person's, whose mailbox has a
   * number from the second on; `isKnown` for somebody who writes again. Asked to send it again, as by a busy PostgreSQL, it does as
   * senders do, unless `once`.
   */
  send(
    body: unknown,
    options?: { id?: string; headers?: Record<string, string>; isKnown?: boolean; once?: boolean },
  ): Promise<{ status: number; text: string }>;
  /** Ends the running app and starts another one on the same database and Slack. */
  restart(): Promise<void>;
  /** Starts one more process's worth of Baton on the same database and Slack. */
  another(): Promise<BatonApp>;
}

export interface OfficeOptions {
  readonly at?: number;
  readonly slack?: Partial<LocalSlackOptions>;
  readonly timing?: Partial<ConnectedConfig['timing']>;
  readonly mode?: 'socket' | 'http';
  /** False leaves the set-up to the test. */
  readonly isSetUp?: boolean;
  /** False leaves the promise measured only. */
  readonly isAnnounced?: boolean;
}

/** A Baton at work in a local Slack, on one kind of database; everything ends with the test. */
export async function openOffice(backend: Backend, options: OfficeOptions = {}): Promise<Office> {
  const clock = createSteeredClock({ startAt: options.at ?? WEDNESDAY_10 });
  const slack = await startLocalSlack({ clock, manifest, company, rates: 'off', ...options.slack });
  onTestFinished(() => slack.stop());
  rememberSecret(slack.tokens.bot, slack.tokens.app, slack.tokens.signingSecret);
  const address = await backend.address();
  const log = recordingLog();
  onTestFinished(() => expectNoCanary('the log', log.lines.join('\n')));
  const office = { slack, clock, address, log, options };
  let running = await startApp(office);
  if (options.isSetUp !== false) await setUp(running.app, options.isAnnounced ?? true);
  const secret = options.isSetUp === false ? '' : await connectWebsite(running.app);
  const mailboxes = new Map<string, string[]>();
  return {
    slack,
    clock,
    log,
    get app() {
      return running.app;
    },
    get port() {
      return running.port;
    },
    get database() {
      return running.ports.database;
    },
    get ports() {
      return running.ports;
    },
    async send(body, { id = systemIds.next(), headers = {}, isKnown = false, once = false } = {}) {
      rememberWords(body);
      const rawBody = Buffer.from(JSON.stringify(isKnown ? body : ownMailbox(body, id, mailboxes)));
      for (let tries = once ? 1 : MOST_TRIES; ; tries -= 1) {
        const signed = sign({ scheme: 'standard', secret, rawBody, now: clock.now(), deliveryId: id });
        const response = await fetch(`http://127.0.0.1:${running.port}/hooks/website`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...signed, ...headers },
          body: rawBody,
        });
        const answer = { status: response.status, text: await response.text() };
        if (answer.status !== 503 || tries === 1) return answer;
      }
    },
    async restart() {
      await running.stop();
      running = await startApp(office);
    },
    async another() {
      return (await startApp(office)).app;
    },
  };
}

/** The same body with the address of somebody who has not written before; one delivery that comes twice is one person's. */
function ownMailbox(body: unknown, id: string, mailboxes: Map<string, string[]>): unknown {
  if (typeof body !== 'object' || body === null || !('email' in body) || typeof body.email !== 'string') return body;
  const { email } = body;
  const ids = mailboxes.get(email) ?? [];
  mailboxes.set(email, ids);
  const before = ids.indexOf(id);
  const at = before >= 0 ? before : ids.push(id) - 1;
  return at === 0 ? body : { ...body, email: email.replace('@', `.${at + 1}@`) };
}

interface Parts {
  readonly slack: LocalSlack;
  readonly clock: SteeredClock;
  readonly address: DatabaseAddress;
  readonly log: Log;
  readonly options: OfficeOptions;
}

async function startApp({ slack, clock, address, log, options }: Parts) {
  const database = openAt(address);
  const ports: Ports = { clock, ids: systemIds, random: systemRandom, database, fetch: shortFetch };
  const app = await createApp(configFor(slack, address, options), {
    ports,
    log,
    secrets: createSecretBox({ key: KEY, random: systemRandom }),
    host: '127.0.0.1',
  });
  const { port } = await app.start();
  let stopped: Promise<void> | undefined;
  const stop = () =>
    (stopped ??= (async () => {
      expectNoCanary('the metrics', await metricsOf(port));
      await app.stop();
    })());
  // After the database was opened, so that it ends before the database is closed.
  onTestFinished(stop);
  if (options.mode === 'http') await slack.http.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  return { app, ports, port, stop };
}

/** Nothing where the test has stopped the app by itself. */
async function metricsOf(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => undefined);
  return (await response?.text()) ?? '';
}

function configFor(slack: LocalSlack, database: DatabaseAddress, { mode, timing }: OfficeOptions): ConnectedConfig {
  const defaults = defaultTiming(database.kind);
  const shared = {
    slackApiUrl: slack.url,
    database,
    keyFile: undefined,
    secretKey: undefined,
    port: 0,
    publicUrl: undefined,
    logLevel: 'silent',
    timing: {
      ...defaults,
      slack: { pacing: { scale: 0, burst: 5, patience: 1_000 }, stagger: 50, spacing: 20, settled: 0 },
      ...timing,
    },
  } as const;
  const { bot: botToken, app: appToken, signingSecret } = slack.tokens;
  return mode === 'http'
    ? { ...shared, mode: 'http', slack: { botToken, signingSecret } }
    : { ...shared, mode: 'socket', slack: { botToken, appToken } };
}

/** What an admin does on the first day, through the services; the scenario of the set-up does it by hand. */
async function setUp({ services, workspaceId }: BatonApp, isAnnounced: boolean): Promise<void> {
  const admitted = await services.people.admit({ teamId: workspaceId, userId: 'U_ADA' });
  if (admitted.kind === 'refused') throw new Error(admitted.sentence);
  await services.people.refreshAll();
  const basics = { channelId: 'C_LEADS', sales: ['U_ANA', 'U_BEN'], marketing: ['U_MIA'] };
  await services.setup.saveBasics(admitted.actor, basics, isAnnounced);
  await services.setup.saveMore(admitted.actor, {
    salesManagers: ['U_MAX'],
    marketingManagers: ['U_MAX'],
    ring: { kind: 'on-shift' },
  });
}

async function connectWebsite({ services, workspaceId }: BatonApp): Promise<string> {
  const added = await services.intake.add(
    { workspaceId, name: 'Website', signing: { scheme: 'standard' }, channelId: 'C_LEADS', mapping: undefined },
    'U_ADA',
  );
  if (added.kind === 'refused') throw new Error(added.sentence);
  rememberSecret(added.secret);
  return added.secret;
}

/** A log whose entries tests may read. */
export interface RecordingLog extends Log {
  readonly entries: readonly { level: Level; event: string; fields: Record<string, unknown> }[];
  /** The same as the program would write it: JSON, and nothing but the fields that may be logged. */
  readonly lines: readonly string[];
}

type Level = 'info' | 'warn' | 'error';

function recordingLog(): RecordingLog {
  const entries: { level: Level; event: string; fields: Record<string, unknown> }[] = [];
  const lines: string[] = [];
  const written = createLog({ level: 'info', now: () => 0, destination: { write: (line) => void lines.push(line) } });
  const at =
    (level: Level) =>
    (event: string, fields: Record<string, unknown> = {}) => {
      entries.push({ level, event, fields });
      written[level](event, fields);
    };
  return { entries, lines, info: at('info'), warn: at('warn'), error: at('error') };
}
