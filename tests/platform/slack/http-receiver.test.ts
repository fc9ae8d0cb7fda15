import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sign } from '../../../playground/server/http-transport.ts';
import { MINUTE, SECOND } from '../../../src/core/instants.ts';
import type { Listeners } from '../../../src/platform/slack/listeners/listeners.ts';
import { SLACK_PATH } from '../../../src/platform/slack/receiving/http-receiver.ts';
import { connect, openSlack } from './workspace.ts';

const NEW_LEAD = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'New lead' },
  blocks: [{ type: 'divider' as const }],
};

/** Our side in HTTP mode behind a bare server; `ran` are the events and commands that were run. */
async function serve(listen: () => Promise<void> = async () => {}) {
  const { slack, clock } = await openSlack({ patienceMs: 1_000, eventRetryDelaysMs: [0, 50] });
  const ran: string[] = [];
  const listeners: Listeners<string> = {
    commands: [
      {
        command: '/lead',
        word: 'mine',
        usage: '',
        summary: '',
        run: async ({ actor }) => {
          ran.push(actor);
          return { kind: 'say', message: { text: 'None' } };
        },
      },
      {
        command: '/lead',
        word: 'new',
        usage: '',
        summary: '',
        run: async () => ({ kind: 'open', view: NEW_LEAD }),
      },
    ],
    events: {
      user_change: async (_, { eventId }) => {
        ran.push(eventId);
        await listen();
      },
    },
  };
  const transport = { kind: 'http' as const, signingSecret: slack.tokens.signingSecret };
  const { baton, log } = await connect({ at: { slack, clock }, listeners: [listeners], transport });
  const server = createServer((request, response) => baton.listener?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${SLACK_PATH}`;
  return { slack, clock, baton, log, ran, url };
}

const event = (id: string, more: object = {}) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T_ACME',
    event_id: id,
    event: { type: 'user_change', user: { id: 'U_BEN' } },
    ...more,
  });

describe('deliveries over HTTP', () => {
  it('Slack’s challenge is met, and commands are answered', async () => {
    const { slack, url, ran } = await serve();
    await slack.http.deliverTo(url);
    const ben = slack.person('U_BEN');
    expect(await ben.type('/lead mine', 'leads')).toMatchObject({ kind: 'acknowledged' });
    await slack.until(() => ben.sees('leads').some(({ says }) => says === 'None'));
    expect(ran).toEqual(['U_BEN']);
  });

  it('what is shown to a person is not waited for by the acknowledgement', async () => {
    const { slack, url } = await serve();
    await slack.http.deliverTo(url);
    const shown = slack.faults.on('views.open', { kind: 'slow', ms: 1_500, when: 'after' });
    expect(await slack.person('U_BEN').type('/lead new', 'leads')).toMatchObject({ kind: 'acknowledged' });
    await slack.until(() => shown.hits === 1);
  });

  it('an event whose listener throws is answered with 500 and comes again', async () => {
    let times = 0;
    const { slack, url, ran } = await serve(async () => {
      times += 1;
      if (times === 1) throw new Error('The database is away');
    });
    await slack.http.deliverTo(url);
    slack.admin.deactivate('U_BEN');
    await slack.until(() => slack.events.pending === 0);
    expect(ran).toHaveLength(2);
    expect(new Set(ran).size).toBe(1);
  });

  it('an event that was worked on comes again and is acknowledged without running', async () => {
    const { slack, clock, url, ran } = await serve();
    const seconds = Math.floor(clock.now() / SECOND);
    for (const timestamp of [seconds, seconds - 1, seconds - 2]) {
      expect(await slack.http.send(url, { body: event('Ev1'), timestamp })).toMatchObject({ status: 200 });
    }
    expect(ran).toEqual(['Ev1']);
  });

  it('app_rate_limited is answered at once', async () => {
    const { slack, url } = await serve();
    const body = JSON.stringify({ type: 'app_rate_limited', team_id: 'T_ACME', minute_rate_limited: 1 });
    expect(await slack.http.send(url, { body })).toMatchObject({ status: 200 });
  });
});

describe('refused (rows 49, 58)', () => {
  it.each<[string, object, string]>([
    ['a forged signature', { signature: `v0=${'0'.repeat(64)}` }, 'forged'],
    ['another secret', { secret: 'not-the-secret' }, 'forged'],
    ['no signature', { headers: { 'x-slack-signature': '' } }, 'forged'],
    ['a timestamp that is none', { timestamp: 'NaN' }, 'no-signature'],
  ])('%s', async (_, forged, reason) => {
    const { slack, url, ran, log } = await serve();
    expect(await slack.http.send(url, { body: event('Ev1'), ...forged })).toMatchObject({ status: 401 });
    expect(ran).toEqual([]);
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'slack.request.refused', fields: { reason } }));
  });

  it.each([
    ['stale', -6 * MINUTE],
    ['future', 60 * MINUTE],
    ['future', 6 * MINUTE],
  ])('a %s timestamp, %i ms from now, though signed', async (reason, offset) => {
    const { slack, clock, url, ran, log } = await serve();
    const timestamp = Math.floor((clock.now() + offset) / SECOND);
    expect(await slack.http.send(url, { body: event('Ev1'), timestamp })).toMatchObject({ status: 401 });
    expect(ran).toEqual([]);
    expect(log.lines).toContainEqual(expect.objectContaining({ fields: { reason } }));
  });

  it('a replay of the very same request', async () => {
    const { slack, clock, url, ran, log } = await serve();
    const timestamp = Math.floor(clock.now() / SECOND);
    const body = new URLSearchParams({
      command: '/lead',
      text: 'mine',
      user_id: 'U_BEN',
      team_id: 'T_ACME',
      channel_id: 'C_LEADS',
      trigger_id: '1.1',
    }).toString();
    const request = { body, timestamp, contentType: 'application/x-www-form-urlencoded' };
    expect(await slack.http.send(url, request)).toMatchObject({ status: 200 });
    expect(await slack.http.send(url, request)).toMatchObject({ status: 401 });
    expect(ran).toEqual(['U_BEN']);
    expect(log.lines).toContainEqual(expect.objectContaining({ fields: { reason: 'replayed' } }));
  });

  it('an event of another workspace is not heard; it is acknowledged, or Slack would turn events off', async () => {
    const { slack, url, ran, log } = await serve();
    expect(await slack.http.send(url, { body: event('Ev1', { team_id: 'T_OTHER' }) })).toMatchObject({ status: 200 });
    expect(ran).toEqual([]);
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'slack.foreign-event' }));
  });

  it('a command of another workspace gets the gate’s sentence', async () => {
    const { slack, url, ran, log } = await serve();
    await slack.http.deliverTo(url);
    expect(await slack.person('U_EXT').type('/lead mine', 'shared')).toMatchObject({ kind: 'failed' });
    const body = new URLSearchParams({
      command: '/lead',
      text: 'mine',
      user_id: 'U_BEN',
      team_id: 'T_OTHER',
      channel_id: 'C_LEADS',
      trigger_id: '1.1',
    }).toString();
    await slack.http.send(url, { body, contentType: 'application/x-www-form-urlencoded' });
    expect(ran).toEqual([]);
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'slack.refused' }));
  });

  it('what is no POST, no JSON, or too large', async () => {
    const { slack, url } = await serve();
    expect((await fetch(url)).status).toBe(405);
    expect(await slack.http.send(url, { body: '{"type":' })).toMatchObject({ status: 400 });
    expect((await slack.http.send(url, { body: `"${'x'.repeat(1_100_000)}"` })).status).toBe(413);
  });

  it('the body is verified as the bytes that came', async () => {
    const { slack, clock, url, ran } = await serve();
    const timestamp = String(Math.floor(clock.now() / SECOND));
    const signature = sign(slack.tokens.signingSecret, timestamp, event('Ev1'));
    const request = { body: event('Ev2'), timestamp, signature };
    expect(await slack.http.send(url, request)).toMatchObject({ status: 401 });
    expect(ran).toEqual([]);
  });
});
