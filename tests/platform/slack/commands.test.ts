import { describe, expect, it } from 'vitest';
import { type Understood, understand } from '../../../src/platform/slack/listeners/commands.ts';
import { tableOf, usedBy } from '../../../src/platform/slack/listeners/listener-table.ts';
import type { Listeners, Subcommand } from '../../../src/platform/slack/listeners/listeners.ts';

const nothing = async () => ({ kind: 'nothing' }) as const;
const word = (command: string, name: string, more: Partial<Subcommand<string>> = {}): Subcommand<string> => ({
  command,
  word: name,
  usage: '',
  summary: `does ${name}`,
  run: nothing,
  ...more,
});
const leads: Listeners<string> = {
  commands: [
    word('/lead', 'claim', { usage: '[id]', aliases: ['take'] }),
    word('/lead', 'mine', { isDefault: true }),
    word('/lead-review', 'start'),
  ],
};
const home: Listeners<string> = { commands: [word('/baton', 'setup'), word('/baton', 'status')] };
const { commands } = tableOf([leads, home]);

const asked = (command: string, text: string) => brief(understand(commands, command, text));
const brief = (understood: Understood<string>) =>
  understood.kind === 'run'
    ? `${understood.subcommand.command} ${understood.subcommand.word}(${understood.text})`
    : understood.message.text;

describe('a command is understood', () => {
  it.each([
    ['/lead', 'claim 3', '/lead claim(3)'],
    ['/lead', '  Claim   3  please ', '/lead claim(3  please)'],
    ['/lead', 'take 3', '/lead claim(3)'],
    ['/lead', '', '/lead mine()'],
    ['/baton', 'lead claim 3', '/lead claim(3)'],
    ['/baton', 'lead', '/lead mine()'],
    ['/baton', 'lead-review start', '/lead-review start()'],
    ['/lead', 'review start', '/lead-review start()'],
    ['/baton', 'lead review start', '/lead-review start()'],
    ['/baton', 'setup', '/baton setup()'],
  ])('%s %s', (command, text, expected) => {
    expect(asked(command, text)).toBe(expected);
  });

  it('with line breaks in what follows', () => {
    expect(asked('/lead', 'claim a\nb')).toBe('/lead claim(a\nb)');
  });
});

describe('help is made of the same table', () => {
  it('of a command', () => {
    expect(asked('/lead', 'help')).toBe(
      '*/lead* …\n*claim* [id] – does claim\n*mine* – does mine (or just */lead*)\nMore: */lead review help*',
    );
  });

  it('of the umbrella names the other commands', () => {
    expect(asked('/baton', 'help')).toContain('More: */baton lead help*');
    expect(asked('/baton', 'lead help')).toContain('*/baton lead* …');
  });

  it('is what a command without a default does alone', () => {
    expect(asked('/lead-review', '')).toContain('*start*');
  });
});

describe('an unknown word', () => {
  it('gets the nearest one', () => {
    expect(asked('/lead', 'clami 3')).toContain('Did you mean */lead claim*?');
    expect(asked('/baton', 'laed claim 3')).toContain('Did you mean */baton lead*?');
  });

  it('gets the way to help if nothing is near', () => {
    expect(asked('/lead', 'zzzzzz')).toBe('“zzzzzz” is nothing I know. Try */lead help*.');
  });

  it('pings nobody and is not repeated at length', () => {
    expect(asked('/lead', '<!channel>')).toContain('&lt;!channel&gt;');
    expect(asked('/lead', 'x'.repeat(3_000)).length).toBeLessThan(200);
  });
});

describe('the start fails', () => {
  it.each<[string, Listeners<string>[]]>([
    ['"claim" is taken twice', [leads, { commands: [word('/lead', 'claim')] }]],
    ['"take" is taken twice', [leads, { commands: [word('/lead', 'take')] }]],
    ['two defaults', [leads, { commands: [word('/lead', 'list', { isDefault: true })] }]],
    ['"lead" is taken twice', [leads, { commands: [word('/baton', 'lead')] }]],
    ['no slash command', [{ commands: [word('lead', 'claim')] }]],
    ['written small', [{ commands: [word('/lead', 'Claim')] }]],
    ['"lead.claim" is taken twice', [{ actions: { 'lead.claim': nothing } }, { actions: { 'lead.claim': nothing } }]],
    ['"lead.form" is taken twice', [{ views: { 'lead.form': nothing } }, { views: { 'lead.form': nothing } }]],
    ['Event star_added', [{ events: { star_added: async () => {} } }]],
    ['"|"', [{ actions: { 'lead|claim': nothing } }]],
    ['which nobody listens to', [{ ...leads, forGuests: ['/lead mine', '/lead mien'] }]],
  ])('%s', (fault, listeners) => {
    expect(() => tableOf(listeners)).toThrow(fault);
  });
});

it('says what the code uses, to be compared with the manifest', () => {
  const events = { channel_archive: async () => {} };
  const used = usedBy([leads, home, { events, globalShortcuts: { 'lead.new': nothing } }, { events }]);
  expect(used).toMatchObject({
    commands: ['/baton', '/lead', '/lead-review'],
    events: ['channel_archive'],
    globalShortcuts: ['lead.new'],
    messageShortcuts: [],
    scopes: ['channels:read', 'chat:write', 'commands', 'groups:read', 'im:write', 'users:read'],
    optionalScopes: ['channels:history', 'dnd:read', 'files:read', 'groups:history', 'im:history', 'users:read.email'],
  });
});
