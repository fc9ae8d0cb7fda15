import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Duration, HOUR, MINUTE, SECOND } from './core/instants.ts';
import { DEFAULT_JOB_TIMING, type JobTiming } from './platform/jobs/timing.ts';
import { MALFORMED_KEY, MISSING_KEY, parseKey } from './platform/secret-key.ts';
import type { SlackTiming } from './platform/slack/create-slack.ts';

/** Everything a process is told from outside, checked. */
export type Config = Settings & SlackAccess;

interface Settings {
  readonly slackApiUrl: string;
  readonly database: DatabaseAddress;
  /** Where the key of the stored secrets is made and kept; undefined on PostgreSQL, which needs `secretKey`. */
  readonly keyFile: string | undefined;
  readonly secretKey: string | undefined;
  readonly port: number;
  /** Under which address the world reaches our HTTP server; without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** Called after each clean audit; undefined for nobody. */
  readonly heartbeatUrl?: string | undefined;
  readonly logLevel: 'error' | 'warn' | 'info' | 'silent';
  readonly timing: Timing;
}

type DatabaseAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Without any token of Slack there is nothing to connect to: the playground brings a Slack of its own. */
type SlackAccess =
  | { readonly mode: 'socket'; readonly slack: { readonly botToken: string; readonly appToken: string } }
  | { readonly mode: 'http'; readonly slack: { readonly botToken: string; readonly signingSecret: string } }
  | { readonly mode: 'playground' };

/** Waiting times that no operator needs to set, here so that tests can shorten them. */
export interface Timing {
  readonly jobs: JobTiming;
  /** What differs from the defaults of platform/slack. */
  readonly slack: Partial<SlackTiming>;
  readonly notices: { readonly lateAfter: Duration; readonly mergedEvery: Duration; readonly rationPerDay: number };
  /** From one prompt of a ritual to the next of the same minute: Slack takes a few hundred messages a minute (DEL-6). */
  readonly promptPace: Duration;
  /** How long a claim can be given back without a reason, and a release be undone. */
  readonly undoFor: Duration;
  /** How long a stop waits for requests that run. */
  readonly httpClose: Duration;
  /** What one form may send: so many at once, then so many each second. */
  readonly intake: { readonly burst: number; readonly perSecond: number };
}

export function defaultTiming(database: DatabaseAddress['kind']): Timing {
  return {
    // PostgreSQL is shared by processes, and its notifications may be lost with a connection.
    jobs: { ...DEFAULT_JOB_TIMING, pollMs: database === 'postgres' ? 250 : DEFAULT_JOB_TIMING.pollMs },
    slack: {},
    notices: { lateAfter: 10 * MINUTE, mergedEvery: HOUR, rationPerDay: 3 },
    promptPace: SECOND / 5,
    undoFor: MINUTE,
    httpClose: 8 * SECOND,
    intake: { burst: 3_000, perSecond: 50 },
  };
}

/** The environment: the one list of variables; `.env.example` explains each. A message is a whole sentence and never holds a value. */
export const environment = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(
      /^xoxb-\S+$/,
      'SLACK_BOT_TOKEN must begin with xoxb-: copy it from “OAuth & Permissions” of your app at api.slack.com/apps.',
    )
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(
      /^xapp-\S+$/,
      'SLACK_APP_TOKEN must begin with xapp-: copy it from “Basic Information”, “App-Level Tokens”, of your app at api.slack.com/apps.',
    )
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(
      /^\S{8,}$/,
      'SLACK_SIGNING_SECRET is too short or has a space in it: copy it from “Basic Information”, “App Credentials”, of your app at api.slack.com/apps.',
    )
    .optional(),
  SLACK_API_URL: z.string().default('https://slack.com/api/').transform(readSlackApiUrl),
  DATABASE_URL: z.string().default('sqlite:data/baton.db').transform(readDatabaseUrl),
  PORT: z
    .string()
    .default('3000')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'PORT must be a number from 0 to 65535.')
    .transform(Number),
  PUBLIC_URL: z.string().transform(readPublicUrl).optional(),
  HEARTBEAT_URL: z.string().transform(readHeartbeatUrl).optional(),
  BATON_SECRET_KEY: z
    .string()
    .refine((text) => parseKey(text) !== undefined, MALFORMED_KEY)
    .optional(),
  LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'silent'], 'LOG_LEVEL must be error, warn, info or silent.')
    .default('info'),
});

export type ReadConfig =
  | { readonly kind: 'ok'; readonly config: Config }
  /** One sentence each, for whoever starts Baton. */
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment, and `.env` in the working folder for what isn't set there; the only reader of both. Also puts
 * the process on UTC, because dates for display are formatted with their own zone or not at all.
 */
export function readConfig(env: Env = process.env): ReadConfig {
  process.env.TZ = 'UTC';
  const fault = env === process.env ? loadEnvFile() : undefined;
  // `PORT=` in a copied example means “not set”.
  const given = Object.fromEntries(
    Object.keys(environment.shape).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const parsed = environment.safeParse(given);
  const access = accessOf(given);
  const faults = [
    ...(fault === undefined ? [] : [fault]),
    ...(parsed.success ? [] : parsed.error.issues.map(({ message }) => message)),
    ...(access.kind === 'fault' ? [access.fault] : []),
  ];
  const isPlayground = access.kind === 'ok' && access.access.mode === 'playground';
  if (parsed.success && needsKey(parsed.data) && !isPlayground) faults.push(MISSING_KEY);
  if (!parsed.success || access.kind === 'fault' || faults.length > 0) return { kind: 'faults', faults };

  const { SLACK_API_URL: slackApiUrl, PORT: port, PUBLIC_URL: publicUrl, LOG_LEVEL: logLevel } = parsed.data;
  // A demo company must not keep a real watchman quiet.
  const heartbeatUrl = isPlayground ? undefined : parsed.data.HEARTBEAT_URL;
  const stored = isPlayground ? PLAYGROUND : storageOf(parsed.data.DATABASE_URL, parsed.data.BATON_SECRET_KEY);
  const timing = defaultTiming(stored.database.kind);
  return {
    kind: 'ok',
    config: { ...access.access, slackApiUrl, port, publicUrl, heartbeatUrl, logLevel, ...stored, timing },
  };
}

type Storage = Pick<Config, 'database' | 'keyFile' | 'secretKey'>;

/** Whatever DATABASE_URL says: no demo company may ever meet a real one. */
const PLAYGROUND: Storage = {
  database: { kind: 'sqlite', path: 'data/playground.db' },
  keyFile: 'data/playground.key',
  secretKey: undefined,
};

function storageOf(database: DatabaseAddress, secretKey: string | undefined): Storage {
  const keyFile = database.kind === 'sqlite' ? join(dirname(database.path), 'secret.key') : undefined;
  return { database, keyFile, secretKey };
}

function needsKey(given: { DATABASE_URL: DatabaseAddress; BATON_SECRET_KEY?: string | undefined }): boolean {
  return given.DATABASE_URL.kind === 'postgres' && given.BATON_SECRET_KEY === undefined;
}

function accessOf(given: Env): { kind: 'ok'; access: SlackAccess } | { kind: 'fault'; fault: string } {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = given;
  if (botToken !== undefined && appToken !== undefined) {
    return { kind: 'ok', access: { mode: 'socket', slack: { botToken, appToken } } };
  }
  if (botToken !== undefined && signingSecret !== undefined) {
    return { kind: 'ok', access: { mode: 'http', slack: { botToken, signingSecret } } };
  }
  if (botToken !== undefined) return { kind: 'fault', fault: NO_WAY_IN };
  if (appToken !== undefined || signingSecret !== undefined) return { kind: 'fault', fault: NO_BOT_TOKEN };
  return { kind: 'ok', access: { mode: 'playground' } };
}

const NO_WAY_IN =
  'SLACK_APP_TOKEN is missing: make one with the scope connections:write under “Basic Information”, “App-Level Tokens”, of your app at api.slack.com/apps. (For HTTP instead of Socket Mode set SLACK_SIGNING_SECRET, under “App Credentials” on the same page.)';
const NO_BOT_TOKEN =
  'SLACK_BOT_TOKEN is missing: install your app to the workspace, then copy the “Bot User OAuth Token” from “OAuth & Permissions” of your app at api.slack.com/apps.';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

type Issues = Pick<z.core.$RefinementCtx, 'addIssue'>;

/** Tokens go to this address: nowhere but to Slack, or to a stand-in on this machine. Ends in a slash, as Slack's client wants. */
function readSlackApiUrl(text: string, issues: Issues): string {
  const url = URL.parse(text);
  const isSlack = url?.protocol === 'https:' && /(^|\.)slack\.com$/.test(url.hostname) && url.port === '';
  const isLocal = url?.protocol === 'http:' && LOOPBACK.has(url.hostname);
  if (url !== null && (isSlack || isLocal) && isBare(url)) return url.href.replace(/\/*$/, '/');
  issues.addIssue(
    'SLACK_API_URL must be an https address of slack.com, or an http address of this machine (127.0.0.1).',
  );
  return z.NEVER;
}

function readDatabaseUrl(text: string, issues: Issues): DatabaseAddress {
  const path = /^sqlite:(?:\/\/)?(.*)$/.exec(text)?.[1]?.trim();
  // In memory nothing would survive a restart, which is what a database is for here.
  if (path !== undefined && path !== '' && path !== ':memory:') return { kind: 'sqlite', path };
  if (/^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text)) return { kind: 'postgres', url: text };
  issues.addIssue(
    'DATABASE_URL must be sqlite:<file>, such as sqlite:data/baton.db, or postgres://user:password@host/database.',
  );
  return z.NEVER;
}

function readPublicUrl(text: string, issues: Issues): string {
  const url = URL.parse(text);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url !== null && isSafe && isBare(url)) return url.href.replace(/\/+$/, '');
  issues.addIssue('PUBLIC_URL must be an https address without query, such as https://baton.example.com.');
  return z.NEVER;
}

/** May have a path and a query, which is how such services know who calls. */
function readHeartbeatUrl(text: string, issues: Issues): string {
  const url = URL.parse(text);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url !== null && isSafe && url.username === '' && url.password === '' && url.hash === '') return url.href;
  issues.addIssue(
    'HEARTBEAT_URL must be an https address without a name and a password in it, such as https://watch.example.com/ping/baton.',
  );
  return z.NEVER;
}

const isBare = (url: URL): boolean =>
  url.username === '' && url.password === '' && url.search === '' && url.hash === '';

function loadEnvFile(): string | undefined {
  try {
    process.loadEnvFile('.env');
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    return 'The file .env is there but cannot be read: check who owns it and its permissions.';
  }
}
