import { describe, expect, it } from 'vitest';
import { suggestionsAt, withSuggestion } from '../../../../playground/web/desk/suggestions.ts';
import type { Office } from '../../../../playground/wire.ts';

const face = { zone: 'Europe/Berlin', isPlayable: true, rings: 0 };
const office: Office = {
  team: 'Lumen',
  people: [
    { ...face, id: 'U_ANA', handle: 'ana', name: 'Ana Ruiz', role: 'Sales' },
    { ...face, id: 'U_BEN', handle: 'ben', name: 'Ben Okafor', role: undefined },
  ],
  channels: [
    { id: 'C_LEADS', name: 'leads' },
    { id: 'C_SMARKETING', name: 'smarketing' },
  ],
  userGroups: [{ id: 'S_SALES', handle: 'sales', members: ['U_ANA', 'U_BEN'] }],
  bot: { id: 'U_BATON', name: 'Baton', hasHome: false },
  commands: [
    { command: '/lead', description: 'Claim leads', usageHint: 'new | claim | contact | lead … | help' },
    { command: '/lead-review', description: 'Review leads', usageHint: '' },
    { command: '/baton', description: 'Set up', usageHint: 'me | meeting' },
  ],
  shortcuts: [],
  leadPresets: [],
};

const at = (line: string, caret = line.length) => suggestionsAt(line, caret, office);
const offered = (line: string) => at(line)?.options.map(({ insert }) => insert);

describe('what is suggested', () => {
  it.each([
    ['a slash', '/', ['/lead', '/lead-review', '/baton']],
    ['the beginning of a command', '/LE', ['/lead', '/lead-review']],
    ['a command: the words of its usage hint', '/lead ', ['new', 'claim', 'contact', 'lead', 'help']],
    ['the beginning of such a word', '/lead c', ['claim', 'contact']],
    ['an at sign: people and groups', 'Ask @', ['@ana', '@ben', '@sales']],
    ['a family name', '@oka', ['@ben']],
    ['a number sign: channels', 'See #', ['#leads', '#smarketing']],
  ])('after %s', (_what, line, inserts) => {
    expect(offered(line)).toEqual(inserts);
  });

  it.each([
    ['plain words', 'Hello'],
    ['a slash within the line', 'and/or'],
    ['a second argument', '/lead claim 1'],
    ['a command without a usage hint', '/lead-review '],
    ['a word that is complete', '/lead claim'],
    ['an e-mail address', 'mail ana@le'],
    ['nobody', '@zoe'],
  ])('nothing after %s', (_what, line) => {
    expect(at(line)).toBeUndefined();
  });
});

describe('Enter takes the first suggestion', () => {
  it.each([
    ['of a command that is not written out yet', '/le', true],
    ['but sends a command that is complete, though a longer one exists', '/lead', false],
    ['but sends a command without arguments', '/lead ', false],
    ['of a word that is not written out yet', '/lead cl', true],
    ['but sends a word that is complete, though a longer one exists', '/baton me', false],
  ])('%s', (_what, line, isEager) => {
    expect(at(line)?.isEager).toBe(isEager);
  });
});

it('a suggestion replaces what was begun, and keeps what follows', () => {
  const line = 'Ask @an about it';
  const found = at(line, 'Ask @an'.length);
  if (found === undefined) throw new Error('Nobody was suggested.');
  const completed = withSuggestion(line, found, { insert: '@ana' });
  expect(completed).toEqual({ line: 'Ask @ana about it', caret: 'Ask @ana '.length });
});
