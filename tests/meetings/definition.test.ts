import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/core/instants.ts';
import { seenAs } from '../../src/core/seen-as.ts';
import { type Answer, type Said, spreadOf, withSafeSides } from '../../src/meetings/definition/definition.ts';
import { minutesMarkdown } from '../../src/meetings/minutes.ts';
import { SCRUBBED } from '../../src/meetings/telling-service.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { ANA, BEN, MAX, MIA, SAM } from '../actions/samples.ts';
import { at } from '../core/cases.ts';
import { backends, openAt } from '../support/backends.ts';
import { contentsOf } from '../support/contents.ts';
import { dateOn, type Meeting, meeting, who } from './meetings.ts';

const person = (id: string, team: string) => ({ id, teams: [team], manages: [], isAdmin: false });
const [CAL, MOE, MEG] = [person('UCAL', 'sales'), person('UMOE', 'marketing'), person('UMEG', 'marketing')];

const DEMO: Said = { words: 'they asked for a demo', needs: ['phone'] };
const WHITE_PAPER: Said = { words: 'they read a white paper', needs: ['email'] };

const named = ({ words, needs }: Said) => seenAs(`${words}\n${needs.toSorted().join()}`);

/** A monthly meeting of tomorrow, whose check is open. */
async function checked(database: Database, prepare?: (it: Meeting) => void) {
  const one = await meeting(database, true);
  prepare?.(one);
  const id = await one.prepared(dateOn('2026-03-03'));
  const { definition, viewing } = one.meetings;
  return {
    one,
    id,
    says: (whose: typeof ANA, said: Said, seen = '') => definition.answer(who(whose), id, seen, said),
    begin: async () => {
      one.clock.moveTo(at('2026-03-03T10:00Z'));
      expect(await definition.showAtTime(id, async () => {})).toBeUndefined();
    },
    check: async () => (await viewing.view(id))?.check,
    rows: () => contentsOf(one.database, { isTable: (name) => !/^(kysely|sqlite_)/.test(name), isColumn: () => true }),
  };
}

describe('how far people are apart', () => {
  const of = (side: Answer['side'], ...needs: Answer['needs']): Answer => ({ side, words: 'x', needs });

  it('is by team where of both there are three, the widest gap first; what nobody asks for is left out', () => {
    const answers = [of('sales', 'phone'), of('sales', 'phone', 'company'), of('sales', 'phone', 'company')];
    const others = [of('marketing', 'company'), of('marketing', 'company'), of('marketing', 'email')];
    expect(withSafeSides([...answers, ...others])).toEqual([...answers, ...others]);
    const { parts, needs } = spreadOf([...answers, ...others]);
    expect(parts.map(({ side, count }) => `${side} ${count}`)).toEqual(['sales 3', 'marketing 3']);
    expect(needs).toEqual([
      { field: 'phone', asking: [3, 0], isApart: true },
      { field: 'email', asking: [0, 1], isApart: false },
      { field: 'company', asking: [2, 2], isApart: false },
    ]);
  });

  it('is of all together where one team has fewer: then nobody is told by their team', () => {
    const answers = [
      of('sales', 'phone'),
      of('sales', 'phone'),
      of('sales'),
      of('marketing'),
      of('marketing', 'email'),
    ];
    const safe = withSafeSides(answers);
    expect(safe.map(({ side }) => side)).toEqual(answers.map(() => undefined));
    expect(spreadOf(safe)).toMatchObject({
      parts: [{ side: undefined, count: 5 }],
      needs: [
        { field: 'phone', asking: [2], isApart: true },
        { field: 'email', asking: [1], isApart: false },
      ],
    });
  });
});

describe.each(backends)('The definition check of a monthly meeting, on $name', (backend) => {
  it('shows at its beginning what was said, by team, and nobody knows any more whose it was', async () => {
    const { one, id, says, begin, check, rows } = await checked(await backend.open());
    expect(await check()).toMatchObject({ state: 'open', word: 'MQL', isSplit: true, spread: undefined });
    const before = await rows();
    for (const whose of [ANA, BEN, CAL]) expect(await says(whose, DEMO)).toEqual({ kind: 'kept' });
    // However many write at once, and whoever says it differently: each person has one answer.
    await Promise.all([MIA, MOE, MEG].map((whose) => says(whose, DEMO)));
    await Promise.all([MIA, MOE, MEG].map((whose) => says(whose, WHITE_PAPER, named(DEMO))));
    const { meeting_answers: answers = [], ...rest } = await rows();
    expect(answers).toHaveLength(6);
    for (const row of answers) {
      expect(Object.keys(JSON.parse(row)).toSorted()).toEqual(['id', 'meeting_id', 'needs', 'side', 'words']);
      expect(row).not.toMatch(/UANA|UBEN|UCAL|UMIA|UMOE|UMEG/);
    }
    // That somebody has answered, and when, stands nowhere else either.
    expect(rest).toEqual(before);
    expect((await check())?.spread).toBeUndefined();
    await begin();
    expect((await check())?.spread).toMatchObject({
      parts: [
        { side: 'sales', count: 3, words: Array.from({ length: 3 }, () => DEMO.words) },
        { side: 'marketing', count: 3, words: Array.from({ length: 3 }, () => WHITE_PAPER.words) },
      ],
    });
    const after = await rows();
    expect(after.meeting_checks?.map((row): unknown => JSON.parse(row).secret)).toEqual([null]);
    expect(after.jobs?.some((row) => row.includes(`meetings.scrub:${id}`))).toBe(true);
    expect(await says(SAM, DEMO)).toMatchObject({ why: 'not-in-teams' });
    expect(await says(ANA, WHITE_PAPER, named(DEMO))).toEqual({ kind: 'refused', why: 'over' });
    expect(await one.meetings.definition.form(who(ANA), id)).toBe('over');
  });

  it('finds one’s own again, and lets neither a second window nor a second delivery undo what was said since', async () => {
    const { one, id, says, rows } = await checked(await backend.open());
    await says(ANA, DEMO);
    expect(await one.meetings.definition.form(who(ANA), id)).toMatchObject({ own: DEMO, seen: named(DEMO) });
    expect(await one.meetings.definition.form(who(BEN), id)).toMatchObject({ own: undefined, seen: '' });
    expect(await says(ANA, WHITE_PAPER)).toMatchObject({ kind: 'meanwhile', own: DEMO, seen: named(DEMO) });
    expect(await says(ANA, WHITE_PAPER, named(DEMO))).toEqual({ kind: 'kept' });
    expect(await says(ANA, WHITE_PAPER, named(DEMO))).toEqual({ kind: 'kept' });
    expect(await says(ANA, DEMO, '')).toMatchObject({ kind: 'meanwhile' });
    expect((await rows()).meeting_answers).toHaveLength(1);
  });

  it('says of no answer of which team it is where one is small, and is shown with the third answer if two had answered', async () => {
    const { says, begin, check, rows } = await checked(await backend.open(), (one) => {
      one.members.marketing = ['UMIA'];
    });
    await says(ANA, DEMO);
    await says(MIA, WHITE_PAPER);
    for (const row of (await rows()).meeting_answers ?? []) expect(JSON.parse(row).side).toBeNull();
    await begin();
    expect(await check()).toMatchObject({ state: 'open', spread: undefined });
    await says(BEN, DEMO);
    expect(await check()).toMatchObject({ state: 'shown', spread: { parts: [{ side: undefined, count: 3 }] } });
  });

  it('keeps nothing of too few, nor of a meeting that is called off, and shows enough of one that is ended early', async () => {
    const few = await checked(await backend.open());
    await few.says(ANA, DEMO);
    few.one.clock.moveTo(at('2026-03-04T11:00Z'));
    await few.one.meetings.closeAtTime(few.id, async () => {});
    expect(await few.check()).toMatchObject({ state: 'dropped', spread: undefined });
    expect((await few.rows()).meeting_answers).toBeUndefined();
    const view = await few.one.meetings.viewing.view(few.id);
    expect(view && minutesMarkdown(view)).toContain('too few answered, so nothing is shown');

    const off = await checked(await backend.open());
    for (const whose of [ANA, BEN, MIA]) await off.says(whose, DEMO);
    await off.one.meetings.stopped('T1', 'r1');
    expect(await off.check()).toMatchObject({ state: 'dropped' });
    expect((await off.rows()).meeting_answers).toBeUndefined();

    const early = await checked(await backend.open());
    for (const whose of [ANA, BEN, MIA]) await early.says(whose, DEMO);
    await early.one.meetings.endNow(who(MAX), early.id);
    expect(await early.check()).toMatchObject({ state: 'shown', spread: { parts: [{ count: 3 }] } });
  });

  it('follows a meeting that moves, and is not held where the schedule leaves it out, nor in other weeks', async () => {
    const { one, id, check } = await checked(await backend.open());
    await one.database.transaction((tx) => one.meetings.planned(tx, one.ritual, dateOn('2026-03-04', '2026-03-03')));
    one.clock.moveTo(at('2026-03-03T10:00Z'));
    expect(await one.meetings.definition.showAtTime(id, async () => {})).toBe(at('2026-03-04T10:00Z'));
    expect(await check()).toMatchObject({ state: 'open' });
    const week = await one.meetings.viewing.view(await one.prepared(dateOn('2026-03-11')));
    expect(week?.check).toBeUndefined();
    one.ritual = {
      ...one.ritual,
      config: { ...one.ritual.config, settings: { isMonthly: true, checksDefinition: false } },
    };
    const month = await one.meetings.viewing.view(await one.prepared(dateOn('2026-04-07')));
    expect(month?.meeting.isMonthly).toBe(true);
    expect(month?.check).toBeUndefined();
  });

  it('ends in what both teams agree on: of two at once one is first, and it holds for every lead from then on', async () => {
    const { one, id, begin, says, check } = await checked(await backend.open());
    const { definition } = one.meetings;
    for (const whose of [ANA, BEN, MIA]) await says(whose, DEMO);
    await begin();
    const both = await Promise.all([
      definition.agree(who(MIA), id, 0, 'they asked for a demo'),
      definition.agree(who(BEN), id, 0, 'they have a budget'),
    ]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['agreed', 'meanwhile']);
    const first = (await check())?.agreed;
    expect(one.agreedOn.definition).toBe(first?.text);
    expect(await definition.agree(who(first?.by === 'UMIA' ? MIA : BEN), id, 0, first?.text ?? '')).toMatchObject({
      kind: 'agreed',
    });
    expect(await definition.agree(who(SAM), id, 1, 'x')).toMatchObject({ why: 'not-in-teams' });
    expect(await definition.agree(who(ANA), id, 1, 'they can decide')).toMatchObject({ kind: 'agreed' });
    expect(one.agreedOn.definition).toBe('they can decide');
    one.clock.moveBy(25 * HOUR);
    await one.meetings.closeAtTime(id, async () => {});
    expect(await definition.agree(who(ANA), id, 2, 'they pay')).toMatchObject({ why: 'over' });
    const view = await one.meetings.viewing.view(id);
    expect(view && minutesMarkdown(view)).toContain('- Agreed: A lead counts as MQL when: they can decide');
  });
});

it('the bytes of a SQLite database know no secret, and no words that were taken back, when it is shown', async () => {
  const address = await backends.find(({ name }) => name === 'sqlite')?.address();
  if (address?.kind !== 'sqlite') throw new Error('No file');
  const { one, id, says, begin } = await checked(openAt(address));
  const { database } = one;
  for (const whose of [ANA, BEN, MIA]) {
    await says(whose, { words: `First words of ${whose.id.toLowerCase()}`, needs: [] });
    await says(whose, DEMO, named({ words: `First words of ${whose.id.toLowerCase()}`, needs: [] }));
  }
  const kept = await database.db.selectFrom('meeting_checks').select('secret').executeTakeFirstOrThrow();
  const canaries = [kept.secret ?? id, 'First words of'];
  const bytes = () => Buffer.concat([address.path, `${address.path}-wal`].map((path) => readFileSync(path)));
  expect(canaries.filter((word) => bytes().includes(word))).toEqual(canaries);
  await begin();
  expect(await database.scrub(SCRUBBED)).toBe(true);
  expect(canaries.filter((word) => bytes().includes(word))).toEqual([]);
});
