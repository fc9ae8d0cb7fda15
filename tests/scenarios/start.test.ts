import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/platform/clock.ts';
import { backends, openAt } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';
import { environmentOf, runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';

const SECRET_NOT_SHOWN = 'xoxb-not-the-token';

describe.each(backends)('the program, on $name', (backend) => {
  it('starts, takes a lead and a click, and SIGTERM ends it with 0 after it has finished what runs', async () => {
    const { slack, env, send, cardsOf, address } = await withDatabase(backend);
    const baton = runProgram(['start'], env);
    const port = await baton.port();
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    expect(await send(port, 'Acme Robotics')).toBe(200);
    const ana = slack.person('U_ANA');
    await ana.press(await slack.until(() => cardsOf('Acme Robotics')[0]), 'Claim');
    await slack.until(() => ana.dms().some(({ says }) => says.includes(formLead('Acme Robotics').email)));

    const isCard = ({ text }: { text?: unknown }) => String(text).includes('Second Corp');
    slack.faults.on('chat.postMessage', { kind: 'slow', ms: 700, when: 'after' }, { matching: isCard });
    expect(await send(port, 'Second Corp')).toBe(200);
    await slack.until(() => slack.records.callsOf('chat.postMessage').some(({ args }) => isCard(args)));
    const toldAt = systemClock.now();
    baton.child.kill('SIGTERM');
    expect(await baton.ended()).toBe(0);
    expect(systemClock.now() - toldAt).toBeLessThan(9_000);
    expect(baton.logged('baton.stopped')).toHaveLength(1);
    expect(baton.complained).toBe('');
    const shown = openAt(address).db.selectFrom('messages').selectAll().where('key', 'like', 'lead.card:%');
    expect((await shown.execute()).map(({ state }) => state)).toEqual(['shown', 'shown']);
    await slack.until(() => slack.sockets.open.length === 0);
  });

  it('killed right after a 2xx has the lead on disk, and the next start posts it once', async () => {
    const { slack, env, sendUntilTaken, leads, cardsOf } = await withDatabase(backend);
    const names = Array.from({ length: 12 }, (_, at) => `Company ${String(at).padStart(2, '0')}`);
    const first = runProgram(['start'], env);
    const port = await first.port();
    const answers = await Promise.all(names.map((name) => sendUntilTaken(port, name)));
    first.child.kill('SIGKILL');
    expect(answers).toEqual(names.map(() => 200));
    expect(await first.ended()).toBe('SIGKILL');
    const kept = (await leads()).map(({ company }) => company ?? '');
    expect(kept.toSorted((a, b) => a.localeCompare(b))).toEqual(names);

    await runProgram(['start'], env).port();
    // Its predecessor's lease has to end first, and a post in doubt has its grace.
    await slack.until(() => names.every((name) => cardsOf(name).length > 0));
    expect(names.map((name) => cardsOf(name).length)).toEqual(names.map(() => 1));
  });

  it('another workspace’s token on the same database is refused with a sentence, and with 78', async () => {
    const { env } = await withDatabase(backend);
    const other = createServer((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, team_id: 'T_OTHER', team: 'Other Inc', user_id: 'U_BOT', bot_id: 'B' }));
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/api/`;
    const baton = runProgram(['start'], { ...env, SLACK_API_URL: url });
    expect(await baton.ended()).toBe(78);
    expect(baton.complained).toMatch(/belongs to the workspace “Acme”, but the token is for “Other Inc”/);
    expect(baton.complained.trim().split('\n')).toHaveLength(1);
  });
});

describe('what keeps it from starting', () => {
  const [sqlite] = backends;

  it('a faulty environment: one sentence for each fault, without a value, and 78', async () => {
    const baton = runProgram(['start'], {
      SLACK_BOT_TOKEN: 'token-without-prefix',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://slack.example/api/',
      DATABASE_URL: 'mysql://me:hunter2@host/db',
      PORT: 'eighty',
    });
    expect(await baton.ended()).toBe(78);
    const sentences = baton.complained.trim().split('\n');
    expect(sentences).toHaveLength(4);
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_API_URL', 'DATABASE_URL', 'PORT']) {
      expect(sentences.filter((sentence) => sentence.startsWith(name))).toHaveLength(1);
    }
    expect(baton.complained).not.toMatch(/without-prefix|hunter2|eighty|slack\.example/);
  });

  it.each<[string, (env: Record<string, string>) => Record<string, string>, RegExp, number]>([
    ['a revoked token at the first start', (env) => env, /Slack refused SLACK_BOT_TOKEN \(invalid_auth\)/, 78],
    [
      'a Slack that cannot be reached at the first start',
      (env) => ({ ...env, SLACK_API_URL: 'http://127.0.0.1:9/api/' }),
      /Slack cannot be reached/,
      1,
    ],
    [
      'a PostgreSQL that cannot be reached',
      (env) => ({ ...env, DATABASE_URL: 'postgres://me:hidden@127.0.0.1:9/db' }),
      /The database cannot be reached/,
      1,
    ],
  ])('%s: one sentence', async (_, change, sentence, code) => {
    const { slack } = await openOffice(sqlite ?? never());
    const env = environmentOf(slack, { kind: 'sqlite', path: 'data/baton.db' });
    const baton = runProgram(['start'], change({ ...env, SLACK_BOT_TOKEN: SECRET_NOT_SHOWN }));
    expect(await baton.ended()).toBe(code);
    expect(baton.complained).toMatch(sentence);
    expect(baton.complained.trim().split('\n')).toHaveLength(1);
    expect(baton.complained + baton.said).not.toMatch(/xoxb-|hidden/);
  });

  it('a refused app token: one sentence, and nothing keeps running', async () => {
    const { env } = await withDatabase(sqlite ?? never());
    const baton = runProgram(['start'], { ...env, SLACK_APP_TOKEN: 'xapp-not-this-one' });
    expect(await baton.ended()).toBe(78);
    expect(baton.complained).toMatch(/Slack refused SLACK_APP_TOKEN/);
  });

  it('a port that is taken: one sentence', async () => {
    const { env } = await withDatabase(sqlite ?? never());
    const taken = createServer().listen(0);
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const baton = runProgram(['start'], { ...env, PORT: String(port) });
    expect(await baton.ended()).toBe(1);
    expect(baton.complained).toBe(`Port ${port} is taken by another program: stop it, or set PORT to a free one.\n`);
  });

  it('an old Node, in words that it can read', () => {
    const program = fileURLToPath(new URL('../../bin/baton.mjs', import.meta.url));
    const old = 'Object.defineProperty(process.versions, "node", { value: "20.19.0" })';
    const pretend = `data:text/javascript,${encodeURIComponent(old)}`;
    const ran = spawnSync(process.execPath, ['--import', pretend, program, 'start'], { encoding: 'utf8' });
    expect(ran.status).toBe(78);
    expect(ran.stderr).toMatch(/^Baton needs Node 22\.18 or newer; this is 20\.19\.0\./);
  });
});

function never(): never {
  throw new Error('There is no SQLite');
}
