import { expect, it } from 'vitest';
import { clientOf, manifest, openOffice, refusalOf } from './office.ts';

const post = async (
  url: string,
  method: string,
  init: { token?: string; json?: unknown; form?: Record<string, string> },
) => {
  const response = await fetch(url + method, {
    method: 'POST',
    headers: {
      ...(init.token !== undefined && { authorization: `Bearer ${init.token}` }),
      'content-type': init.json ? 'application/json; charset=utf-8' : 'application/x-www-form-urlencoded',
    },
    body: init.json ? JSON.stringify(init.json) : new URLSearchParams(init.form).toString(),
  });
  return response.json();
};

it('knows its own tokens only, and its own methods only', async () => {
  const slack = await openOffice();
  const { bot, app } = slack.tokens;
  expect(await post(slack.url, 'auth.test', {})).toEqual({ ok: false, error: 'not_authed' });
  expect(await post(slack.url, 'auth.test', { token: 'xoxb-other' })).toEqual({ ok: false, error: 'invalid_auth' });
  expect(await post(slack.url, 'auth.test', { token: app })).toMatchObject({ error: 'not_allowed_token_type' });
  expect(await post(slack.url, 'apps.connections.open', { token: bot })).toMatchObject({
    error: 'not_allowed_token_type',
  });
  expect(await post(slack.url, 'leads.claim', { token: bot })).toMatchObject({ ok: false, error: 'unknown_method' });
  expect(await post(slack.url, 'auth.test', { form: { token: bot } })).toMatchObject({ ok: true, team_id: 'T_ACME' });
  expect(await clientOf(slack).auth.test()).toMatchObject({ user_id: slack.app.userId, bot_id: slack.app.botId });
});

it('reads forms with nested JSON and JSON bodies alike', async () => {
  const slack = await openOffice();
  const blocks = [{ type: 'divider' }];
  const asJson = await post(slack.url, 'chat.postMessage', {
    token: slack.tokens.bot,
    json: { channel: 'C_LEADS', text: 'one', blocks },
  });
  const asForm = await post(slack.url, 'chat.postMessage', {
    token: slack.tokens.bot,
    form: { channel: 'C_LEADS', text: 'two', blocks: JSON.stringify(blocks) },
  });
  expect([asJson, asForm]).toMatchObject([{ ok: true }, { ok: true }]);
  const seen = slack.person('U_ANA').sees('#leads');
  expect(seen.map((one) => one.blocks[0]?.type)).toEqual(['divider', 'divider']);
});

it('asks for the scopes of the manifest, without those that the admin has declined', async () => {
  const slack = await openOffice({ declined: ['channels:history', 'users:read.email'] });
  const client = clientOf(slack);
  expect(await refusalOf(client.conversations.history({ channel: 'C_LEADS' }))).toMatchObject({
    error: 'missing_scope',
    needed: 'channels:history',
    provided: expect.not.stringContaining('channels:history'),
  });
  expect(await refusalOf(client.users.lookupByEmail({ email: 'ana@acme.example' }))).toMatchObject({
    needed: 'users:read.email',
  });
  const { user } = await client.users.info({ user: 'U_ANA' });
  expect(user).toMatchObject({ tz: 'Europe/Madrid', is_restricted: false, deleted: false });
  expect(user?.profile?.email).toBeUndefined();
  expect(await refusalOf(client.reactions.add({ channel: 'C_LEADS', name: 'eyes', timestamp: '1.1' }))).toMatchObject({
    error: 'unknown_method',
  });
});

it.each([
  [{ channel: 'C_NONE', text: 'x' }, 'channel_not_found'],
  [{ channel: 'G_SECRET', text: 'x' }, 'channel_not_found'],
  [{ channel: 'C_ELSE', text: 'x' }, 'not_in_channel'],
  [{ channel: 'C_OLD', text: 'x' }, 'is_archived'],
  [{ channel: 'U_OLD', text: 'x' }, 'user_disabled'],
  [{ channel: 'U_BOT', text: 'x' }, 'cannot_dm_bot'],
  [{ channel: 'U_FAR', text: 'x' }, 'user_not_visible'],
  [{ channel: 'U_NONE', text: 'x' }, 'channel_not_found'],
  [{ channel: 'C_LEADS' }, 'no_text'],
  [{ text: 'x' }, 'invalid_arguments'],
  [{ channel: 'C_LEADS', text: 'x', thread_ts: '1.000001' }, 'thread_not_found'],
  [{ channel: 'C_LEADS', text: 'x', blocks: '[' }, 'invalid_blocks_format'],
  [{ channel: 'C_LEADS', text: 'x', metadata: { event_type: 'a' } }, 'invalid_metadata_schema'],
  [
    { channel: 'C_LEADS', text: 'x', metadata: { event_type: 'a', event_payload: { a: 'x'.repeat(9_000) } } },
    'metadata_too_large',
  ],
])('refuses to post %j: %s', async (args, error) => {
  const slack = await openOffice();
  expect(await refusalOf(clientOf(slack).apiCall('chat.postMessage', args))).toMatchObject({ ok: false, error });
  expect(slack.records.rejections).toMatchObject([{ what: 'chat.postMessage', code: error }]);
});

it('opens direct messages for a person and answers with their channel', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const posted = await client.chat.postMessage({ channel: 'U_ANA', text: 'Hello' });
  const opened = await client.conversations.open({ users: 'U_ANA' });
  expect(posted.channel).toMatch(/^D/);
  expect(opened.channel?.id).toBe(posted.channel);
  expect(slack.person('U_ANA').dms()).toMatchObject([{ text: 'Hello' }]);
  expect(() => slack.person('U_BEN').sees(posted.channel ?? '')).toThrow('sees no channel');
  expect(await refusalOf(client.conversations.open({ users: 'U_NONE' }))).toMatchObject({ error: 'user_not_found' });
});

it('refuses direct messages when the messages tab is off', async () => {
  const features = { ...manifest.features, app_home: { messages_tab_enabled: false } };
  const slack = await openOffice({ manifest: { ...manifest, features } });
  expect(await refusalOf(clientOf(slack).chat.postMessage({ channel: 'U_ANA', text: 'x' }))).toMatchObject({
    error: 'messages_tab_disabled',
  });
});

it('edits and deletes only what the bot has written', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const { ts = '' } = await client.chat.postMessage({ channel: 'C_LEADS', text: 'one', blocks: [{ type: 'divider' }] });
  const theirs = slack.person('U_ANA').write('mine', 'leads');
  await client.chat.update({ channel: 'C_LEADS', ts, text: 'two' });
  expect(slack.person('U_ANA').sees('leads')[0]).toMatchObject({
    text: 'two',
    isEdited: true,
    blocks: [{ type: 'divider' }],
  });
  const update = (args: { channel: string; ts: string; text: string }) => refusalOf(client.chat.update(args));
  expect(await update({ channel: 'C_LEADS', ts: '1.000001', text: 'x' })).toMatchObject({ error: 'message_not_found' });
  expect(await update({ channel: 'C_LEADS', ts: theirs.ts, text: 'x' })).toMatchObject({
    error: 'cant_update_message',
  });
  expect(await update({ channel: 'C_LEADS', ts, text: 'x'.repeat(4_001) })).toMatchObject({ error: 'msg_too_long' });
  expect(await refusalOf(client.chat.delete({ channel: 'C_LEADS', ts: theirs.ts }))).toMatchObject({
    error: 'cant_delete_message',
  });
  await client.chat.delete({ channel: 'C_LEADS', ts });
  expect(slack.person('U_ANA').sees('leads')).toMatchObject([{ text: 'mine' }]);
});

it('shows history newest first, page by page, and metadata only when asked', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const metadata = { event_type: 'baton', event_payload: { op: '1' } };
  const posted: string[] = [];
  for (const text of ['a', 'b', 'c']) {
    posted.push((await client.chat.postMessage({ channel: 'C_LEADS', text, metadata })).ts ?? '');
  }
  const [a = '', b = '', c = ''] = posted;
  await client.chat.postMessage({ channel: 'C_LEADS', text: 'reply', thread_ts: a });
  await client.chat.postEphemeral({ channel: 'C_LEADS', user: 'U_ANA', text: 'psst' });
  expect([...posted].sort()).toEqual(posted);

  const history = async (args: object) => {
    const answer = await client.conversations.history({ channel: 'C_LEADS', ...args });
    return { texts: answer.messages?.map((message) => message.text), answer };
  };
  const first = await history({ limit: 2 });
  expect(first).toMatchObject({ texts: ['c', 'b'], answer: { has_more: true } });
  expect(await history({ limit: 2, cursor: first.answer.response_metadata?.next_cursor ?? '' })).toMatchObject({
    texts: ['a'],
  });
  expect(await history({ oldest: a, latest: c })).toMatchObject({ texts: ['b'] });
  expect(await history({ oldest: b, latest: c, inclusive: true })).toMatchObject({ texts: ['c', 'b'] });
  expect(first.answer.messages?.[0]?.metadata).toBeUndefined();
  expect((await history({ include_all_metadata: true })).answer.messages?.[0]?.metadata).toEqual(metadata);
  expect((await history({})).answer.messages?.at(-1)).toMatchObject({ reply_count: 1, thread_ts: a });

  const replies = await client.conversations.replies({ channel: 'C_LEADS', ts: a });
  expect(replies.messages?.map((message) => message.text)).toEqual(['a', 'reply']);
  expect(await refusalOf(client.conversations.replies({ channel: 'C_LEADS', ts: '1.000001' }))).toMatchObject({
    error: 'thread_not_found',
  });
  expect(await refusalOf(client.conversations.history({ channel: 'C_ELSE' }))).toMatchObject({
    error: 'not_in_channel',
  });
  expect(await refusalOf(client.conversations.history({ channel: 'C_LEADS', cursor: 'x' }))).toMatchObject({
    error: 'invalid_cursor',
  });
});

it('shows an ephemeral message to one member only', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  await client.chat.postEphemeral({ channel: 'C_LEADS', user: 'U_ANA', text: 'psst' });
  expect(slack.person('U_ANA').sees('leads')).toMatchObject([{ text: 'psst', isEphemeral: true }]);
  expect(slack.person('U_BEN').sees('leads')).toEqual([]);
  const stranger = client.chat.postEphemeral({ channel: 'C_LEADS', user: 'U_GUS', text: 'psst' });
  expect(await refusalOf(stranger)).toMatchObject({ error: 'user_not_in_channel' });
});

it('lists people and channels in pages', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const people = await client.users.list({ limit: 4 });
  expect(people.members?.map((one) => one.id)).toEqual(['U_ANA', 'U_BEN', 'U_GUS', 'U_OLD']);
  expect(people.response_metadata?.next_cursor).not.toBe('');
  const channels = await client.conversations.list({ types: 'public_channel,private_channel', exclude_archived: true });
  expect(channels.channels?.map((one) => [one.name, one.is_member])).toEqual([
    ['leads', true],
    ['elsewhere', false],
    ['deals', true],
    ['shared', true],
  ]);
  expect((await client.conversations.info({ channel: 'C_SHARED' })).channel).toMatchObject({ is_ext_shared: true });
});

it('takes the token away for good, until the app is installed again', async () => {
  const slack = await openOffice();
  slack.admin.revokeToken();
  expect(await refusalOf(clientOf(slack).auth.test())).toMatchObject({ error: 'token_revoked' });
  slack.admin.uninstall();
  expect(await refusalOf(clientOf(slack).auth.test())).toMatchObject({ error: 'account_inactive' });
  slack.admin.reinstall();
  expect(await clientOf(slack).auth.test()).toMatchObject({ ok: true });
});
