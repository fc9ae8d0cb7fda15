import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { expect, it, onTestFinished } from 'vitest';
import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import { openOffice, silent } from './office.ts';

/** A real Bolt app that listens for Slack's requests. */
async function httpApp(slack: LocalSlack): Promise<{ app: App; url: string }> {
  const receiver = new HTTPReceiver({
    signingSecret: slack.tokens.signingSecret,
    logger: silent,
    processBeforeResponse: true,
  });
  const app = new App({
    token: slack.tokens.bot,
    receiver,
    convoStore: false,
    clientOptions: { slackApiUrl: slack.url },
    logLevel: LogLevel.ERROR,
    logger: silent,
  });
  const server = await app.start(0);
  onTestFinished(async () => {
    await app.stop();
  });
  const address = 'address' in server ? server.address() : null;
  if (address === null || typeof address === 'string') throw new Error('The app does not listen.');
  return { app, url: `http://127.0.0.1:${address.port}/slack/events` };
}

it('delivers commands, buttons and events as signed requests', async () => {
  const slack = await openOffice({ eventRetryDelaysMs: [0, 20] });
  const { app, url } = await httpApp(slack);
  const events: string[] = [];
  app.command('/lead', async ({ ack, command }) => ack(`heard ${command.text}`));
  app.action('go', async ({ ack }) => ack());
  app.event('channel_archive', async ({ event }) => void events.push(event.channel));
  await slack.http.deliverTo(url);

  const ana = slack.person('U_ANA');
  expect(await ana.type('/lead claim 3', 'leads')).toMatchObject({
    kind: 'acknowledged',
    message: { text: 'heard claim 3' },
  });
  const element = { type: 'button' as const, action_id: 'go', text: { type: 'plain_text' as const, text: 'Go' } };
  await app.client.chat.postMessage({
    channel: 'C_LEADS',
    text: 'x',
    blocks: [{ type: 'actions', elements: [element] }],
  });
  const card = ana.sees('leads').find((one) => one.buttons.includes('Go'));
  if (!card) throw new Error('no card');
  expect(await ana.press(card, 'Go')).toEqual({ kind: 'acknowledged' });
  slack.admin.archiveChannel('C_LEADS');
  await slack.until(() => slack.events.pending === 0);
  expect(events).toEqual(['C_LEADS']);
});

it('sends events again that were answered with an error, and says so in the headers', async () => {
  const slack = await openOffice({ eventRetryDelaysMs: [0, 20] });
  const { app, url } = await httpApp(slack);
  const retries: unknown[] = [];
  app.use(async ({ context, next }) => {
    retries.push([context.retryNum, context.retryReason]);
    if (retries.length < 3) throw new Error('not yet');
    await next();
  });
  app.error(async (error) => {
    throw error;
  });
  await slack.http.deliverTo(url);
  slack.admin.archiveChannel('C_LEADS');
  await slack.until(() => slack.events.pending === 0);
  expect(retries).toEqual([
    [undefined, undefined],
    [1, 'http_error'],
    [2, 'http_error'],
  ]);
});

it('sends forged, stale and replayed requests, and shows what the app answers', async () => {
  const slack = await openOffice();
  const { app, url } = await httpApp(slack);
  app.command('/lead', async ({ ack }) => ack());
  await slack.http.deliverTo(url);
  await slack.person('U_ANA').type('/lead mine', 'leads');
  const [envelope] = slack.records.envelopes;
  if (!envelope) throw new Error('nothing was delivered');
  const request = slack.http.requestOf(envelope);
  const statusOf = async (change: object) => (await slack.http.send(url, { ...request, ...change })).status;
  expect(await statusOf({})).toBe(200);
  expect(await statusOf({ secret: 'another' })).toBe(401);
  expect(await statusOf({ signature: 'v0=00' })).toBe(401);
  expect(await statusOf({ timestamp: 1_000_000 })).toBe(401);
});

it('refuses an address at which nobody answers the challenge', async () => {
  const slack = await openOffice();
  await expect(slack.http.deliverTo(`${slack.url}auth.test`)).rejects.toThrow('challenge');
});
