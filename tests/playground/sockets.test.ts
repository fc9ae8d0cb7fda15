import { once } from 'node:events';
import { SocketModeClient } from '@slack/socket-mode';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import { realNow } from '../../playground/steered-clock.ts';
import { clientOf, openOffice, silent } from './office.ts';

/** A real socket client that reconnects quickly: after the time within which it wants its pings answered, too. */
async function connect(
  slack: LocalSlack,
  answer: (type: string, ack: (payload?: object) => Promise<void>) => void,
  clientPingTimeout = 250,
) {
  const client = new SocketModeClient({
    appToken: slack.tokens.app,
    clientPingTimeout,
    logger: silent,
    clientOptions: { slackApiUrl: slack.url },
  });
  client.on('slack_event', ({ type, ack }) => answer(type, ack));
  onTestFinished(() => client.disconnect());
  await client.start();
  return client;
}

/** A bare WebSocket, whose frames are collected. */
async function bareSocket(slack: LocalSlack) {
  const { url = '' } = await clientOf(slack, slack.tokens.app).apps.connections.open({});
  const socket = new WebSocket(url);
  onTestFinished(() => socket.terminate());
  const frames: Record<string, unknown>[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())));
  await once(socket, 'message');
  return { socket, frames, url };
}

it('says hello, gives each envelope to one connection in turn, and takes an address once', async () => {
  const slack = await openOffice({ patienceMs: 300 });
  const [one, two] = [await bareSocket(slack), await bareSocket(slack)];
  expect(one.frames[0]).toMatchObject({
    type: 'hello',
    num_connections: 1,
    connection_info: { app_id: slack.app.appId },
  });
  expect(two.frames[0]).toMatchObject({ type: 'hello', num_connections: 2 });
  const typed = Promise.all([slack.person('U_ANA').type('/lead a'), slack.person('U_ANA').type('/lead b')]);
  await slack.until(() => one.frames.length === 2 && two.frames.length === 2);
  expect([one.frames[1], two.frames[1]]).toMatchObject([
    { type: 'slash_commands', accepts_response_payload: true },
    { type: 'slash_commands' },
  ]);
  // What one connection received may be acknowledged over the other.
  one.socket.send(JSON.stringify({ envelope_id: two.frames[1]?.envelope_id }));
  two.socket.send(JSON.stringify({ envelope_id: one.frames[1]?.envelope_id, payload: { text: 'well' } }));
  expect((await typed).map((reaction) => reaction.kind)).toEqual(['acknowledged', 'acknowledged']);

  const again = new WebSocket(one.url);
  await expect(once(again, 'open')).rejects.toThrow('403');
});

it('lets ten connections in and sends the eleventh away', async () => {
  const slack = await openOffice();
  for (let number = 0; number < 10; number += 1) await bareSocket(slack);
  const eleventh = await bareSocket(slack);
  expect(eleventh.frames[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  expect(slack.sockets.open).toHaveLength(10);
});

it('asks to reconnect, and serves whoever has another connection meanwhile', async () => {
  const slack = await openOffice({ patienceMs: 1_000 });
  const answer = (_type: string, ack: () => Promise<void>) => void ack();
  await connect(slack, answer);
  await connect(slack, answer);
  for (let round = 0; round < 20; round += 1) {
    const [leaving] = slack.sockets.open;
    slack.sockets.disconnect('refresh_requested', leaving);
    await slack.until(() => !slack.sockets.open.some(({ number }) => number === leaving?.number));
    expect(await slack.person('U_ANA').type('/lead mine', 'leads')).toEqual({ kind: 'acknowledged' });
    await slack.until(() => slack.sockets.open.length === 2);
  }
  const numbers = new Set(slack.sockets.open.map((one) => one.number));
  const stop = slack.sockets.refreshEvery(40);
  await slack.until(() => slack.sockets.open.every((one) => !numbers.has(one.number)));
  stop();
  // The client must not be stopped while it reconnects: its promise would be rejected unheard.
  await slack.until(() => slack.sockets.open.length === 2);
  await Promise.all([1, 2].map(() => slack.person('U_ANA').type('/lead mine', 'leads')));
});

it('sends an event again until it is acknowledged, under the same event id', async () => {
  const slack = await openOffice({ patienceMs: 500, eventRetryDelaysMs: [0, 30, 60] });
  let heard = 0;
  const answerTheThird = (_type: string, ack: () => Promise<void>) => {
    heard += 1;
    if (heard === 3) void ack();
  };
  // No connection that a busy machine takes for a dead one is lost meanwhile.
  await connect(slack, answerTheThird, 30_000);
  slack.admin.changeProfile('U_ANA', { tz: 'Asia/Tokyo' });
  await slack.until(() => slack.events.pending === 0);
  const deliveries = slack.records.envelopes;
  expect(deliveries.map((one) => [one.attempt, one.retryReason, one.ack !== undefined])).toEqual([
    [0, undefined, false],
    [1, 'timeout', false],
    [2, 'timeout', true],
  ]);
  expect(new Set(deliveries.map((one) => one.payload.event_id)).size).toBe(1);
  expect(new Set(deliveries.map((one) => one.id)).size).toBe(3);
  expect(deliveries[0]?.payload).toMatchObject({
    team_id: 'T_ACME',
    type: 'event_callback',
    event: { type: 'user_change', user: { id: 'U_ANA', tz: 'Asia/Tokyo', tz_offset: 32_400 } },
  });
});

it('sends an event again when the connection that had it closes', async () => {
  const slack = await openOffice({ patienceMs: 5_000, eventRetryDelaysMs: [50, 100, 200, 400] });
  let heard = 0;
  await connect(slack, (_type, ack) => {
    heard += 1;
    if (heard === 1) slack.sockets.terminate();
    else void ack();
  });
  slack.admin.archiveChannel('C_LEADS');
  await slack.until(() => slack.events.pending === 0);
  expect(slack.records.envelopes[0]?.failure).toBe('connection_failed');
  expect(slack.records.envelopes.at(-1)?.ack).toBeDefined();
});

it('can be silent, deliver twice, deliver again later, and complain of too many events', async () => {
  const slack = await openOffice({ patienceMs: 80 });
  const { socket, frames } = await bareSocket(slack);
  const ack = (frame: Record<string, unknown> | undefined) =>
    socket.send(JSON.stringify({ envelope_id: frame?.envelope_id }));
  slack.sockets.duplicateNext(1, 0);
  const typed = slack.person('U_ANA').type('/lead a');
  await slack.until(() => frames.length === 3);
  expect(frames[1]).toEqual(frames[2]);
  ack(frames[1]);
  ack(frames[2]);
  expect(await typed).toEqual({ kind: 'acknowledged' });

  const [envelope] = slack.records.envelopes;
  if (envelope) slack.sockets.resend(envelope);
  slack.sockets.rateLimitEvents();
  await slack.until(() => frames.length === 5);
  expect(frames[3]).toEqual(frames[1]);
  expect(frames[4]).toMatchObject({ type: 'events_api', payload: { type: 'app_rate_limited' } });
  expect(frames[4]?.payload).not.toHaveProperty('event');

  slack.sockets.silence();
  expect(await slack.person('U_ANA').type('/lead b')).toMatchObject({ kind: 'failed', reason: 'timeout' });
  socket.ping();
  await once(socket, 'pong');
  expect(frames).toHaveLength(5);
});

it('can be half open: pings are not answered, and nobody is told', async () => {
  const slack = await openOffice();
  const { socket } = await bareSocket(slack);
  let pongs = 0;
  socket.on('pong', () => {
    pongs += 1;
  });
  socket.ping();
  await slack.until(() => pongs === 1);
  slack.sockets.freeze();
  socket.ping();
  const frozenAt = realNow();
  await slack.until(() => realNow() - frozenAt > 60);
  expect(pongs).toBe(1);
  expect(socket.readyState).toBe(WebSocket.OPEN);
});
