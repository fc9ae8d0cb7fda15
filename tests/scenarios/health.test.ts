import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

async function get({ port }: Office, path: string) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
  return { status: response.status, text: await response.text() };
}

/** One sample of the metrics: its name with its labels, as in the exposition format. */
async function sample(office: Office, name: string): Promise<number | undefined> {
  const { text } = await get(office, '/metrics');
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length));
}

describe.each(backends)('who watches the process, on $name', (backend) => {
  it('sees it alive all the time, and ready only while Slack can reach it', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    await slack.until(() => slack.sockets.open.length === 2);
    expect(await get(office, '/healthz')).toEqual({ status: 200, text: 'ok' });
    expect(await get(office, '/readyz')).toEqual({ status: 200, text: 'ready' });

    const isBack = await slack.faults.outage('refuse');
    slack.sockets.terminate();
    await expect.poll(() => get(office, '/readyz')).toEqual({ status: 503, text: 'not ready' });
    expect(await get(office, '/healthz')).toEqual({ status: 200, text: 'ok' });

    await isBack();
    await expect.poll(() => get(office, '/readyz')).toEqual({ status: 200, text: 'ready' });
  });

  it('is told nothing but that when the database is away, and a form is to send again', async () => {
    const office = await openOffice(backend);
    await expect.poll(() => get(office, '/readyz')).toMatchObject({ status: 200 });
    await office.database.db.schema.alterTable('jobs').renameTo('jobs_away').execute();
    expect(await get(office, '/readyz')).toEqual({ status: 503, text: 'not ready' });
    expect(await get(office, '/healthz')).toEqual({ status: 200, text: 'ok' });
    const away = await office.send(LEAD);
    expect(away.status).toBe(500);
    expect(away.text).not.toMatch(/jobs|sql/i);
    await office.database.db.schema.alterTable('jobs_away').renameTo('jobs').execute();
    expect(await get(office, '/readyz')).toEqual({ status: 200, text: 'ready' });
    expect((await office.send(LEAD)).text).toContain('accepted');
  });

  it('can count what came in, what was posted, acknowledged and done, and how late', async () => {
    const office = await openOffice(backend);
    const { slack, send } = office;
    const ana = slack.person('U_ANA');
    const card = () => ana.sees('C_LEADS').find(({ says }) => says.includes('Acme Robotics'));
    const before = (await sample(office, 'baton_slack_posts_total{outcome="posted"}')) ?? 0;
    await send(LEAD, { id: 'one' });
    await send(LEAD, { id: 'one' });
    await send({ company: 'Only a name' });
    await send(LEAD, { headers: { 'webhook-signature': 'v1,AAAA' } });
    await ana.press(await slack.until(card), 'Claim');
    await slack.until(() => ana.dms().some(({ says }) => says.includes('Jane Doe')));

    for (const outcome of ['accepted', 'known', 'kept', 'unsigned']) {
      expect([outcome, await sample(office, `baton_intake_total{outcome="${outcome}"}`)]).toEqual([outcome, 1]);
    }
    await expect
      .poll(async () => ((await sample(office, 'baton_slack_posts_total{outcome="posted"}')) ?? 0) - before)
      .toBeGreaterThanOrEqual(2);
    expect(await sample(office, 'baton_slack_ack_seconds_count{type="interactive"}')).toBe(1);
    expect(await sample(office, 'baton_slack_sockets')).toBeGreaterThan(0);
    expect(await sample(office, 'baton_job_lateness_seconds_count{kind="lead.card"}')).toBeGreaterThan(0);
    expect(await sample(office, 'baton_jobs{state="parked"}')).toBe(0);
    const { text } = await get(office, '/metrics');
    expect(text).not.toMatch(/acme|jane/i);
  });

  it('sees posts that Slack refused, put off, or left in doubt', async () => {
    const office = await openOffice(backend);
    const { slack, send, clock } = office;
    slack.faults.on('chat.postMessage', { kind: 'rate-limited', retryAfter: 1 });
    slack.faults.on('chat.postMessage', { kind: 'http-error', status: 503, when: 'after' });
    await send(LEAD);
    const count = (outcome: string) => sample(office, `baton_slack_posts_total{outcome="${outcome}"}`);
    await expect.poll(() => count('put-off')).toBe(1);
    await expect.poll(() => count('in-doubt')).toBe(1);
    clock.advance(16 * SECOND);
    await expect.poll(() => count('found')).toBe(1);
    slack.faults.on('chat.postMessage', { kind: 'error', error: 'is_archived' });
    await send({ ...LEAD, company: 'Second Corp' });
    await expect.poll(() => count('refused')).toBe(1);
  });
});
