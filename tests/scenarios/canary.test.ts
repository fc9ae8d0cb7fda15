import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';
import { expectNoCanary, rememberSecret, rememberWords } from '../support/canaries.ts';
import { formLead } from '../support/form-lead.ts';
import { typedIn } from '../support/leaks.ts';
import { runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';

/** What only the prospect and who holds the lead may know. */
const PROSPECT = {
  company: 'Kestrel Canary Ltd',
  name: 'Jolanda Canary',
  email: 'canary@prospect.example',
  phone: '+49 30 99887766',
  message: 'Please call me about the purple canary.',
};
const WORDS = /canary|prospect\.example|99887766|jolanda|kestrel/i;

it('every office and every program of this suite is searched for its secrets, and for the words of its leads', () => {
  rememberSecret('a-secret-of-this-test');
  rememberWords({ name: 'Jolanda Canary', data: { email: PROSPECT.email }, lead: 17, source: 'Website' });
  for (const leak of ['a-secret-of-this-test', 'Jolanda Canary', PROSPECT.email, ['xoxb', '1-2'].join('-')]) {
    expect(() => expectNoCanary('the log', `{"event":"lead.arrived","error":"${leak}"}`), leak).toThrow(/the log/);
  }
  expectNoCanary('the log', '{"event":"lead.arrived","lead":"17","source":"Website"}');
});

it('what anybody types is known by what Slack has delivered: fields of forms, and what stands behind a lead’s number', () => {
  const field = (type: string, value: string | null) => ({ block: { input: { type, value } } });
  const form = (values: object) => ({ payload: { type: 'view_submission', view: { state: { values } } } });
  expect(
    typedIn([
      form(field('plain_text_input', 'We call on Fridays')),
      form(field('plain_text_input', null)),
      form(field('number_input', '1 000 000')),
      { payload: { command: '/lead', text: 'release 17 wrong region' } },
      { payload: { command: '/lead', text: 'contact 17 reached' } },
      { payload: { command: '/baton', text: 'lead list' } },
      { payload: { type: 'block_actions' } },
    ]),
  ).toEqual(['We call on Fridays', 'wrong region']);
});

describe.each(backends)('secrets and people’s words, on $name', (backend) => {
  it('are not in the log of a whole story, faults and refusals included', async () => {
    const { slack, clock, send, log, database, app } = await openOffice(backend);
    const ana = slack.person('U_ANA');
    slack.faults.on('chat.postMessage', { kind: 'http-error', status: 503, when: 'after' });
    slack.faults.on('chat.update', { kind: 'error', error: 'invalid_blocks' });
    await send(PROSPECT, { id: 'canary-delivery' });
    await send({ ...PROSPECT, name: 'Another Canary' }, { id: 'canary-delivery' });
    await send(PROSPECT, { headers: { 'webhook-signature': 'v1,Y2FuYXJ5' } });
    await send({ company: 'Canary without a contact' });
    clock.advance(20_000);
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim')));
    await ana.press(card, 'Claim');
    await slack.until(() => ana.dms().some(({ says }) => says.includes(PROSPECT.email)));
    await ana.type('/lead contact canary@prospect.example', 'leads');
    await slack
      .person('U_GUS')
      .press(card, 'Claim')
      .catch(() => {});
    await database.db.schema.alterTable('leads').renameTo('leads_away').execute();
    await ana.type('/lead list canary', 'leads');
    expect((await send({ ...PROSPECT, company: 'Canary Two' })).status).toBe(500);
    await database.db.schema.alterTable('leads_away').renameTo('leads').execute();
    slack.admin.archiveChannel('C_LEADS');
    clock.advance(61 * MINUTE);
    await slack.until(() =>
      slack
        .person('U_MAX')
        .dms()
        .some(({ says }) => /no first contact by/.test(says)),
    );
    await app.stop();

    expect(log.lines.length).toBeGreaterThan(20);
    const leaks = log.lines.filter(
      (line) => WORDS.test(line) || line.includes(slack.tokens.bot) || line.includes(slack.tokens.app),
    );
    expect(leaks).toEqual([]);
  });

  it('are not in what the real program says, and its secrets not in the database', async () => {
    const { slack, env, send, cardsOf, address, secret } = await withDatabase(backend);
    const baton = runProgram(['start'], env);
    const port = await baton.port();
    const jane = formLead('Kestrel Canary Ltd');
    await send(port, jane.company);
    const ana = slack.person('U_ANA');
    slack.faults.on('chat.update', { kind: 'http-error', status: 503, when: 'before' });
    await ana.press(await slack.until(() => cardsOf('Kestrel Canary Ltd')[0]), 'Claim');
    await slack.until(() => ana.dms().some(({ says }) => says.includes(jane.email)));
    await fetch(`http://127.0.0.1:${port}/hooks/form?token=${secret}`, { method: 'POST', body: '{}' });
    baton.child.kill('SIGTERM');
    expect(await baton.ended()).toBe(0);

    const secrets = [env.SLACK_BOT_TOKEN, env.SLACK_APP_TOKEN, env.BATON_SECRET_KEY, secret].filter(
      (one) => one !== undefined,
    );
    expect(secrets).toHaveLength(4);
    const said = baton.said + baton.complained;
    expect(baton.logged('job.ended').length).toBeGreaterThan(0);
    for (const one of [...secrets, jane.email, jane.name, 'Kestrel']) expect(said).not.toContain(one);
    if (address.kind !== 'sqlite') return;
    const files = [address.path, `${address.path}-wal`].map((path) => bytesOf(path)).join('');
    expect(files).toContain(jane.email);
    for (const one of secrets) expect(files).not.toContain(one);
  });
});

/** Empty if there is no such file: SQLite removes its log when it is closed. */
function bytesOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
