import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Config, environment, readConfig } from '../src/config.ts';

const bot = { SLACK_BOT_TOKEN: 'xoxb-1-canary' };
const socket = { ...bot, SLACK_APP_TOKEN: 'xapp-1-canary' };
const postgres = 'postgres://baton:canary@db.example/baton';
const secretKey = Buffer.alloc(32, 7).toString('base64');

function config(env: Record<string, string>): Config {
  const read = readConfig(env);
  if (read.kind === 'faults') throw new Error(read.faults.join(' '));
  return read.config;
}
function faults(env: Record<string, string>): readonly string[] {
  const read = readConfig(env);
  return read.kind === 'faults' ? read.faults : [];
}

describe('the environment', () => {
  it('needs nothing: without Slack’s tokens it is the playground', () => {
    expect(config({})).toMatchObject({
      mode: 'playground',
      slackApiUrl: 'https://slack.com/api/',
      port: 3000,
      publicUrl: undefined,
      logLevel: 'info',
    });
  });

  it.each([
    [{}, 'playground'],
    [socket, 'socket'],
    [{ ...bot, SLACK_SIGNING_SECRET: '0123456789abcdef' }, 'http'],
    [{ ...socket, SLACK_SIGNING_SECRET: '0123456789abcdef' }, 'socket'],
  ])('%j: the mode is %s', (env, mode) => {
    expect(config(env).mode).toBe(mode);
  });

  it.each([
    ['a bot token alone', bot, 'SLACK_APP_TOKEN is missing', '“App-Level Tokens”'],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is missing', '“OAuth & Permissions”'],
    [
      'a signing secret alone',
      { SLACK_SIGNING_SECRET: '0123456789abcdef' },
      'SLACK_BOT_TOKEN is missing',
      '“OAuth & Permissions”',
    ],
  ])('%s is half a set: one sentence says what is missing and where it is found', (_what, env, missing, place) => {
    const [fault = '', ...more] = faults(env);
    expect(more).toEqual([]);
    expect(fault).toContain(missing);
    expect(fault).toContain(place);
  });

  it('says all faults at once, and never a value', () => {
    const said = faults({
      SLACK_BOT_TOKEN: 'xapp-canary',
      SLACK_APP_TOKEN: 'xoxb-canary',
      SLACK_SIGNING_SECRET: 'ca ry',
      SLACK_API_URL: 'https://canary.example/api/',
      DATABASE_URL: 'mysql://canary',
      PORT: '70000',
      PUBLIC_URL: 'ftp://canary',
      HEARTBEAT_URL: 'http://canary.example',
      BATON_SECRET_KEY: 'canary',
      LOG_LEVEL: 'canary',
    });
    const named = said.map((sentence) => sentence.split(' ')[0]);
    expect(new Set(named)).toEqual(new Set(Object.keys(environment.shape)));
    expect(named).toHaveLength(Object.keys(environment.shape).length);
    expect(said.join(' ')).not.toContain('canary');
    for (const sentence of said) expect(sentence).toMatch(/\.\)?$/);
  });

  it('takes empty variables for none and trims the others', () => {
    expect(config({ SLACK_BOT_TOKEN: '', PORT: ' ', LOG_LEVEL: ' warn ' })).toMatchObject({
      mode: 'playground',
      port: 3000,
      logLevel: 'warn',
    });
  });

  it('puts the process on UTC', () => {
    config({});
    expect(process.env.TZ).toBe('UTC');
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe('UTC');
  });

  it('is filled up from .env in the working folder, which never overrules it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-env-'));
    const [before, level] = [process.cwd(), process.env.LOG_LEVEL];
    const port = process.env.PORT;
    try {
      writeFileSync(join(folder, '.env'), 'PORT=4321\nLOG_LEVEL=error\n');
      delete process.env.PORT;
      process.env.LOG_LEVEL = 'warn';
      process.chdir(folder);
      expect(readConfig()).toMatchObject({ config: { port: 4321, logLevel: 'warn' } });
    } finally {
      process.chdir(before);
      restore('LOG_LEVEL', level);
      restore('PORT', port);
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the database', () => {
  it.each([
    ['sqlite:data/baton.db', 'data/baton.db', 'data/secret.key'],
    ['sqlite://data/baton.db', 'data/baton.db', 'data/secret.key'],
    ['sqlite:/var/lib/baton/b.db', '/var/lib/baton/b.db', '/var/lib/baton/secret.key'],
    ['sqlite:///var/lib/baton/b.db', '/var/lib/baton/b.db', '/var/lib/baton/secret.key'],
  ])('%s is a file, with the key beside it', (url, path, keyFile) => {
    expect(config({ ...socket, DATABASE_URL: url })).toMatchObject({ database: { kind: 'sqlite', path }, keyFile });
  });

  it('is data/baton.db by default', () => {
    expect(config(socket)).toMatchObject({
      database: { kind: 'sqlite', path: 'data/baton.db' },
      keyFile: 'data/secret.key',
    });
  });

  it('on PostgreSQL needs a key, and is looked at more often', () => {
    expect(faults({ ...socket, DATABASE_URL: postgres })).toEqual([
      expect.stringContaining('BATON_SECRET_KEY is missing: on PostgreSQL'),
    ]);
    const there = config({ ...socket, DATABASE_URL: postgres, BATON_SECRET_KEY: secretKey });
    expect(there).toMatchObject({ database: { kind: 'postgres', url: postgres }, secretKey, keyFile: undefined });
    expect(there.timing.jobs.pollMs).toBeLessThan(config(socket).timing.jobs.pollMs);
  });

  it('of the playground is its own, whatever DATABASE_URL says', () => {
    for (const env of [
      {},
      { DATABASE_URL: postgres },
      { DATABASE_URL: 'sqlite:data/baton.db', BATON_SECRET_KEY: secretKey },
    ]) {
      expect(config(env)).toMatchObject({
        database: { kind: 'sqlite', path: 'data/playground.db' },
        keyFile: 'data/playground.key',
        secretKey: undefined,
      });
    }
  });

  it.each(['sqlite:', 'sqlite::memory:', 'baton.db', 'postgres:', 'http://x', 'postgres://a:b@[/x'])(
    '%s is none',
    (url) => {
      expect(faults({ DATABASE_URL: url })).toEqual([expect.stringContaining('DATABASE_URL must be')]);
    },
  );
});

describe('addresses', () => {
  it.each([
    ['https://slack.com/api', 'https://slack.com/api/'],
    ['https://dev.slack.com/api/', 'https://dev.slack.com/api/'],
    ['http://127.0.0.1:4000/api/', 'http://127.0.0.1:4000/api/'],
    ['http://localhost:4000', 'http://localhost:4000/'],
    ['http://[::1]:4000/api', 'http://[::1]:4000/api/'],
  ])('SLACK_API_URL %s is %s', (given, url) => {
    expect(config({ SLACK_API_URL: given }).slackApiUrl).toBe(url);
  });

  it.each([
    'http://slack.com/api/',
    'https://slack.com.evil.example/api/',
    'https://evilslack.com/api/',
    'https://slack.com:8443/api/',
    'https://slack.com@evil.example/api/',
    'https://user:pass@slack.com/api/',
    'https://127.0.0.1/api/',
    'http://10.0.0.1/api/',
    'http://127.0.0.1.evil.example/',
    'slack.com/api',
    'file:///etc/passwd',
  ])('a token never goes to %s', (given) => {
    expect(faults({ SLACK_API_URL: given })).toEqual([expect.stringContaining('SLACK_API_URL must be')]);
  });

  it.each([
    ['https://baton.example.com/', 'https://baton.example.com'],
    ['https://example.com/baton', 'https://example.com/baton'],
    ['http://localhost:3000', 'http://localhost:3000'],
  ])('PUBLIC_URL %s is %s', (given, url) => {
    expect(config({ PUBLIC_URL: given }).publicUrl).toBe(url);
  });

  it.each(['http://baton.example.com', 'baton.example.com', 'https://x.example/?a=1', 'https://x.example/#a'])(
    'PUBLIC_URL %s is refused',
    (given) => {
      expect(faults({ PUBLIC_URL: given })).toHaveLength(1);
    },
  );

  it.each(['https://watch.example.com/ping/a-b?s=1', 'http://127.0.0.1:9/ping'])(
    'HEARTBEAT_URL %s is called',
    (given) => {
      expect(config({ ...bot, SLACK_APP_TOKEN: 'xapp-1-canary', HEARTBEAT_URL: given }).heartbeatUrl).toBe(given);
      // No demo company keeps a real watchman quiet.
      expect(config({ HEARTBEAT_URL: given }).heartbeatUrl).toBeUndefined();
    },
  );

  it.each([
    'http://watch.example.com/',
    'https://me:secret@watch.example.com/',
    'watch',
    'https://watch.example.com/#x',
  ])('HEARTBEAT_URL %s is refused', (given) => {
    expect(faults({ HEARTBEAT_URL: given })).toEqual([expect.stringContaining('HEARTBEAT_URL must be')]);
  });

  it.each(['-1', '65536', '3000.5', '0x10', '1e3', 'http'])('PORT %s is refused', (given) => {
    expect(faults({ PORT: given })).toEqual(['PORT must be a number from 0 to 65535.']);
  });
});

describe('.env.example', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');

  it('names exactly the variables that are read, each with a comment, none with a value', () => {
    const variables = lines.filter((line) => /^[A-Z]/.test(line));
    expect(variables.map((line) => line.replace(/=$/, '')).toSorted()).toEqual(
      Object.keys(environment.shape).toSorted(),
    );
    for (const variable of variables) expect(lines[lines.indexOf(variable) - 1]).toMatch(/^# /);
  });
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
