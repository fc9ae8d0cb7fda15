import type { ModalView } from '@slack/types';
import { expect, it } from 'vitest';
import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import { realNow } from '../../playground/steered-clock.ts';
import { clientOf, manifest, openOffice, refusalOf, socketApp } from './office.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const field = (id: string) => ({
  type: 'input' as const,
  block_id: id,
  optional: true,
  label: plain(id),
  element: { type: 'plain_text_input' as const, action_id: 'text' },
});
const next = {
  type: 'actions' as const,
  block_id: 'row',
  elements: [{ type: 'button' as const, action_id: 'next', text: plain('Next') }],
};

const modal = (title: string, over: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain(title),
  submit: plain('Save'),
  blocks: [field('a'), next],
  ...over,
});

/** An app whose shortcut and whose button hand out trigger ids. */
async function triggers(slack: LocalSlack) {
  const app = socketApp(slack);
  const given: string[] = [];
  app.shortcut('lead.new', async ({ ack, shortcut }) => {
    given.push(shortcut.trigger_id);
    await ack();
  });
  app.action('next', async ({ ack, body }) => {
    if ('trigger_id' in body) given.push(body.trigger_id);
    await ack();
  });
  await app.start();
  const newest = () => given.at(-1) ?? '';
  return { app, client: clientOf(slack), newest };
}

it('takes a trigger id once, for three seconds', async () => {
  const slack = await openOffice();
  const { client, newest } = await triggers(slack);
  await slack.person('U_ANA').shortcut('lead.new');
  const trigger_id = newest();
  await client.views.open({ trigger_id, view: modal('One') });
  const open = (id: string) => refusalOf(client.views.open({ trigger_id: id, view: modal('Two') }));
  expect(await open(trigger_id)).toMatchObject({ error: 'exchanged_trigger_id' });
  expect(await open('1.2.3')).toMatchObject({ error: 'invalid_trigger_id' });
  expect(slack.person('U_ANA').view()?.title).toBe('One');
});

it('refuses a trigger id that is too old', async () => {
  const slack = await openOffice({ triggerLifeMs: 20 });
  const { client, newest } = await triggers(slack);
  await slack.person('U_ANA').shortcut('lead.new');
  const pressedAt = realNow();
  await slack.until(() => realNow() - pressedAt > 30);
  const open = client.views.open({ trigger_id: newest(), view: modal('One') });
  expect(await refusalOf(open)).toMatchObject({ error: 'expired_trigger_id' });
});

it('stacks three modals and no fourth; closing shows the one below', async () => {
  const slack = await openOffice();
  const { client, newest } = await triggers(slack);
  const ana = slack.person('U_ANA');
  await ana.shortcut('lead.new');
  await client.views.open({ trigger_id: newest(), view: modal('One', { notify_on_close: true }) });
  const press = async () => {
    const view = ana.view();
    if (view) await ana.press(view, 'Next');
  };
  for (const title of ['Two', 'Three']) {
    await press();
    await client.views.push({ trigger_id: newest(), view: modal(title) });
  }
  await press();
  expect(await refusalOf(client.views.push({ trigger_id: newest(), view: modal('Four') }))).toMatchObject({
    error: 'push_limit_reached',
  });
  await ana.close();
  expect(ana.view()?.title).toBe('Two');
  await ana.closeAll();
  expect(ana.view()).toBeUndefined();
  expect(slack.records.envelopes.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: true });
});

it('updates an open view if it is still the one that the app knew, and keeps what was entered', async () => {
  const slack = await openOffice();
  const { client, newest } = await triggers(slack);
  const ana = slack.person('U_ANA');
  await ana.shortcut('lead.new');
  const { view } = await client.views.open({ trigger_id: newest(), view: modal('One', { external_id: 'x' }) });
  const { id: view_id = '', hash = '' } = view ?? {};
  const seen = ana.view();
  if (seen) ana.fill(seen, { a: 'typed' });
  await client.views.update({
    view_id,
    hash,
    view: modal('Two', { external_id: 'x', blocks: [field('a'), field('b')] }),
  });
  expect(ana.view()).toMatchObject({
    title: 'Two',
    values: { a: { text: { value: 'typed' } }, b: { text: { value: null } } },
  });
  expect(await refusalOf(client.views.update({ view_id, hash, view: modal('Three') }))).toMatchObject({
    error: 'hash_conflict',
  });
  await client.views.update({ external_id: 'x', view: modal('Four') });
  await ana.close();
  expect(await refusalOf(client.views.update({ view_id, view: modal('Five') }))).toMatchObject({ error: 'not_found' });
});

it('explains what is wrong with a view', async () => {
  const slack = await openOffice();
  const { client, newest } = await triggers(slack);
  await slack.person('U_ANA').shortcut('lead.new');
  const view = modal('x'.repeat(30));
  expect(await refusalOf(client.views.open({ trigger_id: newest(), view }))).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
  });
  await slack.person('U_ANA').shortcut('lead.new');
  const heavy = { type: 'section' as const, text: plain('x'.repeat(3_000)) };
  const large = modal('Large', { blocks: Array.from({ length: 90 }, () => heavy) });
  const open = client.views.open({ trigger_id: newest(), view: large });
  expect(await refusalOf(open)).toMatchObject({ error: 'view_too_large' });
});

it('does what the acknowledgement of a submission asks for', async () => {
  const slack = await openOffice();
  const { app, client, newest } = await triggers(slack);
  app.view('form', async ({ ack, view }) => {
    const wanted = view.state.values.a?.text?.value;
    if (wanted === 'update') await ack({ response_action: 'update', view: modal('Updated') });
    else if (wanted === 'push') await ack({ response_action: 'push', view: modal('Pushed') });
    else if (wanted === 'wrong block') await ack({ response_action: 'errors', errors: { nowhere: 'x' } });
    else if (wanted === 'bad view') await ack({ response_action: 'update', view: modal('') });
    else await ack({ response_action: 'clear' });
  });
  const ana = slack.person('U_ANA');
  await ana.shortcut('lead.new');
  await client.views.open({ trigger_id: newest(), view: modal('One') });
  const submit = (a: string) => {
    const view = ana.view();
    if (!view) throw new Error('no modal');
    return ana.submit(view, { a });
  };
  expect(await submit('wrong block')).toMatchObject({ kind: 'failed', reason: 'invalid_errors' });
  expect(await submit('bad view')).toMatchObject({
    kind: 'failed',
    text: 'We had some trouble connecting. Try again?',
  });
  expect(await submit('update')).toMatchObject({ kind: 'updated', view: { title: 'Updated' } });
  expect(await submit('push')).toMatchObject({ kind: 'pushed', view: { title: 'Pushed' } });
  expect(await submit('done')).toEqual({ kind: 'cleared' });
  expect(ana.view()).toBeUndefined();
});

it('has a home tab if the manifest has one', async () => {
  const slack = await openOffice();
  const view = { type: 'home' as const, blocks: [{ type: 'section' as const, text: plain('My day') }] };
  await clientOf(slack).views.publish({ user_id: 'U_ANA', view });
  expect(slack.person('U_ANA').home()).toMatchObject({ type: 'home', says: 'My day' });
  slack.person('U_ANA').openHome();
  expect(slack.records.envelopes.at(-1)?.payload).toMatchObject({ event: { type: 'app_home_opened', tab: 'home' } });

  const features = { ...manifest.features, app_home: { home_tab_enabled: false } };
  const without = await openOffice({ manifest: { ...manifest, features } });
  expect(await refusalOf(clientOf(without).views.publish({ user_id: 'U_ANA', view }))).toMatchObject({
    error: 'not_enabled',
  });
});
