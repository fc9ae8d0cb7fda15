import type { KnownBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { Permanent, Transient } from '../../../src/platform/errors.ts';
import type { ActionCall, Answer, Listeners, Subcommand } from '../../../src/platform/slack/listeners/listeners.ts';
import { connect } from './workspace.ts';

const say = (text: string): Answer => ({ kind: 'say', message: { text } });
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const button = (label: string, actionId: string, value?: string) => ({
  type: 'button' as const,
  text: plain(label),
  action_id: actionId,
  ...(value !== undefined && { value }),
});
const row = (...elements: Extract<KnownBlock, { type: 'actions' }>['elements']): KnownBlock => ({
  type: 'actions',
  elements,
});
const form = (title: string, blocks: KnownBlock[] = []): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  private_metadata: 'id-3',
  title: plain(title),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 'text' },
    },
    ...blocks,
  ],
});
const command = (word: string, run: Subcommand<string>['run'], more: Partial<Subcommand<string>> = {}) => ({
  command: '/lead',
  word,
  usage: '',
  summary: word,
  run,
  ...more,
});
const latest = (messages: readonly { says: string; isEphemeral: boolean }[]) => messages.at(-1);

describe('commands', () => {
  const listeners: Listeners<string> = {
    commands: [
      command('claim', async ({ actor, text, channel }) => say(`${actor} claims ${text} in ${channel}`)),
      command('new', async () => ({ kind: 'open', view: form('New lead') })),
    ],
  };

  it('are answered to the person alone, under both names', async () => {
    const { slack } = await connect({ listeners: [listeners] });
    const ben = slack.person('U_BEN');
    expect(await ben.type('/lead claim 3', 'leads')).toMatchObject({ kind: 'acknowledged' });
    await slack.until(() => latest(ben.sees('leads'))?.says === 'U_BEN claims 3 in C_LEADS');
    await ben.type('/baton lead claim 4', 'leads');
    const seen = await slack.until(() => ben.sees('leads').find(({ says }) => says.includes('claims 4')));
    expect(seen.isEphemeral).toBe(true);
    expect(slack.person('U_ANA').sees('leads')).toEqual([]);
  });

  it('hear what was typed: no markup around addresses and links, and no escaped signs', async () => {
    const { slack } = await connect({ listeners: [listeners] });
    const ben = slack.person('U_BEN');
    const heard: string[] = [];
    const last = async (typed: string) => {
      await ben.type(`/lead claim ${typed}`, 'leads');
      const seen = await slack.until(() => ben.sees('leads').find(({ says }) => !heard.includes(says)));
      heard.push(seen.says);
      return seen.says;
    };
    expect(await last('R&D <5 > 3 ann@acme.example')).toBe('U_BEN claims R&D <5 > 3 ann@acme.example in C_LEADS');
    expect(await last('see https://acme.example/a?b=1&c=2')).toBe(
      'U_BEN claims see https://acme.example/a?b=1&c=2 in C_LEADS',
    );
  });

  it('an unknown word is answered with the nearest one', async () => {
    const { slack } = await connect({ listeners: [listeners] });
    const ben = slack.person('U_BEN');
    await ben.type('/lead clami 3', 'leads');
    await slack.until(() => latest(ben.sees('leads'))?.says.includes('Did you mean'));
  });

  it('open a modal', async () => {
    const { slack } = await connect({ listeners: [listeners] });
    const ben = slack.person('U_BEN');
    await ben.type('/lead new', 'leads');
    expect(await slack.until(() => ben.view())).toMatchObject({ title: 'New lead' });
  });

  it.each(['expired_trigger_id', 'exchanged_trigger_id'])(
    '%s: the person is asked to press again (row 46)',
    async (error) => {
      const { slack } = await connect({ listeners: [listeners] });
      slack.faults.on('views.open', { kind: 'error', error });
      const ben = slack.person('U_BEN');
      await ben.type('/lead new', 'leads');
      await slack.until(() => latest(ben.sees('leads'))?.says.includes('Please press again'));
    },
  );
});

describe('nobody is met with silence', () => {
  it('who is refused at the gate gets its sentence, and nothing runs (row 58)', async () => {
    const ran: string[] = [];
    const claim = async ({ actor }: { actor: string }) => {
      ran.push(actor);
      return say('Yours');
    };
    const { slack, baton, log } = await connect({ listeners: [{ actions: { claim } }] });
    await baton.client.post({
      to: { channel: 'C_SHARED' },
      content: { text: 'New lead', blocks: [row(button('Claim', 'claim', '3'))] },
      op: '1',
    });
    const eve = slack.person('U_EXT');
    const [card] = eve.sees('shared');
    if (card) await eve.press(card, 'Claim');
    await slack.until(() => latest(eve.sees('shared'))?.says === 'Baton is for people of Acme.');
    expect(ran).toEqual([]);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ event: 'slack.refused', fields: { action: 'claim', team: 'T_OTHER', user: 'U_EXT' } }),
    );
  });

  it.each<[string, Error, string]>([
    ['a bug', new Error('Jo Smith is not iterable'), 'Something went wrong'],
    ['what may pass', new Transient('Slack is away'), 'try again in a moment'],
    ['what must be mended', new Permanent('no', { code: 'is_archived', advice: 'Choose another.' }), 'Choose another.'],
  ])('%s gets a sentence with the id that the log has', async (_, error, sentence) => {
    const fails = command('fail', async () => {
      throw error;
    });
    const { slack, log } = await connect({ listeners: [{ commands: [fails] }] });
    const ben = slack.person('U_BEN');
    expect(await ben.type('/lead fail', 'leads')).toMatchObject({ kind: 'acknowledged' });
    const seen = await slack.until(() => latest(ben.sees('leads')));
    const line = log.lines.find(({ event }) => event === 'slack.listener.failed');
    expect(seen.says).toContain(sentence);
    expect(seen.says).toContain(line?.fields.faultId);
    expect(seen.says).not.toContain('Jo Smith');
    expect(line?.fields).toMatchObject({ error, user: 'U_BEN' });
  });

  it('a button of an older version says so', async () => {
    const { slack, baton } = await connect();
    const blocks = [row(button('Grab', 'lead.grab'))];
    await baton.client.post({ to: { channel: 'C_LEADS' }, content: { text: 'New lead', blocks }, op: '1' });
    const ben = slack.person('U_BEN');
    const [card] = ben.sees('leads');
    if (card) await ben.press(card, 'Grab');
    await slack.until(() => latest(ben.sees('leads'))?.says.includes('older version'));
  });

  it('a link is just followed', async () => {
    const { slack, baton } = await connect();
    const link = { ...button('View in CRM', 'crm'), url: 'https://crm.example/3' };
    await baton.client.post({
      to: { channel: 'C_LEADS' },
      content: { text: 'New lead', blocks: [row(link)] },
      op: '1',
    });
    const ben = slack.person('U_BEN');
    const [card] = ben.sees('leads');
    expect(card && (await ben.press(card, 'View in CRM'))).toEqual({ kind: 'acknowledged' });
    expect(ben.sees('leads')).toHaveLength(1);
  });
});

describe('actions', () => {
  const heard: ActionCall<string>[] = [];
  const hear = (answer: Answer) => async (call: ActionCall<string>) => {
    heard.push(call);
    return answer;
  };

  it('tell their value and message, and replace it', async () => {
    heard.length = 0;
    const replaced = hear({ kind: 'replace', message: { text: 'Claimed by Ben' } });
    const { slack, baton } = await connect({ listeners: [{ actions: { claim: replaced } }] });
    const blocks = [row(button('Claim', 'claim', '3'))];
    const { ts } = await baton.client.post({ to: { channel: 'C_LEADS' }, content: { text: 'New', blocks }, op: '1' });
    const ben = slack.person('U_BEN');
    const [card] = ben.sees('leads');
    if (card) await ben.press(card, 'Claim');
    await slack.until(() => latest(ben.sees('leads'))?.says === 'Claimed by Ben');
    expect(heard).toMatchObject([
      { actor: 'U_BEN', value: '3', channel: 'C_LEADS', message: { channel: 'C_LEADS', ts } },
    ]);
  });

  it('of an overflow count as the action that the option names', async () => {
    heard.length = 0;
    const { slack, baton } = await connect({ listeners: [{ actions: { 'lead.release': hear(say('Released')) } }] });
    const overflow = {
      type: 'overflow' as const,
      action_id: 'more',
      options: [
        { text: plain('Release'), value: 'lead.release|3' },
        { text: plain('Gone'), value: 'lead.gone|3' },
      ],
    };
    await baton.client.post({ to: { channel: 'C_LEADS' }, content: { text: 'New', blocks: [row(overflow)] }, op: '1' });
    const ben = slack.person('U_BEN');
    const [card] = ben.sees('leads');
    if (!card) throw new Error('No card');
    await ben.choose(card, 'more', 'Release');
    await slack.until(() => latest(ben.sees('leads'))?.says === 'Released');
    expect(heard).toMatchObject([{ value: '3' }]);
    await ben.choose(card, 'more', 'Gone');
    await slack.until(() => latest(ben.sees('leads'))?.says.includes('older version'));
  });

  it('in a thread are answered in the thread', async () => {
    const { slack, baton } = await connect({ listeners: [{ actions: { ask: hear(say('In here')) } }] });
    const to = { channel: 'C_LEADS' };
    const { ts } = await baton.client.post({ to, content: { text: 'Parent' }, op: '1' });
    const blocks = [row(button('Ask', 'ask'))];
    await baton.client.post({ to, content: { text: 'Reply', blocks }, threadTs: ts, op: '2' });
    const ben = slack.person('U_BEN');
    const reply = ben.thread({ channel: 'C_LEADS', ts }).at(-1);
    if (reply) await ben.press(reply, 'Ask');
    await slack.until(() => latest(ben.thread({ channel: 'C_LEADS', ts }))?.says === 'In here');
  });

  it('two quick clicks in a modal leave the later rendering', async () => {
    let clicks = 0;
    const rows = [row(button('More', 'more'))];
    const more = async (): Promise<Answer> => {
      clicks += 1;
      return { kind: 'update', view: form(`Click ${clicks}`, rows) };
    };
    const open = command('new', async () => ({ kind: 'open', view: form('Start', rows) }));
    const { slack } = await connect({ listeners: [{ actions: { more }, commands: [open] }] });
    const ben = slack.person('U_BEN');
    await ben.type('/lead new', 'leads');
    const view = await slack.until(() => ben.view());
    await Promise.all([ben.press(view, 'More'), ben.press(view, 'More')]);
    await slack.until(() => ben.view()?.title === 'Click 2');
    await slack.until(() => slack.records.calls.filter(({ method }) => method === 'views.update').length >= 2);
    expect(ben.view()?.title).toBe('Click 2');
  });

  it('in a modal say what they have to say in another', async () => {
    const open = command('new', async () => ({ kind: 'open', view: form('Start', [row(button('Ask', 'ask'))]) }));
    const { slack } = await connect({ listeners: [{ actions: { ask: hear(say('An answer')) }, commands: [open] }] });
    const ben = slack.person('U_BEN');
    await ben.type('/lead new', 'leads');
    await ben.press(await slack.until(() => ben.view()), 'Ask');
    await slack.until(() => ben.view()?.says.includes('An answer'));
  });
});

describe('a window that is no longer what it was (row 46)', () => {
  const rows = [row(button('More', 'more'))];
  const open = command('new', async () => ({ kind: 'open', view: form('Start', rows) }));
  const more = async (): Promise<Answer> => ({ kind: 'update', view: form('More of it', rows) });

  it('has changed since it was pressed in: it shows the newest all the same (row 46)', async () => {
    const { slack } = await connect({ listeners: [{ actions: { more }, commands: [open] }] });
    const ben = slack.person('U_BEN');
    await ben.type('/lead new', 'leads');
    const view = await slack.until(() => ben.view());
    const fault = slack.faults.on('views.update', { kind: 'error', error: 'hash_conflict' });
    await ben.press(view, 'More');
    await slack.until(() => ben.view()?.title === 'More of it');
    expect(fault.hits).toBe(1);
  });

  it('was closed: the work is done, and nobody is bothered (row 46)', async () => {
    let isDone = false;
    const { slack, log } = await connect({
      listeners: [
        {
          actions: {
            more: async () => {
              await ben.closeAll();
              isDone = true;
              return more();
            },
          },
          commands: [open],
        },
      ],
    });
    const ben = slack.person('U_BEN');
    await ben.type('/lead new', 'leads');
    await ben.press(await slack.until(() => ben.view()), 'More');
    await slack.until(() => slack.records.callsOf('views.update').some(({ answer }) => answer?.error === 'not_found'));
    expect(isDone).toBe(true);
    expect(ben.view()).toBeUndefined();
    expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it.each<[string, Answer, string]>([
    ['that is to show a form', { kind: 'open', view: form('Start') }, 'Please press again'],
    ['that has done something', say('Noted'), 'Noted'],
  ])('a shortcut %s, whose trigger has expired, is answered in a direct message (row 46)', async (_, answer, words) => {
    const { slack } = await connect({ listeners: [{ globalShortcuts: { 'lead.new': async () => answer } }] });
    slack.faults.on('views.open', { kind: 'error', error: 'expired_trigger_id' });
    const ben = slack.person('U_BEN');
    await ben.shortcut('lead.new');
    await slack.until(() => ben.dms().some(({ says }) => says.includes(words)));
  });
});

describe('submissions', () => {
  async function submitted(answer: Answer) {
    const heard: unknown[] = [];
    const open = command('new', async () => ({ kind: 'open', view: form('Start') }));
    const submit: NonNullable<Listeners<string>['views']>[string] = async ({ viewId, metadata, values }) => {
      heard.push({ viewId, metadata, name: values.text('name') });
      return answer;
    };
    const { slack } = await connect({ listeners: [{ commands: [open], views: { form: submit } }] });
    const ben = slack.person('U_BEN');
    await ben.type('/lead new', 'leads');
    const view = await slack.until(() => ben.view());
    const reaction = await ben.submit(view, { name: 'Acme' });
    expect(heard).toEqual([{ viewId: view.id, metadata: 'id-3', name: 'Acme' }]);
    return reaction;
  }

  it.each<[string, Answer, object]>([
    ['nothing closes the modal', { kind: 'nothing' }, { kind: 'closed' }],
    ['close closes all of them', { kind: 'close' }, { kind: 'cleared' }],
    [
      'errors stand under their fields',
      { kind: 'errors', errors: { name: 'Taken' } },
      { kind: 'errors', errors: { name: 'Taken' } },
    ],
    ['update changes it', { kind: 'update', view: form('Next') }, { kind: 'updated', view: { title: 'Next' } }],
    ['open changes it too', { kind: 'open', view: form('Next') }, { kind: 'updated', view: { title: 'Next' } }],
    ['push lays another over it', { kind: 'push', view: form('Next') }, { kind: 'pushed', view: { title: 'Next' } }],
    [
      'say shows the words in its place',
      say('Saved'),
      { kind: 'updated', view: { says: expect.stringContaining('Saved') } },
    ],
  ])('%s', async (_, answer, expected) => {
    expect(await submitted(answer)).toMatchObject(expected);
  });

  it('a fault keeps the person informed, and what they typed', async () => {
    const open = command('new', async () => ({ kind: 'open', view: form('Start') }));
    const views = {
      form: async () => {
        throw new Error('bug');
      },
    };
    const { slack } = await connect({ listeners: [{ commands: [open], views }] });
    const ben = slack.person('U_BEN');
    await ben.type('/lead new', 'leads');
    const reaction = await ben.submit(await slack.until(() => ben.view()), { name: 'Acme' });
    expect(reaction).toEqual({ kind: 'errors', errors: { name: expect.stringContaining('Something went wrong') } });
  });
});

describe('shortcuts', () => {
  it('global ones answer in a modal, because nothing can be posted', async () => {
    const { slack } = await connect({ listeners: [{ globalShortcuts: { 'lead.new': async () => say('Not today') } }] });
    const ben = slack.person('U_BEN');
    await ben.shortcut('lead.new');
    await slack.until(() => ben.view()?.says.includes('Not today'));
  });

  it('those of a message tell its text', async () => {
    const heard: unknown[] = [];
    const listeners: Listeners<string> = {
      messageShortcuts: {
        'lead.from_message': async ({ message }) => {
          heard.push(message);
          return { kind: 'open', view: form('From message') };
        },
      },
    };
    const { slack } = await connect({ listeners: [listeners] });
    const ben = slack.person('U_BEN');
    const written = slack.person('U_ANA').write('Acme called', 'leads');
    await ben.messageShortcut(written, 'lead.from_message');
    await slack.until(() => ben.view()?.title === 'From message');
    expect(heard).toEqual([{ channel: 'C_LEADS', ts: written.ts, text: 'Acme called', user: 'U_ANA' }]);
  });
});

describe('events', () => {
  it('go to every feature that listens', async () => {
    const heard: string[] = [];
    const listen = (name: string): Listeners<string> => ({
      events: {
        user_change: async (_, { teamId }) => {
          heard.push(`${name} ${teamId}`);
        },
      },
    });
    const { slack } = await connect({ listeners: [listen('people'), listen('leads')] });
    slack.admin.deactivate('U_BEN');
    await slack.until(() => slack.events.pending === 0);
    expect(heard).toEqual(['people T_ACME', 'leads T_ACME']);
  });

  it('of another workspace are acknowledged and not heard (row 58)', async () => {
    const heard: unknown[] = [];
    const events = {
      user_change: async (event: unknown) => {
        heard.push(event);
      },
    };
    const { slack, log } = await connect({ listeners: [{ events }] });
    const foreign = { team_id: 'T_OTHER', authorizations: [{ team_id: 'T_OTHER' }] };
    slack.events.send({ type: 'user_change', user: { id: 'U_X' }, event_ts: '1.1' }, foreign);
    await slack.until(() => slack.events.pending === 0);
    expect(heard).toEqual([]);
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'slack.foreign-event' }));
  });
});
