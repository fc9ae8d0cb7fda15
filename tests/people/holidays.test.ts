import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import type { PersonChange } from '../../src/core/person-days.ts';
import type { DayOff } from '../../src/people/hours/days-off.ts';
import { dayOffFault, endsSoon, tidyName } from '../../src/people/hours/days-off.ts';
import { peopleNotices } from '../../src/people/notices.ts';
import { createPeopleService } from '../../src/people/service.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, staffed, WORKSPACE } from '../support/features.ts';

const off = (on: string, name = 'Off'): DayOff => ({ on: `2026-${on}`, name });
const BAVARIA = { kind: 'region', name: 'Germany, Bayern', region: 'DE-BY' } as const;
const PLANT = { kind: 'imported', name: 'Plant', region: undefined } as const;
const ANN = { kind: 'people', ids: ['UANN'] } as const;
const BEN = { kind: 'people', ids: ['UBEN'] } as const;
const EVERYONE = { kind: 'everyone' } as const;

async function managed(it: Features) {
  const max = await actor(it, 'UMAX');
  const changes: PersonChange['personIds'][] = [];
  it.people.subscribe(async (_tx, { personIds }) => void changes.push(personIds));
  const lists = async () => (await it.people.holidayOverview(max)).lists;
  return { max, lists, told: () => changes.splice(0).map(String) };
}

describe.each(backends)('TIME-7: lists of days off, on $name', (backend) => {
  it('a list is in force when it is taken, not when it is shown; twice is once', async () => {
    const it = await staffed(await backend.open());
    const { max, lists, told } = await managed(it);
    const { list, present } = await it.people.draftHolidays(max, { ...BAVARIA, days: [off('05-01')] });
    expect([await lists(), present, told()]).toEqual([[], undefined, []]);
    expect(await it.people.takeHolidays(max, list.id, ANN)).toMatchObject({ holders: ANN });
    expect(await it.people.takeHolidays(max, list.id, EVERYONE)).toBeUndefined();
    expect(await lists()).toMatchObject([{ ...BAVARIA, holders: ANN, days: [off('05-01')] }]);
    expect(told()).toEqual(['UANN']);
  });

  it('the same region again renews the days to come', async () => {
    const it = await staffed(await backend.open());
    const { max, lists, told } = await managed(it);
    const first = await it.people.draftHolidays(max, { ...BAVARIA, days: [off('03-02'), off('05-01'), off('05-14')] });
    await it.people.takeHolidays(max, first.list.id, ANN);
    it.clock.moveBy(30 * DAY);
    const again = await it.people.draftHolidays(max, { ...BAVARIA, days: [off('05-01', 'May Day'), off('06-04')] });
    expect(again.present).toMatchObject({ holders: ANN });
    told();
    await it.people.takeHolidays(max, again.list.id, BEN);
    expect(await lists()).toMatchObject([{ days: [off('05-01', 'May Day'), off('06-04')], holders: BEN }]);
    expect(await it.people.holidayList(max, first.list.id)).toMatchObject({ days: { length: 3 } });
    expect(told()).toEqual(['UANN,UBEN']);
  });

  it('a second file of the same name adds to the first', async () => {
    const it = await staffed(await backend.open());
    const { max, lists, told } = await managed(it);
    for (const day of [off('05-01'), off('06-04'), off('06-04')]) {
      const { list } = await it.people.draftHolidays(max, { ...PLANT, days: [day] });
      await it.people.takeHolidays(max, list.id, EVERYONE);
    }
    expect(await lists()).toMatchObject([{ ...PLANT, days: [off('05-01'), off('06-04')] }]);
    expect(told()).toEqual(['everyone', 'everyone']);
  });

  it('can be given to others', async () => {
    const it = await staffed(await backend.open());
    const { max, lists, told } = await managed(it);
    const { list } = await it.people.draftHolidays(max, { ...PLANT, days: [off('05-01')] });
    await it.people.takeHolidays(max, list.id, ANN);
    for (const holders of [BEN, BEN, EVERYONE]) await it.people.assignHolidays(max, list.id, holders);
    expect(told()).toEqual(['UANN', 'UANN,UBEN', 'everyone']);
    expect(await lists()).toMatchObject([{ holders: EVERYONE }]);
    expect(await it.people.assignHolidays(max, 'nothing', ANN)).toBeUndefined();
  });

  it('days and lists can be taken out, once', async () => {
    const it = await staffed(await backend.open());
    const { max, lists, told } = await managed(it);
    const { list } = await it.people.draftHolidays(max, { ...PLANT, days: [off('05-01'), off('06-04')] });
    await it.people.takeHolidays(max, list.id, ANN);
    expect(await it.people.removeDayOff(max, list.id, '2026-05-01')).toEqual(off('05-01'));
    expect(await it.people.removeDayOff(max, list.id, '2026-05-01')).toBeUndefined();
    expect(await lists()).toMatchObject([{ days: [off('06-04')] }]);
    expect(await it.people.removeHolidayList(max, list.id)).toMatchObject({ id: list.id });
    expect(await it.people.removeHolidayList(max, list.id)).toBeUndefined();
    expect([await lists(), told()]).toEqual([[], ['UANN', 'UANN', 'UANN']]);
  });

  it('a day of the company is added once and can be renamed, also by two at the same moment', async () => {
    const it = await staffed(await backend.open());
    const { max, lists } = await managed(it);
    await Promise.all([it.people.addDayOff(max, off('05-01')), it.people.addDayOff(max, off('05-04'))]);
    expect(await it.people.addDayOff(max, off('05-01', 'May Day'))).toBe('renamed');
    expect(await it.people.addDayOff(max, off('05-01', 'May Day'))).toBe('already-there');
    expect(await lists()).toMatchObject([{ kind: 'company', days: [off('05-01', 'May Day'), off('05-04')] }]);
  });

  it('what was only shown is forgotten after a day', async () => {
    const it = await staffed(await backend.open());
    const { max } = await managed(it);
    const { list } = await it.people.draftHolidays(max, { ...PLANT, days: [off('05-01')] });
    await it.people.forgetDrafts();
    it.clock.moveBy(DAY + 1);
    await it.people.forgetDrafts();
    expect(await it.people.takeHolidays(max, list.id, ANN)).toBeUndefined();
    expect(await it.database.db.selectFrom('holidays').selectAll().execute()).toEqual([]);
  });

  it('suggests people of the teams whose zone is in that country', async () => {
    const it = await staffed(await backend.open());
    const { max } = await managed(it);
    const own = { zone: 'Europe/Berlin', hours: undefined, isQuiet: false };
    for (const id of ['UANN', 'UMIA']) await it.people.saveOwnSettings(await actor(it, id), own);
    expect(await it.people.teamPeopleIn(max, ['Europe/Berlin'])).toEqual(['UANN', 'UMIA']);
  });
});

describe.each(backends)('TIME-7: a list that ends, on $name', (backend) => {
  it('is told to admins once, and not when it has been renewed meanwhile', async () => {
    const it = await staffed(await backend.open());
    const told: string[] = [];
    const people = createPeopleService({
      database: it.database,
      clock: it.clock,
      ids: systemIds,
      jobs: it.jobs,
      workspaceId: WORKSPACE,
      directory: { one: async () => undefined, all: async () => [] },
      tellAdmins: async (_tx, { key, kind, subject }) =>
        void told.push(`${kind} ${key === `${kind}:${subject}:2026-04-30`}`),
    });
    const max = await actor(it, 'UMAX');
    const [first, later] = [[off('04-30')], [off('04-30'), { on: '2027-05-01', name: 'Off' }]];
    const { list } = await people.draftHolidays(max, { ...BAVARIA, days: first });
    await people.takeHolidays(max, list.id, ANN);
    await people.tellEndingLists();
    expect(told).toEqual(['people.list-ends true']);
    const [kind] = peopleNotices(people);
    const news = { key: 'k', kind: 'people.list-ends', subject: list.id, at: 0, workspaceId: WORKSPACE };
    const notice = { ...news, recipient: { person: 'UMAX' } };
    expect((await kind?.render(notice))?.message.text).toContain('until Thu 30 Apr 2026 only');
    await people.takeHolidays(max, (await people.draftHolidays(max, { ...BAVARIA, days: later })).list.id, ANN);
    await people.tellEndingLists();
    expect([told.length, await kind?.render(notice)]).toEqual([1, undefined]);
  });
});

it.each([
  ['region', '2026-05-01', '2026-03-01', false],
  ['region', '2026-05-01', '2026-03-03', true],
  ['region', '2027-12-26', '2026-12-31', false],
  ['region', '2027-12-26', '2027-11-01', true],
  ['region', undefined, '2026-03-01', true],
  ['company', '2026-05-01', '2026-04-30', false],
] as const)('a list of a %s with its last day on %s, on %s, ends soon: %s', (kind, last, today, expected) => {
  expect(endsSoon({ kind, days: last === undefined ? [] : [{ on: last, name: 'Off' }] }, today)).toBe(expected);
});

it.each([
  ['2026-03-02', undefined],
  ['2026-03-01', 'That day is over'],
  ['2027-12-31', undefined],
  ['2028-01-01', 'until 2027-12-31'],
])('a day off on %s, entered on 2 March 2026: %s', (on, words) => {
  expect(dayOffFault(on, '2026-03-02') ?? '').toContain(words ?? '');
  expect(dayOffFault(on, '2026-03-02') === undefined).toBe(words === undefined);
});

it('names are one line of at most eighty characters', () => {
  expect(tidyName('  a\n b  ')).toBe('a b');
  expect(tidyName('👩'.repeat(100))).toBe('👩'.repeat(80));
});
