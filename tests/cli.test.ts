import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FIRST_LEAD } from '../playground/sample-leads.ts';
import { systemClock } from '../src/platform/clock.ts';
import { type Backend, backends } from './support/backends.ts';
import { type OfficeOptions, openOffice } from './support/baton.ts';
import { environmentOf, runProgram } from './support/process.ts';

/** The command line on the database of a Baton that is at work. */
async function withOffice(backend: Backend, options: OfficeOptions = {}) {
  const address = await backend.address();
  const office = await openOffice({ ...backend, address: async () => address }, { at: systemClock.now(), ...options });
  const env = environmentOf(office.slack, address);
  return {
    ...office,
    env,
    async run(...args: string[]) {
      const baton = runProgram(args, env);
      const code = await baton.ended();
      return { code, said: baton.said, complained: baton.complained };
    },
  };
}

describe.each(backends)('baton hooks dead and replay, on $name', (backend) => {
  it('show what made no lead without its words, and try it again where Baton runs', async () => {
    const { app, database, run, send } = await withOffice(backend);
    await send({ firma: 'Acme', adresse: 'jane@acme.example' });
    const dead = await run('hooks', 'dead', 'website');
    expect([dead.code, dead.complained]).toEqual([0, '']);
    expect(dead.said).toMatch(/^\S+\t\S+Z\tno e-mail, no phone, and no name with a company\tfirma, adresse\n$/);

    const ada = { id: 'U_ADA', workspaceId: app.workspaceId };
    await app.services.intake.saveFields(ada, 'website', { version: 1, written: { email: 'adresse' } });
    const [id = ''] = dead.said.split('\t');
    expect(await run('hooks', 'replay', id)).toMatchObject({ code: 0, said: expect.stringContaining('1 delivery is') });
    const leads = () => database.db.selectFrom('leads').select('email').execute();
    await expect.poll(leads).toEqual([{ email: 'jane@acme.example' }]);

    expect(await run('hooks', 'replay', id)).toMatchObject({
      code: 78,
      complained: `Nothing of “${id}” waits to be tried again. "hooks dead" shows what does.\n`,
    });
    expect(await run('hooks', 'dead', 'nowhere')).toMatchObject({
      code: 78,
      complained: 'There is no address “nowhere”. "hooks list" shows them.\n',
    });
    expect((await run('hooks', 'dead', 'website')).said).toBe('Everything that arrived there is understood.\n');
  });
});

describe('baton help', () => {
  it('names every command', async () => {
    const baton = runProgram(['help'], {});
    expect(await baton.ended()).toBe(0);
    for (const command of [
      'start',
      'playground',
      'migrate',
      'doctor',
      'backup',
      'hooks',
      'webhooks',
      'export',
      'erase',
    ])
      expect(baton.said).toContain(command);
  });

  it('an unknown command ends with a sentence and 1', async () => {
    const baton = runProgram(['strat'], {});
    expect(await baton.ended()).toBe(1);
    expect(baton.complained).toMatch(/unknown command 'strat'.*\n?.*Did you mean start.*--help after a word/s);
  });
});

describe('baton playground', () => {
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1-real', SLACK_APP_TOKEN: 'xapp-1-real' };

  it('does not start beside the tokens of a real Slack, and says how it would', async () => {
    const baton = runProgram(['playground'], { ...tokens, PORT: '0' });
    expect(await baton.ended()).toBe(78);
    expect(baton.complained).toMatch(/^Tokens of a real Slack are set here.*--beside-tokens\.\n$/);
    expect(baton.said).toBe('');
  });

  it.each([
    ['with no tokens there', ['start'], {}],
    ['beside them when asked to', ['playground', '--beside-tokens'], tokens],
  ])('runs until it is told to stop, %s', async (_case, args, env) => {
    const baton = runProgram(args, { ...env, PORT: '0' }, { shows: [FIRST_LEAD.email] });
    // It builds its page and lives through a week first, for which a busy machine takes minutes.
    await expect.poll(() => baton.said + baton.complained, { timeout: 200_000 }).toContain('Ctrl-C stops it.');
    const url = /http:\/\/localhost:\d+$/m.exec(baton.said)?.[0] ?? '';
    expect(await (await fetch(url)).text()).toContain('Baton playground');
    baton.child.kill('SIGTERM');
    expect([await baton.ended(), baton.complained]).toEqual([0, '']);
  });
});

describe.each(backends)('baton, on $name', (backend) => {
  it('hooks add, list and rotate: the secret is shown once and works', async () => {
    const { run, env, port } = await withOffice(backend);
    const added = await run('hooks', 'add', 'Fair', '--scheme', 'token');
    expect([added.code, added.complained]).toEqual([0, '']);
    const address = /Address {2}(\S+)/.exec(added.said)?.[1];
    expect(address).toBe('http://localhost:0/hooks/fair');
    const secretIn = (said: string): string => /Secret {3}(\S+)/.exec(said)?.[1] ?? '';

    async function send(secret: string, id: string): Promise<number> {
      const body = JSON.stringify({ company: `Acme ${id}`, email: 'jane@acme-robotics.example' });
      const headers = { 'x-baton-token': secret, 'idempotency-key': id };
      return (await fetch(`http://127.0.0.1:${port}/hooks/fair`, { method: 'POST', body, headers })).status;
    }
    expect(await send(secretIn(added.said), 'one')).toBe(200);

    const rotated = await run('hooks', 'rotate', 'fair');
    expect(secretIn(rotated.said)).not.toBe(secretIn(added.said));
    expect(await send(secretIn(rotated.said), 'two')).toBe(200);
    expect(await send(secretIn(added.said), 'three')).toBe(200);

    const list = await run('hooks', 'list');
    expect(list.said).toMatch(/^Website\t\S+\/hooks\/website\tstandard\tC_LEADS$/m);
    expect(list.said).toMatch(/^Fair\t\S+\/hooks\/fair\ttoken\tC_LEADS$/m);
    for (const secret of [secretIn(added.said), secretIn(rotated.said), env.BATON_SECRET_KEY ?? '']) {
      expect(list.said).not.toContain(secret);
    }
  });

  it('hooks add takes how a sender names its deliveries, and how it writes its signature', async () => {
    const { run, port, database } = await withOffice(backend);
    const options = ['--header', 'X-Key', '--prefix', 'Bearer ', '--tolerance', '180', '--delivery-path', 'meta.id'];
    const added = await run('hooks', 'add', 'Fair', '--scheme', 'token', ...options);
    const secret = /Secret {3}(\S+)/.exec(added.said)?.[1] ?? '';
    const send = async (company: string) => {
      const body = JSON.stringify({ company, email: 'jane@acme-robotics.example', meta: { id: 'same' } });
      const headers = { 'x-key': `Bearer ${secret}` };
      return (await fetch(`http://127.0.0.1:${port}/hooks/fair`, { method: 'POST', body, headers })).status;
    };
    expect([await send('Acme'), await send('Acme'), await send('Other')]).toEqual([200, 200, 409]);
    const endpoint = await database.db.selectFrom('endpoints').selectAll().where('id', '=', 'fair').executeTakeFirst();
    expect(JSON.parse(endpoint?.scheme ?? '{}')).toMatchObject({ tolerance: 180_000 });
  });

  it('hooks says what is wrong: a name that is taken, an address that is not there, a mapping that is none', async () => {
    const { run } = await withOffice(backend);
    const wrong = [
      [['hooks', 'add', 'Website'], /already/],
      [['hooks', 'rotate', 'nowhere'], /There is no address “nowhere”/],
      [['hooks', 'add', 'Fair', '--mapping', 'email: data..email'], /email/],
      [['hooks', 'add', 'Fair', '--delivery-path', 'data..id'], /The path of the delivery id/],
      [['hooks', 'add', 'Fair', '--tolerance', 'long'], /a number of seconds from 1 to 3600/],
    ] as const;
    for (const [args, sentence] of wrong) {
      const ran = await run(...args);
      expect([ran.code, ran.said]).toEqual([78, '']);
      expect(ran.complained).toMatch(sentence);
      expect(ran.complained.trim().split('\n')).toHaveLength(1);
    }
  });

  it('migrate brings an empty database up to date, and again', async () => {
    const { slack } = await withOffice(backend);
    const env = environmentOf(slack, await backend.address({ blank: true }));
    for (const _ of ['first', 'again']) {
      const baton = runProgram(['migrate'], env);
      expect(await baton.ended()).toBe(0);
      expect(baton.said).toBe('The database is up to date.\n');
    }
    const hooks = runProgram(['hooks', 'list'], env);
    expect(await hooks.ended()).toBe(78);
    expect(hooks.complained).toMatch(/Start Baton once first/);
  });

  it('doctor finds nothing where all is well', async () => {
    const { run } = await withOffice(backend);
    const { code, said } = await run('doctor');
    expect(
      said
        .trim()
        .split('\n')
        .map((line) => line.replaceAll(/ {2,}/g, ' ')),
    ).toEqual([
      expect.stringMatching(/^(ok|note) Program (built from|runs from its) /),
      'ok Configuration complete, Socket Mode.',
      'ok Database reachable, sound and up to date.',
      ...(backend.name === 'sqlite' ? [expect.stringMatching(/^ok Disk \d+\.\d GB free\.$/)] : []),
      'ok Work is being done, and nothing is overdue.',
      'ok Token works in the workspace “Acme”.',
      'ok Scopes all granted.',
      'ok App token opens Socket Mode.',
      'ok Set-up done.',
      'ok Channel leads go to #leads.',
      'note Address PUBLIC_URL is not set: forms elsewhere need an address at which they reach Baton.',
      'ok Clock as Slack’s.',
    ]);
    expect(code).toBe(0);
  });

  it('doctor says what is to be done', async () => {
    const { run, slack } = await withOffice(backend, {
      slack: { declined: ['channels:history', 'dnd:read', 'groups:history', 'im:history', 'users:read.email'] },
    });
    slack.admin.kickBot('C_LEADS');
    const kicked = await run('doctor');
    expect(kicked.code).toBe(1);
    expect(kicked.said).toMatch(/FAULT +Channel +Baton is not in #leads: type \/invite @Baton there\./);
    expect(kicked.said).toMatch(
      /note +Scopes +messages arrive at least once, and channels can’t be watched: reinstall with channels:history, /,
    );
    expect(kicked.said).toMatch(/note +Scopes +owners named by e-mail/);
    expect(kicked.said).toMatch(/note +Scopes +reminders can’t wait for the end of somebody’s quiet/);
    slack.admin.archiveChannel('C_LEADS');
    expect((await run('doctor')).said).toMatch(/FAULT +Channel +#leads is archived: choose another/);
    slack.admin.revokeToken();
    const revoked = await run('doctor');
    expect(revoked.code).toBe(1);
    expect(revoked.said).toMatch(/FAULT +Token/);
    expect(revoked.said).not.toContain(slack.tokens.bot);
  });

  it('doctor before the set-up says what comes next', async () => {
    const { run } = await withOffice(backend, { isSetUp: false });
    const { code, said } = await run('doctor');
    expect(code).toBe(1);
    expect(said).toMatch(/FAULT +Set-up +not done yet: type \/baton setup in Slack\./);
  });
});

describe('baton doctor', () => {
  it('lists every fault of the configuration', async () => {
    const baton = runProgram(['doctor'], { SLACK_BOT_TOKEN: 'x', PORT: 'eighty' });
    expect(await baton.ended()).toBe(1);
    expect(baton.said.match(/^FAULT +Configuration/gm)?.length).toBeGreaterThanOrEqual(2);
  });

  it('notices a clock that is wrong, and a token of another workspace', async () => {
    const [sqlite] = backends;
    if (sqlite === undefined) throw new Error('There is no SQLite');
    const { env } = await withOffice(sqlite);
    const other = createServer((_, response) => {
      response.setHeader('date', 'Sun, 01 Mar 2026 09:00:00 GMT');
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, team_id: 'T_OTHER', team: 'Other Inc', user_id: 'U_BOT' }));
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/api/`;
    const baton = runProgram(['doctor'], { ...env, SLACK_API_URL: url });
    expect(await baton.ended()).toBe(1);
    expect(baton.said).toMatch(/FAULT +Clock +is .* off Slack’s/);
    expect(baton.said).toMatch(/FAULT +Token +is for “Other Inc”, but the database belongs to “Acme”\./);
  });
});

describe.each(backends)('baton export standups on $name', (backend) => {
  it('writes what was posted to the output, as CSV and nothing else', async () => {
    const { run, app, database, clock } = await withOffice(backend);
    const admitted = await app.services.people.admit({ teamId: app.workspaceId, userId: 'U_MAX' });
    if (admitted.kind === 'refused') throw new Error(admitted.sentence);
    const { standups } = app.services;
    const form = await standups.setupForm(admitted.actor, undefined);
    if (form === 'not-yours') throw new Error(form);
    await standups.saveSetup(admitted.actor, {
      ...form,
      name: 'Handoff',
      channelId: 'C_SMARKETING',
      who: 'people',
      people: ['U_MAX'],
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    });
    const pending = () => database.db.selectFrom('ritual_slots').select('id').where('state', '=', 'pending').execute();
    await expect.poll(pending).toHaveLength(1);
    const [planned] = await pending();
    expect(await standups.post(admitted.actor, planned?.id ?? '')).toMatchObject({ kind: 'posted' });

    const { code, said } = await run('export', 'standups', '--from', '2020-01-01');
    expect([code, said.split('\n')[0]?.startsWith('date,standup,person,posted_at')]).toEqual([0, true]);
    expect(said).toContain(`,Handoff,Max Weber,${new Date(clock.now()).toISOString().slice(0, 10)}`);
    expect((await run('export', 'standups', '--until', '2020-01-01')).said.trim().split('\n')).toHaveLength(1);
  });

  it('refuses what is no day, with a sentence', async () => {
    const { run } = await withOffice(backend, { isSetUp: false });
    const { code, complained } = await run('export', 'standups', '--from', 'yesterday');
    expect([code === 0, complained]).toEqual([false, expect.stringContaining('--from is a day such as 2026-03-01.')]);
  });
});
