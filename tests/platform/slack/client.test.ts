import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/instants.ts';
import { memberOfEvent, userOfEvent } from '../../../src/platform/slack/client/answers-of-slack.ts';
import { InDoubt } from '../../../src/platform/slack/client/errors.ts';
import { type ConnectOptions, connect, openSlack } from './workspace.ts';

const idle = (options: ConnectOptions = {}) => connect({ isIdle: true, ...options });
const everyHistory = ['channels:history', 'groups:history', 'im:history'];

it('knows who it is, and which scopes the admin granted', async () => {
  const { baton } = await idle({ slack: { declined: ['im:history'] } });
  expect(baton.identity).toMatchObject({ teamId: 'T_ACME', botUserId: expect.any(String), botId: expect.any(String) });
  expect(baton.identity.scopes).toContain('chat:write');
  expect(baton.identity.scopes).not.toContain('im:history');
});

it('knows who it was when Slack is away at the start', async () => {
  const { baton, slack, clock } = await idle();
  await slack.faults.outage('refuse');
  await expect(idle({ at: { slack, clock } })).rejects.toMatchObject({ countsAsAttempt: false });
  const again = await idle({ at: { slack, clock }, remembered: baton.identity });
  expect(again.baton.identity).toEqual(baton.identity);
});

describe('users', () => {
  it('are listed with what decides whether they may act', async () => {
    const { baton } = await idle();
    const users = await Array.fromAsync(baton.client.users());
    const by = new Map(users.map((user) => [user.id, user]));
    expect(by.get('U_ANA')).toMatchObject({ teamId: 'T_ACME', zone: 'Europe/Madrid', isAdmin: true, isGuest: false });
    expect(by.get('U_GUS')).toMatchObject({ isGuest: true });
    expect(by.get('U_OLD')).toMatchObject({ isDeleted: true });
    expect(by.get('U_BOT')).toMatchObject({ isBot: true });
  });

  it('are read from events in the same way', () => {
    expect(userOfEvent({ type: 'user_change', user: { id: 'U1', tz: 'Europe/Berlin' } })).toMatchObject({
      id: 'U1',
      zone: 'Europe/Berlin',
      isBot: false,
    });
    expect(userOfEvent({ type: 'user_change' })).toBeUndefined();
  });
});

it('PPL-2: the members of a channel are listed, whoever they are', async () => {
  const { baton } = await idle();
  const members = await Array.fromAsync(baton.client.members('C_LEADS'));
  expect(members).toEqual(expect.arrayContaining(['U_ANA', baton.identity.botUserId]));
  await expect(Array.fromAsync(baton.client.members('C_NOWHERE'))).rejects.toMatchObject({ code: 'channel_not_found' });
});

it('PPL-2: who came into a channel or left it is read from events', () => {
  const event = { type: 'member_joined_channel', user: 'U1', channel: 'C1', channel_type: 'C', team: 'T1' };
  expect(memberOfEvent(event)).toEqual({ channelId: 'C1', personId: 'U1' });
  expect(memberOfEvent({ type: 'member_left_channel', user: 'U1' })).toBeUndefined();
});

it('DEL-8: who wants no notifications is read where the admin allows it', async () => {
  const { baton, slack, clock } = await idle();
  expect(await baton.client.quietUntil('U_ANA')).toEqual({ kind: 'ok', value: undefined });
  const now = clock.now();
  const until = now - (now % SECOND) + 10 * MINUTE;
  slack.admin.changeProfile('U_ANA', { quiet: { from: now - MINUTE, until } });
  slack.admin.changeProfile('U_BEN', { quiet: { from: now + MINUTE, until } });
  expect(await baton.client.quietUntil('U_ANA')).toEqual({ kind: 'ok', value: until });
  expect(await baton.client.quietUntil('U_BEN')).toEqual({ kind: 'ok', value: undefined });
  const declined = await idle({ slack: { declined: ['dnd:read'] } });
  expect(await declined.baton.client.quietUntil('U_ANA')).toEqual({ kind: 'missing-scope', scope: 'dnd:read' });
});

describe('a scope that was declined', () => {
  it('hides the addresses of users', async () => {
    const granted = await idle();
    expect(await granted.baton.client.user('U_ANA')).toMatchObject({ email: expect.stringContaining('@') });
    const declined = await idle({ slack: { declined: ['users:read.email'] } });
    expect(await declined.baton.client.user('U_ANA')).toMatchObject({ email: undefined });
  });

  it('makes history an outcome', async () => {
    const { baton } = await idle({ slack: { declined: everyHistory } });
    expect(await baton.client.history({ channel: 'C_LEADS', oldest: '0' })).toMatchObject({ kind: 'missing-scope' });
  });
});

describe('failures', () => {
  it('PPL-5: a revoked token pauses the work until the app is back (row 44)', async () => {
    const { baton, slack, clock } = await idle();
    slack.admin.revokeToken();
    const lost = { name: 'InstallationLost', code: 'token_revoked' };
    await expect(baton.client.user('U_ANA')).rejects.toMatchObject(lost);
    slack.admin.reinstall();
    clock.advance(MINUTE);
    expect(await baton.client.user('U_ANA')).toMatchObject({ id: 'U_ANA' });
  });

  it('while the token does not work Slack is asked once a minute whether it does, and nothing else (row 44)', async () => {
    const { baton, slack, clock } = await idle();
    slack.admin.revokeToken();
    await expect(baton.client.user('U_ANA')).rejects.toThrow();
    const before = slack.records.calls.length;
    for (let minute = 0; minute < 10; minute += 1) {
      const calls = Array.from({ length: 100 }, () => baton.client.user('U_ANA'));
      const outcomes = await Promise.allSettled(calls);
      expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
      clock.advance(MINUTE);
    }
    const asked = slack.records.calls.slice(before);
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['auth.test']));
    expect(asked.length).toBeLessThanOrEqual(12);
  });

  it('no answer in time is no answer', async () => {
    const { baton, slack } = await idle({ timing: { timeout: 1_500 } });
    slack.faults.on('users.info', { kind: 'slow', ms: 3_000, when: 'before' });
    await expect(baton.client.user('U_ANA')).rejects.toMatchObject({ name: 'Transient', countsAsAttempt: false });
  });

  it('one call is one request, whatever happens to it', async () => {
    const { baton, slack } = await idle();
    const fault = slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' }, { times: 9 });
    const post = baton.client.post({ to: { channel: 'C_LEADS' }, content: { text: 'Psst' }, op: '1' });
    await expect(post).rejects.toBeInstanceOf(InDoubt);
    expect(fault.hits).toBe(1);
  });

  it('nothing of what is said gets into the log', async () => {
    const { slack, clock } = await openSlack();
    const { baton, log } = await idle({ at: { slack, clock } });
    slack.faults.on('chat.postMessage', { kind: 'body', body: 'html', when: 'after' });
    await baton.client
      .post({ to: { channel: 'C_LEADS' }, content: { text: 'Jo Smith' }, op: '1' })
      .catch((error: unknown) => log.error('test', { error }));
    expect(JSON.stringify(log.lines)).not.toContain('Jo Smith');
    expect(JSON.stringify(log.lines)).not.toContain(slack.tokens.bot);
  });
});
