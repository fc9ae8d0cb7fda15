import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../playground/server/faults.ts';
import type { LocalSlack } from '../../../playground/server/start-local-slack.ts';
import type { SteeredClock } from '../../../playground/steered-clock.ts';
import { MINUTE, SECOND } from '../../../src/core/instants.ts';
import type { Database, Tx } from '../../../src/platform/db/database.ts';
import { Permanent, Transient } from '../../../src/platform/errors.ts';
import { LeaseLost } from '../../../src/platform/jobs/job.ts';
import {
  createMessages,
  type Messages,
  type Shown,
  type ShownMessage,
} from '../../../src/platform/slack/messages/messages.ts';
import { clientOf } from '../../playground/office.ts';
import { type Backend, backends } from '../../support/backends.ts';
import { type Connected, type ConnectOptions, connect, recordingLog } from './workspace.ts';

const card = (text: string): ShownMessage => ({ key: 'lead.card:1', to: { channel: 'C_LEADS' }, content: { text } });

const posts = (slack: LocalSlack, channel = 'C_LEADS') =>
  slack
    .channels()
    .find((one) => one.id === channel)
    ?.messages.filter((one) => one.fromBot) ?? [];

const calls = (slack: LocalSlack, method: string) => slack.records.calls.filter((call) => call.method === method);

const sections = (count: number, text: string): KnownBlock[] =>
  Array.from({ length: count }, () => ({ type: 'section', text: { type: 'mrkdwn', text } }));

/** So long we wait for Slack, which answers everything else within it on a busy machine, too; and when the rest lands. */
const TIMEOUT = 1_500;
const LATE = 4_000;

/** What a job's runner does: calls again at the time that the handler or its failure names. */
async function untilShown(
  messages: Messages,
  clock: SteeredClock,
  message: ShownMessage,
): Promise<Shown & { kind: 'shown' }> {
  for (let round = 0; round < 10; round += 1) {
    const at = await messages.show(message).then(
      (shown) => (shown.kind === 'shown' ? shown : shown.at),
      (error: unknown) => {
        if (!(error instanceof Transient)) throw error;
        return error.retryAt ?? clock.now() + SECOND;
      },
    );
    if (typeof at !== 'number') return at;
    clock.advance(Math.max(0, at - clock.now()));
  }
  throw new Error('Never shown');
}

describe.each(backends)('on $name', (backend: Backend) => {
  const open = async (
    options: ConnectOptions = {},
  ): Promise<Connected & { database: Database; messages: Messages }> => {
    const { database = await backend.open() } = options;
    const connected = await connect({ isIdle: true, ...options, database });
    return { ...connected, database, messages: connected.baton.messages };
  };

  describe('a post whose outcome is unknown is in Slack exactly once', () => {
    const faults: [string, Misbehaviour][] = [
      ['its answer is lost', { kind: 'reset', when: 'after' }],
      ['it never arrived', { kind: 'reset', when: 'before' }],
      ['500 after it was accepted', { kind: 'http-error', status: 500, when: 'after' }],
      ['503 before it was accepted', { kind: 'http-error', status: 503, when: 'before' }],
      ['half an answer', { kind: 'body', body: 'cut', when: 'after' }],
      ['a page instead of an answer', { kind: 'body', body: 'html', when: 'after' }],
      ['an empty answer', { kind: 'body', body: 'empty', when: 'after' }],
      ['internal_error after it was accepted', { kind: 'error', error: 'internal_error', when: 'after' }],
    ];

    it.each(faults)('%s (rows 8, 9, 12)', async (_, fault) => {
      const { slack, clock, messages } = await open();
      slack.faults.on('chat.postMessage', fault);

      const shown = await untilShown(messages, clock, card('New lead'));

      expect(posts(slack)).toMatchObject([{ text: 'New lead', ts: shown.ts }]);
    });

    it('it lands after our timeout, within the grace period (row 10)', async () => {
      const { slack, clock, messages } = await open({ timing: { timeout: TIMEOUT } });
      slack.faults.on('chat.postMessage', { kind: 'slow', ms: LATE, when: 'before' });

      await expect(messages.show(card('New lead'))).rejects.toMatchObject({ name: 'InDoubt', countsAsAttempt: false });
      expect(await messages.show(card('New lead'))).toMatchObject({ kind: 'later' });
      await slack.until(() => posts(slack).length === 1);
      await untilShown(messages, clock, card('New lead'));

      expect(posts(slack)).toHaveLength(1);
      expect(calls(slack, 'chat.postMessage')).toHaveLength(1);
    });

    it('in a direct message that was never opened before', async () => {
      const { slack, clock, messages } = await open();
      slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' });
      const prompt: ShownMessage = { key: 'slot:1', to: { person: 'U_BEN' }, content: { text: 'Your standup' } };

      const shown = await untilShown(messages, clock, prompt);

      expect(shown.channel).toMatch(/^D/);
      expect(slack.person('U_BEN').dms()).toMatchObject([{ text: 'Your standup' }]);
      expect(calls(slack, 'conversations.open')).toHaveLength(1);
    });

    it('in a thread', async () => {
      const { slack, clock, messages } = await open();
      const parent = await untilShown(messages, clock, card('New lead'));
      slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' });
      await untilShown(messages, clock, { ...card('Claimed'), key: 'reply:1', inThreadOf: 'lead.card:1' });

      expect(
        slack
          .person('U_ANA')
          .thread(parent)
          .map(({ text }) => text),
      ).toEqual(['New lead', 'Claimed']);
    });

    it('what was found is brought up to date', async () => {
      const { slack, clock, messages } = await open();
      slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' });
      await expect(messages.show(card('New lead'))).rejects.toBeInstanceOf(Transient);
      await untilShown(messages, clock, card('Claimed by Ben'));

      expect(posts(slack)).toMatchObject([{ text: 'Claimed by Ben' }]);
    });

    describe('and nobody wants it any more', () => {
      const settled = async (messages: Messages, clock: SteeredClock, key: string) => {
        const first = await messages.settle(key);
        if (first.kind !== 'later') return first;
        clock.advance(first.at - clock.now());
        return messages.settle(key);
      };
      const inThread: ShownMessage = { ...card('Late'), key: 'notice:1', inThreadOf: 'lead.card:1' };
      const direct: ShownMessage = { ...card('Yours'), key: 'notice:2', to: { person: 'U_ANA' } };

      it.each([
        ['in its channel', card('New lead')],
        ['in its thread', inThread],
        ['in a direct message that was never opened before', direct],
      ])('%s: if it arrived it stands there, and stays known', async (_, message) => {
        const { slack, clock, messages, database } = await open();
        if (message.inThreadOf !== undefined) await messages.show(card('New lead'));
        slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' });
        await expect(messages.show(message)).rejects.toBeInstanceOf(Transient);

        const shown = await settled(messages, clock, message.key);

        expect(shown).toMatchObject({ kind: 'shown', ts: expect.any(String) });
        expect(await messages.find(database.db, message.key)).toMatchObject({ state: 'shown' });
        expect(calls(slack, 'chat.postMessage')).toHaveLength(message.inThreadOf === undefined ? 1 : 2);
      });

      it('if it did not arrive it is forgotten, and may be posted later', async () => {
        const { slack, clock, messages, database } = await open();
        slack.faults.on('chat.postMessage', { kind: 'reset', when: 'before' });
        await expect(messages.show(direct)).rejects.toBeInstanceOf(Transient);

        expect(await settled(messages, clock, direct.key)).toEqual({ kind: 'unposted' });
        expect(await messages.find(database.db, direct.key)).toBeUndefined();
        await untilShown(messages, clock, direct);
      });

      it('if nobody may look it is forgotten, with a line in the log', async () => {
        const { slack, clock, messages, log } = await open({ slack: { declined: ['im:history'] } });
        slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' });
        await expect(messages.show(direct)).rejects.toBeInstanceOf(Transient);

        expect(await settled(messages, clock, direct.key)).toEqual({ kind: 'unposted' });
        expect(log.lines.map(({ event }) => event)).toContain('slack.message.forgotten');
      });

      it('whether it is to be shown is told only when it can be: it is new while wanted, stands if it arrived, and else it is unposted', async () => {
        const { slack, clock, messages } = await open();
        const other: ShownMessage = { ...direct, key: 'notice:3' };
        for (const [message, when] of [[direct, 'after'] as const, [other, 'before'] as const]) {
          expect(await messages.standing(message.key, true)).toEqual({ kind: 'new' });
          slack.faults.on('chat.postMessage', { kind: 'reset', when });
          await expect(messages.show(message)).rejects.toBeInstanceOf(Transient);
          expect(await messages.standing(message.key, true)).toEqual({ kind: 'new' });
          expect(await messages.standing(message.key, false)).toMatchObject({ kind: 'later' });
        }
        clock.advance(MINUTE);

        expect(await messages.standing(direct.key, false)).toEqual({ kind: 'stands' });
        expect(await messages.standing(direct.key, true)).toEqual({ kind: 'stands' });
        expect(await messages.standing(other.key, false)).toEqual({ kind: 'unposted' });
      });

      it('where nobody may look it stands, and is said again as what it may be: a repeat, with its present words', async () => {
        const { slack, clock, messages } = await open({ slack: { declined: ['im:history'] } });
        slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' });
        await expect(messages.show(direct)).rejects.toBeInstanceOf(Transient);
        expect(await messages.standing(direct.key, false)).toMatchObject({ kind: 'later' });
        clock.advance(MINUTE);

        expect(await messages.standing(direct.key, false)).toEqual({ kind: 'stands' });
        await messages.show({ ...direct, content: card('No longer yours').content });
        expect(
          slack
            .person('U_ANA')
            .dms()
            .map(({ says }) => says),
        ).toEqual(['Yours', expect.stringMatching(/repeat.*No longer yours|No longer yours.*repeat/s)]);
      });

      it('one that was never sent is forgotten, and one that nobody knows changes nothing', async () => {
        const { slack, messages, database } = await open();
        slack.faults.on('chat.postMessage', { kind: 'rate-limited', retryAfter: 1 });
        await messages.show(direct).catch(() => {});

        expect(await messages.settle(direct.key)).toEqual({ kind: 'unposted' });
        expect(await messages.find(database.db, direct.key)).toBeUndefined();
        expect(await messages.settle('notice:unknown')).toEqual({ kind: 'unposted' });
      });
    });

    it('the process dies between the post and its record; the next one looks it up (row 5)', async () => {
      const database = await backend.open();
      const { slack, clock, messages, baton } = await open({ database });
      slack.faults.on('chat.postMessage', { kind: 'slow', ms: 60_000, when: 'after' });
      messages.show(card('New lead')).catch(() => {});
      await slack.until(() => posts(slack).length === 1);
      const deps = { client: baton.client, clock, log: recordingLog(), grace: 15 * SECOND };
      const successor = createMessages({ database, ...deps });
      const shown = await untilShown(successor, clock, card('New lead'));

      expect(posts(slack)).toMatchObject([{ ts: shown.ts }]);
    });
  });

  it('without the history scopes a repeat says that it may be one', async () => {
    const { slack, clock, messages, log } = await open({
      slack: { declined: ['channels:history', 'groups:history', 'im:history'] },
    });
    slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' });
    await untilShown(messages, clock, {
      ...card('New lead'),
      content: { text: 'New lead', blocks: sections(50, 'Acme') },
    });

    const [first, second] = posts(slack);
    expect(first?.text).toBe('New lead');
    expect(second?.blocks).toHaveLength(50);
    expect(JSON.stringify(second?.blocks)).toContain('Possible repeat');
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'slack.message.repeated' }));
  });

  it('without the history scopes a repeat that Slack put off still says so when it comes', async () => {
    const { slack, clock, messages } = await open({
      slack: { declined: ['channels:history', 'groups:history', 'im:history'] },
    });
    slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' });
    slack.faults.on('chat.postMessage', { kind: 'rate-limited', retryAfter: 1 });
    await untilShown(messages, clock, card('New lead'));
    expect(posts(slack).map(({ text }) => text)).toEqual(['New lead', expect.stringContaining('Possible repeat')]);
  });

  describe('what is known not to have been posted is posted without a look-up', () => {
    it('429: not before the time that Slack names, and other channels go on (row 11)', async () => {
      const { slack, clock, messages } = await open();
      slack.faults.on('chat.postMessage', { kind: 'rate-limited', retryAfter: 30 });
      const failure = await messages.show(card('New lead')).catch((error: unknown) => error);
      expect(failure).toMatchObject({ countsAsAttempt: false });
      const { retryAt } = failure as Transient;
      expect(retryAt).toBeGreaterThan(clock.now() + 25 * SECOND);

      await expect(messages.show(card('New lead'))).rejects.toBeInstanceOf(Transient);
      expect(calls(slack, 'chat.postMessage')).toHaveLength(1);
      await messages.show({ ...card('Elsewhere'), key: 'other', to: { channel: 'G_DEALS' } });
      clock.advance(31 * SECOND);
      await messages.show(card('New lead'));
      expect(posts(slack)).toHaveLength(1);
      expect(calls(slack, 'conversations.history')).toHaveLength(0);
    });

    it.each(['soon', undefined])('429 with Retry-After %s waits half a minute', async (retryAfter) => {
      const { slack, clock, messages } = await open();
      slack.faults.on('chat.postMessage', { kind: 'rate-limited', ...(retryAfter && { retryAfter }) });
      const failure = await messages.show(card('New lead')).catch((error: unknown) => error);
      expect((failure as Transient).retryAt).toBeGreaterThan(clock.now() + 25 * SECOND);
    });

    it('Slack is away: no attempts are used up, and nothing is lost (row 13)', async () => {
      const { slack, clock, messages } = await open();
      const comeBack = await slack.faults.outage('refuse');
      await expect(messages.show(card('New lead'))).rejects.toMatchObject({ countsAsAttempt: false });
      await comeBack();
      await untilShown(messages, clock, card('New lead'));
      expect(posts(slack)).toHaveLength(1);
      expect(calls(slack, 'conversations.history')).toHaveLength(0);
    });
  });

  describe('changes', () => {
    it('are made in place, and what Slack shows already is not sent again', async () => {
      const { slack, messages } = await open();
      await messages.show(card('New lead'));
      await messages.show(card('New lead'));
      await messages.show(card('Claimed'));
      await messages.show({ content: { text: 'Claimed' }, to: { channel: 'C_LEADS' }, key: 'lead.card:1' });
      expect(posts(slack)).toMatchObject([{ text: 'Claimed' }]);
      expect(calls(slack, 'chat.update')).toHaveLength(1);
    });

    it('may be repeated when their answer is lost', async () => {
      const { slack, clock, messages } = await open();
      await messages.show(card('New lead'));
      slack.faults.on('chat.update', { kind: 'reset', when: 'after' });
      await untilShown(messages, clock, card('Claimed'));
      expect(posts(slack)).toMatchObject([{ text: 'Claimed' }]);
    });

    it('may land late, on top of a newer one: that is made once more when nothing can land any more (row 10)', async () => {
      const { slack, clock, messages } = await open({ timing: { timeout: TIMEOUT } });
      await messages.show(card('New lead'));
      slack.faults.on('chat.update', { kind: 'slow', ms: LATE, when: 'before' });
      await expect(messages.show(card('Free again'))).rejects.toMatchObject({ name: 'InDoubt' });
      expect(await messages.show(card('Claimed'))).toMatchObject({ kind: 'later' });
      expect(posts(slack)).toMatchObject([{ text: 'Claimed' }]);
      await slack.until(() => posts(slack)[0]?.text === 'Free again');
      await untilShown(messages, clock, card('Claimed'));
      expect(posts(slack)).toMatchObject([{ text: 'Claimed' }]);
    });

    it('whose answer is lost are taken back, too, when the message is to say what it said before', async () => {
      const { slack, clock, messages } = await open();
      await messages.show(card('Free'));
      slack.faults.on('chat.update', { kind: 'http-error', status: 500, when: 'after' });
      await expect(messages.show(card('Claimed'))).rejects.toMatchObject({ name: 'InDoubt' });
      await untilShown(messages, clock, card('Free'));
      expect(posts(slack)).toMatchObject([{ text: 'Free' }]);
    });

    it('that Slack has not taken are simply made later', async () => {
      const { slack, clock, messages } = await open();
      await messages.show(card('New lead'));
      slack.faults.on('chat.update', { kind: 'rate-limited', retryAfter: 1 });
      await untilShown(messages, clock, card('Claimed'));
      expect(posts(slack)).toMatchObject([{ text: 'Claimed' }]);
      expect(calls(slack, 'chat.update')).toHaveLength(2);
    });

    it('of a message that was deleted post it anew, once', async () => {
      const { slack, messages, log } = await open();
      const remove = (ts: string) => clientOf(slack).chat.delete({ channel: 'C_LEADS', ts });
      const shown = await messages.show(card('New lead'));
      await remove(shown.kind === 'shown' ? shown.ts : '');
      const anew = await messages.show(card('Claimed'));
      expect(posts(slack)).toMatchObject([{ text: 'Claimed' }]);
      expect(log.lines).toContainEqual(expect.objectContaining({ event: 'slack.message.gone' }));

      await remove(anew.kind === 'shown' ? anew.ts : '');
      await expect(messages.show(card('Won'))).rejects.toMatchObject({ code: 'message_not_found' });
      expect(posts(slack)).toEqual([]);
    });
  });

  describe('threads', () => {
    it('stay where they are when what they are about has moved on: a change, a reply, and what was deleted', async () => {
      const { slack, messages } = await open();
      const elsewhere = { channel: 'C_GENERAL' };
      const shown = await messages.show(card('New lead'));
      await messages.show({ ...card('Claimed'), to: elsewhere });
      await messages.show({ ...card('Called'), key: 'reply:1', inThreadOf: 'lead.card:1', to: elsewhere });
      await clientOf(slack).chat.delete({ channel: 'C_LEADS', ts: shown.kind === 'shown' ? shown.ts : '' });
      await messages.show({ ...card('Won'), to: elsewhere });
      expect(posts(slack).map(({ text }) => text)).toEqual(['Called', 'Won']);
      expect(posts(slack, 'C_GENERAL')).toEqual([]);
    });

    it('a reply waits for its parent (row 18)', async () => {
      const { messages, clock } = await open();
      const reply = { ...card('Claimed'), key: 'reply:1', inThreadOf: 'lead.card:1' };
      expect(await messages.show(reply)).toMatchObject({ kind: 'later' });
      await messages.show(card('New lead'));
      expect(await untilShown(messages, clock, reply)).toMatchObject({ kind: 'shown' });
    });

    it('a reply to what Slack refuses is refused too', async () => {
      const { slack, messages } = await open();
      slack.admin.archiveChannel('C_LEADS');
      await expect(messages.show(card('New lead'))).rejects.toBeInstanceOf(Permanent);
      const reply = { ...card('Claimed'), key: 'reply:1', inThreadOf: 'lead.card:1' };
      await expect(messages.show(reply)).rejects.toMatchObject({ code: 'is_archived' });
    });
  });

  it('blocks that Slack refuses are left out, once, and the log says where (payload faults)', async () => {
    const { slack, messages, log } = await open();
    const content = { text: 'New lead', blocks: sections(51, 'Acme') };
    await messages.show({ ...card('New lead'), content });
    await messages.show({ ...card('New lead'), content });

    expect(posts(slack)).toMatchObject([{ text: 'New lead', blocks: [] }]);
    expect(calls(slack, 'chat.postMessage')).toHaveLength(2);
    expect(log.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        event: 'slack.message.refused',
        fields: expect.objectContaining({ key: 'lead.card:1' }),
      }),
    );
  });

  it('a plainer form goes out where Slack refuses the first one, and then the plainer one of that', async () => {
    const { slack, messages, log } = await open();
    const refused = (word: string) =>
      slack.faults.on(
        'chat.postMessage',
        { kind: 'error', error: 'invalid_blocks' },
        { times: Number.POSITIVE_INFINITY, matching: ({ blocks }) => JSON.stringify(blocks ?? []).includes(word) },
      );
    const plain = { text: 'In words', blocks: sections(1, 'table') };
    const content = {
      text: 'Results',
      blocks: sections(1, 'chart'),
      plainer: { ...plain, plainer: { text: 'In words' } },
    };
    refused('chart');
    await messages.show({ ...card('Results'), content });
    await messages.show({ ...card('Results'), content });
    expect(posts(slack)).toMatchObject([{ text: 'In words', blocks: plain.blocks }]);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);

    refused('table');
    await messages.show({ ...card('Results'), key: 'other:1', content });
    expect(posts(slack)).toMatchObject([{}, { text: 'In words', blocks: [] }]);
  });

  it('an archived channel blocks the message with advice; it goes out when that is mended (row 42)', async () => {
    const database = await backend.open();
    const { slack, messages } = await open({ database });
    slack.admin.archiveChannel('C_LEADS');
    await expect(messages.show(card('New lead'))).rejects.toMatchObject({
      code: 'is_archived',
      advice: expect.stringContaining('archived'),
      subject: { channel: 'C_LEADS' },
    });
    expect(await messages.find(database.db, 'lead.card:1')).toMatchObject({
      state: 'blocked',
      blockedBy: 'is_archived',
    });
    slack.admin.unarchiveChannel('C_LEADS');
    await messages.show(card('New lead'));
    expect(await messages.find(database.db, 'lead.card:1')).toMatchObject({ state: 'shown', channel: 'C_LEADS' });
  });

  it('two workers with one message post it once', async () => {
    const database = await backend.open();
    const { slack, clock, messages, baton } = await open({ database });
    const deps = { client: baton.client, clock, log: recordingLog(), grace: 15 * SECOND };
    const other = createMessages({ database, ...deps });
    await Promise.allSettled([messages, other, messages, other].map((one) => one.show(card('New lead'))));
    await untilShown(messages, clock, card('New lead'));
    expect(posts(slack)).toHaveLength(1);
  });

  it('two workers that both find a lost post missing repeat it once', async () => {
    const database = await backend.open();
    const { slack, clock, messages, baton } = await open({ database });
    slack.faults.on('chat.postMessage', { kind: 'reset', when: 'before' });
    await expect(messages.show(card('New lead'))).rejects.toBeInstanceOf(Transient);
    clock.advance(16 * SECOND);
    // Both look before either posts.
    slack.faults.on('conversations.history', { kind: 'slow', ms: 150, when: 'after' }, { times: 2 });
    const deps = { client: baton.client, clock, log: recordingLog(), grace: 15 * SECOND };
    const other = createMessages({ database, ...deps });
    const outcomes = await Promise.allSettled([messages, other].map((one) => one.show(card('New lead'))));
    expect(posts(slack)).toHaveLength(1);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('a worker that has lost its lease posts nothing (row 26)', async () => {
    const database = await backend.open();
    const { slack, clock, baton } = await open({ database });
    const fence = async () => {
      throw new Transient('Another process works now');
    };
    const fenced = createMessages({
      database,
      client: baton.client,
      clock,
      log: recordingLog(),
      grace: 15 * SECOND,
      fence,
    });
    await expect(fenced.show(card('New lead'))).rejects.toThrow('Another process works now');
    expect(posts(slack)).toEqual([]);
  });

  it('a job that has nothing else to do ends together with its message; what is shown is known though the job is not ours', async () => {
    const { slack, database, messages } = await open();
    const ended: string[] = [];
    const settle = async (tx: Tx) => void ended.push((await messages.find(tx, 'lead.card:1'))?.state ?? '');
    const lost = async () => {
      throw new LeaseLost('lead.card:1');
    };
    await messages.show({ ...card('New lead'), settle: lost });
    expect(await messages.find(database.db, 'lead.card:1')).toMatchObject({ state: 'shown' });
    await messages.show({ ...card('Claimed'), settle });
    await messages.show({ ...card('Claimed'), settle });
    expect(ended).toEqual(['shown']);
    expect(posts(slack)).toMatchObject([{ text: 'Claimed' }]);
  });

  it('a process that was stopped between its mark and its post does not send that any more (row 26)', async () => {
    const database = await backend.open();
    const { slack, clock, baton } = await open({ database });
    let stops = 1;
    const fence = async () => {
      if (stops > 0) clock.advance(20 * SECOND);
      stops -= 1;
    };
    const deps = { client: baton.client, clock, log: recordingLog(), grace: 15 * SECOND };
    const stopped = createMessages({ database, ...deps, fence });
    await expect(stopped.show(card('New lead'))).rejects.toMatchObject({ name: 'Transient', countsAsAttempt: false });
    expect(calls(slack, 'chat.postMessage')).toEqual([]);
    await untilShown(stopped, clock, card('New lead'));
    expect(posts(slack)).toHaveLength(1);
  });

  it('a clock that is set back does not prolong the grace period by as much (row 27)', async () => {
    const { slack, clock, messages } = await open();
    slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' });
    await expect(messages.show(card('New lead'))).rejects.toBeInstanceOf(Transient);
    clock.advance(-180 * MINUTE);
    const later = await messages.show(card('New lead'));
    expect(later).toMatchObject({ kind: 'later' });
    expect(later.kind === 'later' && later.at - clock.now()).toBeLessThanOrEqual(15 * SECOND);
  });

  it('no link is unfurled and no text parsed', async () => {
    const { slack, messages } = await open();
    await messages.show(card('See https://acme.example'));
    await messages.show(card('Seen https://acme.example'));
    expect(calls(slack, 'chat.postMessage')[0]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
    expect(calls(slack, 'chat.update')[0]?.args).toMatchObject({ parse: 'none' });
  });
});
