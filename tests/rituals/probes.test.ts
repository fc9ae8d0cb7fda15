import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { backends, openAt } from '../support/backends.ts';
import {
  DAILY,
  MAX,
  person,
  promptsOf,
  type RitualOffice,
  remindersOf,
  ritual,
  ritualOffice,
  saved,
} from '../support/ritual-office.ts';
import { steeredClock } from '../support/steered-clock.ts';

const named = (...ids: string[]) => ({ participants: { kind: 'people' as const, ids } });
const states = async (it: RitualOffice, date: string, ...ids: string[]) =>
  (await Promise.all(ids.map((id) => it.slot(id, date)))).map(({ state }) => state);

/** Edge probes of standup bots; docs/probes.md compares the results. M, prose that is taken for a blocker, is the standups' own. */
describe.each(backends)('probes, on $name', (backend) => {
  it('A: a team in New York with somebody in Tokyo: 09:30 in Tokyo', async () => {
    const it = await ritualOffice(await backend.open(), { people: [person('UTOK', { zone: 'Asia/Tokyo' })] });
    await ritual(it, { ...named('UTOK'), zone: 'America/New_York' });
    await it.reach('2026-03-03T12:00Z');
    expect(promptsOf(it, 'UTOK')).toEqual(['2026-03-03T00:30']);
  });

  it('A2: Friday in Sydney: Friday 09:30 there, and nothing on Saturday', async () => {
    const it = await ritualOffice(await backend.open(), { people: [person('USYD', { zone: 'Australia/Sydney' })] });
    await ritual(it, { ...named('USYD'), zone: 'America/New_York', recurrence: { kind: 'weekly', days: ['fri'] } });
    await it.reach('2026-03-08T12:00Z');
    expect(it.told.map(({ what, at: when }) => `${what} ${new Date(when).toISOString().slice(0, 16)}`)).toEqual([
      'prompt 2026-03-05T22:30',
      'remind 2026-03-06T01:30',
    ]);
  });

  it('B: London until 11:30 with somebody in Los Angeles: refused when it is saved', async () => {
    const it = await ritualOffice(await backend.open(), { people: [person('UBOB', { zone: 'America/Los_Angeles' })] });
    const config = { ...DAILY, ...named('UBOB'), zone: 'Europe/London', teamCloseAt: '11:30' };
    expect((await it.rituals.create(MAX, { kind: 'standup', config })).kind).toBe('refused');
  });

  it('C: down from 08:00 to 14:00, past the close: nobody is asked or missing; the day says that Baton was offline', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it, { windowMs: 2 * HOUR });
    await it.reach('2026-03-02T07:00Z');
    await it.stop();
    it.clock.moveTo(at('2026-03-02T13:00Z'));
    await it.start();
    await it.reach('2026-03-02T20:00Z');
    expect(it.told).toEqual([]);
    expect(await states(it, '2026-03-02', 'UANN', 'UBEN')).toEqual(['bot-missed', 'bot-missed']);
    expect(it.changes.map(({ what }) => what)).toEqual(['opened', 'closed']);
    expect(it.news.map(({ kind }) => kind)).toEqual(['ritual.offline']);
  });

  it('D: down for three working days: none of them is made up for, each is explained, and the owner hears of it once', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T20:00Z');
    await it.stop();
    it.clock.moveTo(at('2026-03-05T20:00Z'));
    await it.start();
    await it.reach('2026-03-06T09:00Z');
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-02T08:30', '2026-03-06T08:30']);
    const dates = await it.database.db
      .selectFrom('ritual_occurrences')
      .select(['team_on', 'skipped_because'])
      .where('skipped_because', '=', 'offline')
      .orderBy('team_on')
      .execute();
    expect(dates.map(({ team_on }) => team_on)).toEqual(['2026-03-03', '2026-03-04', '2026-03-05']);
    expect(await it.rituals.why(it.database.db, 'T1', 'UANN', '2026-03-05')).toMatchObject([{ because: 'offline' }]);
    expect(it.news.filter(({ kind }) => kind === 'ritual.offline')).toHaveLength(1);
  });

  it('E: two engines on one database: one prompt and one reminder each, one close', async () => {
    const address = await backend.address();
    const first = await ritualOffice(openAt(address));
    const second = await ritualOffice(openAt(address), { clock: first.clock, slack: first });
    await ritual(first);
    await Promise.all([first.reach('2026-03-02T20:00Z'), second.reach('2026-03-02T20:00Z')]);
    expect(first.told.map(({ what, person: who }) => `${what} ${who}`).toSorted()).toEqual([
      'prompt UANN',
      'prompt UBEN',
      'remind UANN',
      'remind UBEN',
    ]);
    expect(first.changes.filter(({ what }) => what === 'closed')).toHaveLength(1);
  });

  it('E2: Slack is slow and ticks overlap: each prompt once', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    it.answerOfSlack = async () => {
      for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
      return undefined;
    };
    await it.reach('2026-03-02T09:00Z');
    expect(it.told).toHaveLength(2);
  });

  it('F: a death between sending and writing down: one prompt', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    let deaths = 0;
    it.answerOfSlack = (_view, show) => {
      show();
      deaths += 1;
      if (deaths === 1) throw new Error('killed');
      return undefined;
    };
    await it.reach('2026-03-02T09:00Z');
    expect(it.told).toHaveLength(2);
  });

  it('G: what is to be shown of the close is asked for in the close’s own transaction', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    it.failOnClose = 2;
    await it.reach('2026-03-02T20:00Z');
    expect(it.changes.map(({ what }) => what)).toEqual(['opened', 'closed']);
  });

  it('H: somebody whom Slack refuses for good: one attempt in a week', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    let attempts = 0;
    it.answerOfSlack = ({ slot }) => {
      if (slot.personId !== 'UBEN') return undefined;
      attempts += 1;
      return { kind: 'unreachable', code: 'user_disabled' };
    };
    await it.reach('2026-03-08T20:00Z');
    expect(attempts).toBe(1);
    expect(await states(it, '2026-03-06', 'UBEN')).toEqual(['unreachable']);
  });

  it('I: somebody joins a quarter of an hour after the opening: asked, and free to answer or not', async () => {
    const it = await ritualOffice(await backend.open(), { people: [person('UANN'), person('UNEW')] });
    it.members.set('CHANDOFF', ['UANN']);
    await ritual(it, { participants: { kind: 'channel' } });
    await it.reach('2026-03-02T08:45Z');
    await it.moveInChannel({ channelId: 'CHANDOFF', personId: 'UNEW', what: 'joined' });
    expect(promptsOf(it, 'UNEW')).toEqual(['2026-03-02T08:45']);
    await it.reach('2026-03-02T20:00Z');
    expect(await it.slot('UNEW', '2026-03-02')).toMatchObject({ state: 'excused', isOptional: true });
  });

  it('J: somebody is taken out meanwhile: neither reminded nor missing', async () => {
    const it = await ritualOffice(await backend.open());
    it.members.set('CHANDOFF', ['UANN', 'UBEN']);
    await ritual(it, { participants: { kind: 'channel' } });
    await it.reach('2026-03-02T09:00Z');
    await it.moveInChannel({ channelId: 'CHANDOFF', personId: 'UBEN', what: 'left' });
    await it.reach('2026-03-02T20:00Z');
    expect(remindersOf(it, 'UBEN')).toEqual([]);
    expect(await states(it, '2026-03-02', 'UBEN')).toEqual(['excused']);
  });

  it('K: the team moves from Los Angeles to Tokyo meanwhile: what is open keeps its time', async () => {
    const clock = steeredClock(at('2026-03-02T10:00Z'));
    const it = await ritualOffice(await backend.open(), {
      clock,
      people: [person('UANN', { zone: 'America/Los_Angeles' })],
    });
    const { id } = await ritual(it, { ...named('UANN'), zone: 'America/Los_Angeles', inOwnZone: false });
    await it.reach('2026-03-02T18:00Z');
    saved(await it.rituals.edit(MAX, id, { ...DAILY, ...named('UANN'), zone: 'Asia/Tokyo', inOwnZone: false }));
    await it.reach('2026-03-02T21:29Z');
    expect(await states(it, '2026-03-02', 'UANN')).toEqual(['sent']);
    expect(it.changes.some(({ what }) => what === 'closed')).toBe(false);
  });

  it.each([
    ['the gap of spring', '2026-03-06T10:00Z', '02:30', '2026-03-08T07:00'],
    ['the overlap of autumn', '2026-10-30T10:00Z', '01:30', '2026-11-01T05:30'],
  ])('L: in %s: once, at a defined time', async (_where, start, time, expected) => {
    const here = person('UANN', { zone: 'America/New_York', workingDays: ['sun'] });
    const it = await ritualOffice(await backend.open(), { clock: steeredClock(at(start)), people: [here] });
    await ritual(it, { ...named('UANN'), at: time, recurrence: { kind: 'weekly', days: ['sun'] } });
    await it.reach(at(`${expected}Z`) + 3 * HOUR + MINUTE);
    expect(promptsOf(it, 'UANN')).toEqual([expected]);
  });

  it('N: an edit after the close and a late answer: both taken, and both bring the day up to date', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    const answer = async (id: string) => {
      const slot = await it.slot(id, '2026-03-02');
      return it.database.transaction((tx) => it.rituals.answer(tx, slot.id, it.clock.now()));
    };
    await answer('UANN');
    await it.reach('2026-03-02T15:00Z');
    const before = it.changes.length;
    expect(await answer('UANN')).toMatchObject({ kind: 'answered', isEdit: true });
    expect(await answer('UBEN')).toMatchObject({ kind: 'answered', slot: { isLate: true } });
    expect(it.changes.slice(before).map(({ what }) => what)).toEqual(['slot', 'slot']);
  });
});

describe('docs/probes.md', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const rows = read('docs/probes.md')
    .split('\n')
    .filter((line) => /^\| [A-Z]\d? /.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('has the sixteen of them', () => {
    expect(rows.map(([, letter]) => letter)).toEqual('A A2 B C D E E2 F G H I J K L M N'.split(' '));
  });

  it.each(rows.map(([, letter = '', , , ours = '']) => [letter, ours] as const))(
    '%s names a test that there is',
    (_letter, ours) => {
      const paths = [...ours.matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path);
      const text = ['tests/rituals/probes.test.ts', ...paths].map(read).join('\n');
      const names = [...ours.matchAll(/“([^”]+)…”/g), ...ours.matchAll(/\b((?:TIME|DEL|ANS)-\d)\b/g)].map(
        ([, name = '']) => name,
      );
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(text).toContain(`('${name}`);
    },
  );
});
