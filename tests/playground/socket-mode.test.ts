import { expect, it } from 'vitest';
import { openOffice, socketApp } from './office.ts';

const button = (text: string, actionId: string, value?: string) => ({
  type: 'button' as const,
  text: { type: 'plain_text' as const, text },
  action_id: actionId,
  ...(value !== undefined && { value }),
});

const modal = {
  type: 'modal' as const,
  callback_id: 'lead.form',
  private_metadata: '{"id":3}',
  title: { type: 'plain_text' as const, text: 'New lead' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: { type: 'plain_text' as const, text: 'Name' },
      element: { type: 'plain_text_input' as const, action_id: 'text', max_length: 20 },
    },
    {
      type: 'input' as const,
      block_id: 'source',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Source' },
      element: {
        type: 'static_select' as const,
        action_id: 'pick',
        options: ['Fair', 'Phone'].map((text) => ({
          text: { type: 'plain_text' as const, text },
          value: text.toLowerCase(),
        })),
      },
    },
  ],
};

it('answers a slash command, whose names and links arrive in Slack notation', async () => {
  const slack = await openOffice();
  const app = socketApp(slack);
  app.command('/lead', async ({ ack, command }) => ack(`heard: ${command.text}`));
  app.command('/plain', async ({ ack, command }) => ack(`heard: ${command.text}`));
  await app.start();
  const ana = slack.person('U_ANA');

  const typed = 'assign 3 @ben #leads #deals https://x.example/a?b=c&d me@x.example <3';
  const escaped = await ana.type(`/lead ${typed}`, '#leads');
  const plain = await ana.type(`/plain ${typed}`, '#leads');

  expect(escaped).toMatchObject({
    kind: 'acknowledged',
    message: {
      text: 'heard: assign 3 <@U_BEN|ben> <#C_LEADS|leads> <#G_DEALS|> <https://x.example/a?b=c&amp;d> <mailto:me@x.example|me@x.example> &lt;3',
      isEphemeral: true,
    },
  });
  expect(plain).toMatchObject({ message: { text: `heard: ${typed}` } });
  expect(slack.person('U_BEN').sees('leads')).toEqual([]);
  expect(ana.sees('leads')).toHaveLength(2);
});

it('tells the person when the app does not respond', async () => {
  const slack = await openOffice({ patienceMs: 150 });
  const ana = slack.person('U_ANA');
  expect(await ana.type('/lead mine', 'leads')).toMatchObject({ kind: 'failed', reason: 'no_connection' });

  const app = socketApp(slack);
  app.command('/lead', async () => {});
  await app.start();
  const reaction = await ana.type('/lead mine', 'leads');
  expect(reaction).toEqual({
    kind: 'failed',
    reason: 'timeout',
    text: '/lead failed because the app did not respond.',
  });
  expect(await ana.type('/nope', 'leads')).toMatchObject({ kind: 'failed', text: '/nope is not a valid command.' });
  expect(await ana.type('/lead mine', 'leads', { threadTs: '1.1' })).toMatchObject({
    reason: 'not_supported_in_thread',
  });
});

it('carries a modal from a button through errors to its submission', async () => {
  const slack = await openOffice();
  const app = socketApp(slack);
  const submitted: unknown[] = [];
  app.action('open', async ({ ack, body, client }) => {
    await ack();
    if ('trigger_id' in body) await client.views.open({ trigger_id: body.trigger_id, view: modal });
  });
  app.view('lead.form', async ({ ack, view }) => {
    submitted.push(view.state.values, view.private_metadata);
    if (view.state.values.name?.text?.value === 'bad')
      await ack({ response_action: 'errors', errors: { name: 'Not a name' } });
    else await ack();
  });
  await app.start();
  await app.client.chat.postMessage({
    channel: 'C_LEADS',
    text: 'A lead',
    blocks: [{ type: 'actions', elements: [button('Open', 'open', '3')] }],
  });

  const ana = slack.person('U_ANA');
  const [card] = ana.sees('leads');
  if (!card) throw new Error('no card');
  expect(await ana.press(card, 'Open')).toEqual({ kind: 'acknowledged' });
  const view = await slack.until(() => ana.view());
  expect(view).toMatchObject({ title: 'New lead', submit: 'Save', callbackId: 'lead.form' });

  expect(await ana.submit(view)).toEqual({
    kind: 'incomplete',
    errors: { name: 'Please complete this required field.' },
  });
  expect(await ana.submit(view, { name: 'bad' })).toEqual({ kind: 'errors', errors: { name: 'Not a name' } });
  expect(ana.view()?.errors).toEqual({ name: 'Not a name' });
  expect(await ana.submit(view, { name: 'Good', source: 'Phone' })).toEqual({ kind: 'closed' });
  expect(ana.view()).toBeUndefined();
  expect(submitted.slice(-2)).toEqual([
    {
      name: { text: { type: 'plain_text_input', value: 'Good' } },
      source: {
        pick: {
          type: 'static_select',
          selected_option: { text: { type: 'plain_text', text: 'Phone' }, value: 'phone' },
        },
      },
    },
    '{"id":3}',
  ]);
});

it('gives a button its value, its message and an address for answers', async () => {
  const slack = await openOffice();
  const app = socketApp(slack);
  app.action('claim', async ({ ack, respond, body }) => {
    await ack();
    await respond({ replace_original: true, text: `Claimed by <@${body.user.id}>` });
  });
  await app.start();
  await app.client.chat.postMessage({
    channel: 'C_LEADS',
    text: 'A lead',
    blocks: [{ type: 'actions', block_id: 'row', elements: [button('Claim', 'claim', '7')] }],
  });
  const ben = slack.person('U_BEN');
  const [card] = ben.sees('leads');
  if (!card) throw new Error('no card');
  await ben.press(card, 'claim');
  await slack.until(() => ben.sees('leads')[0]?.says === 'Claimed by <@U_BEN>');

  expect(slack.records.envelopes.find((one) => one.type === 'interactive')?.payload).toMatchObject({
    type: 'block_actions',
    team: { id: 'T_ACME', domain: 'acme' },
    user: { id: 'U_BEN', username: 'ben', name: 'ben', team_id: 'T_ACME' },
    enterprise: null,
    is_enterprise_install: false,
    container: { type: 'message', message_ts: card.ts, channel_id: 'C_LEADS', is_ephemeral: false },
    channel: { id: 'C_LEADS', name: 'leads' },
    message: { type: 'message', ts: card.ts, text: 'A lead', bot_id: slack.app.botId, app_id: slack.app.appId },
    state: { values: {} },
    actions: [
      { type: 'button', action_id: 'claim', block_id: 'row', value: '7', text: { type: 'plain_text', text: 'Claim' } },
    ],
  });
  await expect(ben.press(card, 'claim')).rejects.toThrow('Nothing is called claim');
  expect(() => slack.person('U_EXT').sees('leads')).toThrow('U_EXT sees no channel leads');
});
