import { expect, it } from 'vitest';
import type { Progress } from '../../../../playground/web/outside/tour-progress.ts';
import { tourCard } from '../../../../playground/web/outside/tour-words.ts';
import { inLeads, known, message, minute, pane, ring, WEDNESDAY } from './page.ts';

const CARD = { channel: 'C_LEADS', ts: minute(1) };
const CLAIM = { number: 12, owner: 'U_ANA', channel: 'D_U_ANA' };
const SENT: Progress = { since: WEDNESDAY, card: CARD };
const CLAIMED: Progress = { ...SENT, claim: CLAIM };
const REFUSED: Progress = { ...CLAIMED, isRivalTold: true };
const CONTACTED: Progress = { ...REFUSED, contactedAt: WEDNESDAY + 5 * 60_000 };
const LATE: Progress = { ...CONTACTED, late: ring('U_MAX', 70, 'Late: #13 Feld & Söhne') };

const deed = (so: Progress, page = known(5)) => tourCard(page, so).deed;

it('has five steps and an end, each with a title and at most two short sentences', () => {
  const cards = [{ since: WEDNESDAY }, SENT, CLAIMED, REFUSED, CONTACTED, LATE].map((so) => tourCard(known(5), so));
  expect(cards.map(({ title }) => title)).toEqual([
    'A lead comes in',
    'Claim it as Ana',
    'Be too late as Ben',
    'Log the contact',
    'Let a lead get late',
    'Max was told',
  ]);
  for (const { text } of cards) {
    expect(text.split(/[.?!](?= )/).length).toBeLessThanOrEqual(2);
    expect(text.length).toBeLessThanOrEqual(125);
  }
});

it('1: sends the first of the prepared leads, and looks at where its card will be', () => {
  expect(deed({ since: WEDNESDAY })).toMatchObject({
    label: 'Send a lead',
    show: { as: 'U_ANA', channel: 'C_LEADS' },
    acts: [{ kind: 'lead', body: expect.stringContaining('Halden Logistics') }],
  });
});

it('2: shows the card to Ana, then presses its button', () => {
  expect(deed(SENT)).toEqual({
    label: 'Show me the card',
    show: { as: 'U_ANA', channel: 'C_LEADS', tab: 'messages' },
    acts: [],
  });
  const card = message('C_LEADS', 1, '#12 Halden Logistics', { actions: ['lead.claim'] });
  const seen = known(5, { panes: [pane('U_ANA', 'C_LEADS', [card])] });
  const on = { kind: 'message', ...CARD };
  const press = { kind: 'press', as: 'U_ANA', on, blockId: 'b2', actionId: 'lead.claim', value: 'lead-1', entries: {} };
  expect(deed(SENT, seen)).toEqual({ label: 'Do it for me', acts: [press] });
});

it('2: types the command if the card is not among the newest messages', () => {
  const seen = known(5, { panes: [pane('U_ANA', 'C_LEADS', [])] });
  expect(deed(SENT, seen)?.acts).toEqual([{ kind: 'say', as: 'U_ANA', channel: 'C_LEADS', line: '/lead claim' }]);
});

it('3: the other rep asks for the same lead, whoever has it', () => {
  const say = { kind: 'say', as: 'U_BEN', channel: 'C_LEADS', line: '/lead claim 12' };
  expect(deed(CLAIMED)).toMatchObject({ show: { as: 'U_BEN' }, acts: [say] });
  const bens: Progress = { ...CLAIMED, claim: { ...CLAIM, owner: 'U_BEN' } };
  expect(tourCard(known(5), bens).title).toBe('Be too late as Ana');
  expect(deed(bens)).toMatchObject({ show: { as: 'U_ANA' }, acts: [{ as: 'U_ANA' }] });
});

it('4: opens the owner’s messages with Baton, then presses Reached at that lead', () => {
  expect(deed(REFUSED)).toMatchObject({ label: 'Show me', show: { as: 'U_ANA', channel: 'D_U_ANA' }, acts: [] });
  const other = message('D_U_ANA', 3, 'Yours: #11 Copperline', { actions: ['lead.reached'] });
  const mine = message('D_U_ANA', 2, 'Yours: #12 Halden Logistics', { actions: ['lead.reached'] });
  const seen = known(5, { panes: [pane('U_ANA', 'D_U_ANA', [mine, other])] });
  expect(deed(REFUSED, seen)?.acts).toMatchObject([{ kind: 'press', on: { ts: mine.ts }, actionId: 'lead.reached' }]);
});

it('5: sends a lead and waits an hour; if that was not enough, only waits', () => {
  expect(deed(CONTACTED)).toMatchObject({
    label: 'Send one, wait 1 h',
    acts: [{ kind: 'lead' }, { kind: 'time', to: '1h' }],
  });
  const rung = known(66, { phones: [inLeads('U_ANA', 6, 'New lead: Feld & Söhne')] });
  expect(deed(CONTACTED, rung)).toMatchObject({ label: 'Wait 1 h', acts: [{ kind: 'time', to: '1h' }] });
});

it('5: does not wait through a night or a weekend by the hour', () => {
  const [evening, saturday] = [known(7 * 60), known(3 * 24 * 60)];
  for (const page of [evening, saturday]) {
    expect(deed(CONTACTED, page)).toMatchObject({
      label: 'Send one, go to tomorrow',
      acts: [{}, { to: 'tomorrow' }],
    });
  }
});

it('the end shows what told the manager', () => {
  expect(deed(LATE)).toMatchObject({ show: { as: 'U_MAX', channel: 'D_U_MAX' }, acts: [] });
});
