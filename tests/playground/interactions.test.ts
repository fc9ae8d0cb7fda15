import { expect, it } from 'vitest';
import { createSteeredClock } from '../../playground/steered-clock.ts';
import { clientOf, openOffice, socketApp } from './office.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });

const menus = {
  type: 'actions' as const,
  block_id: 'row',
  elements: [
    { type: 'overflow' as const, action_id: 'more', options: [option('Later'), option('Never')] },
    {
      type: 'static_select' as const,
      action_id: 'pick',
      placeholder: plain('Pick one'),
      options: [option('Fair'), option('Phone')],
    },
    { type: 'users_select' as const, action_id: 'who' },
  ],
};

async function menusInChannel() {
  const slack = await openOffice();
  const app = socketApp(slack);
  app.action(/.*/, async ({ ack }) => ack());
  await app.start();
  await app.client.chat.postMessage({ channel: 'C_SHARED', text: 'x', blocks: [menus] });
  const message = () => {
    const [first] = slack.person('U_ANA').sees('shared');
    if (!first) throw new Error('no message');
    return first;
  };
  const newest = () => slack.records.envelopes.filter((one) => one.type === 'interactive').at(-1)?.payload;
  return { slack, app, message, newest };
}

it('reports menus as Slack does, with the state of the whole message', async () => {
  const { slack, message, newest } = await menusInChannel();
  const ana = slack.person('U_ANA');
  await ana.choose(message(), 'more', 'Never');
  expect(newest()).toMatchObject({
    actions: [
      {
        type: 'overflow',
        action_id: 'more',
        block_id: 'row',
        selected_option: option('Never'),
        action_ts: expect.any(String),
      },
    ],
  });
  await ana.choose(message(), 'Pick one', 'phone');
  await ana.choose(message(), 'who', 'U_BEN');
  expect(newest()).toMatchObject({
    actions: [{ type: 'users_select', action_id: 'who', selected_user: 'U_BEN' }],
    state: {
      values: {
        row: { pick: { type: 'static_select', selected_option: option('Phone') }, who: { selected_user: 'U_BEN' } },
      },
    },
  });
  await expect(ana.choose(message(), 'pick', 'radio')).rejects.toThrow(
    'There is no option radio, only fair (Fair), phone (Phone)',
  );
  await expect(ana.press(message(), 'pick')).rejects.toThrow('is no button');
});

it('lets people of another company press, but not type commands', async () => {
  const { slack, message, newest } = await menusInChannel();
  const eve = slack.person('U_EXT');
  await eve.choose(message(), 'more', 'Later');
  expect(newest()).toMatchObject({ team: { id: 'T_OTHER' }, user: { id: 'U_EXT', team_id: 'T_OTHER' } });
  expect(await eve.type('/lead mine', 'shared')).toMatchObject({ kind: 'failed', reason: 'unknown_command' });
});

it('lets nobody press what is gone, hidden from them, or after they have left', async () => {
  const { slack, app, message } = await menusInChannel();
  const seen = message();
  expect(await slack.person('U_BEN').choose(seen, 'more', 'Later')).toEqual({ kind: 'acknowledged' });
  await expect(slack.person('U_GUS').choose(seen, 'more', 'Later')).rejects.toThrow('sees no channel');
  await app.client.chat.delete({ channel: 'C_SHARED', ts: seen.ts });
  await expect(slack.person('U_ANA').choose(seen, 'more', 'Later')).rejects.toThrow('sees no message');
  slack.admin.deactivate('U_ANA');
  await expect(slack.person('U_ANA').choose(seen, 'more', 'Later')).rejects.toThrow('deactivated');
});

it('has the shortcuts of the manifest and no others', async () => {
  const slack = await openOffice();
  const app = socketApp(slack);
  const heard: unknown[] = [];
  app.shortcut('lead.from_message', async ({ ack, shortcut }) => {
    if (shortcut.type === 'message_action') heard.push(shortcut.message.text, shortcut.channel.id);
    await ack();
  });
  await app.start();
  const ana = slack.person('U_ANA');
  const message = ana.write('Call Kim', 'leads');
  expect(await ana.messageShortcut(message, 'lead.from_message')).toEqual({ kind: 'acknowledged' });
  expect(heard).toEqual(['Call Kim', 'C_LEADS']);
  await expect(async () => ana.shortcut('lead.nothing')).rejects.toThrow('finds no global shortcut');
});

it('takes five answers at a response address, for thirty minutes', async () => {
  const clock = createSteeredClock();
  const slack = await openOffice({ clock });
  const app = socketApp(slack);
  const addresses: string[] = [];
  app.command('/lead', async ({ ack, command }) => {
    addresses.push(command.response_url);
    await ack();
  });
  await app.start();
  const ana = slack.person('U_ANA');
  await ana.type('/lead a', 'leads');
  await ana.type('/lead b', 'leads');
  const answer = async (address: string | undefined, body: object) =>
    (await fetch(address ?? '', { method: 'POST', body: JSON.stringify(body) })).status;
  expect(await answer(addresses[0], { text: 'only you' })).toBe(200);
  expect(await answer(addresses[0], { text: 'all', response_type: 'in_channel' })).toBe(200);
  expect(await answer(addresses[0], { text: '', blocks: [{ type: 'nonsense' }] })).toBe(400);
  expect(await answer(addresses[0], {})).toBe(400);
  expect(await answer(addresses[0], { text: 'fifth' })).toBe(200);
  expect(await answer(addresses[0], { text: 'sixth' })).toBe(404);
  expect(slack.person('U_BEN').sees('leads')).toMatchObject([{ text: 'all' }]);
  expect(ana.sees('leads').map((one) => one.text)).toEqual(['only you', 'all', 'fifth']);
  clock.advance(31 * 60_000);
  expect(await answer(addresses[1], { text: 'late' })).toBe(404);
});

it('tells the app of what it has subscribed to and may read, and of nothing else', async () => {
  const slack = await openOffice({ declined: ['channels:history'], eventRetryDelaysMs: [] });
  const { admin } = slack;
  admin.join({ id: 'U_NEW', name: 'new' });
  admin.renameChannel('C_LEADS', 'prospects');
  admin.kickBot('G_DEALS');
  slack.person('U_ANA').write('hello', 'prospects');
  admin.archiveChannel('C_ELSE');
  admin.archiveChannel('C_LEADS');
  await slack.until(() => slack.events.pending === 0);
  expect(slack.records.envelopes.map((one) => (one.payload.event as { type: string }).type)).toEqual([
    'team_join',
    'channel_archive',
  ]);
  await expect(clientOf(slack).chat.postMessage({ channel: 'G_DEALS', text: 'x' })).rejects.toThrow(
    'channel_not_found',
  );
});

it('says what was there when a wait is in vain', async () => {
  const slack = await openOffice();
  await clientOf(slack).chat.postMessage({ channel: 'C_LEADS', text: 'Only this' });
  const wait = slack.until(() => false, { timeoutMs: 30, what: 'a miracle' });
  await expect(wait).rejects.toThrow(/30 ms for a miracle[\s\S]*#leads[\s\S]*Only this[\s\S]*chat.postMessage -> ok/);
});
