import { describe, expect, it } from 'vitest';
import type { PersonChange } from '../../src/core/person-days.ts';
import { createDirectory } from '../../src/people/directory-service.ts';
import type { Scope } from '../../src/people/hours/working-days.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, hire, setTeam, staffed, WORKSPACE } from '../support/features.ts';
import { slackPerson } from './samples.ts';

const MARCH = { fromOn: '2026-03-01', untilOn: '2026-03-31' };
const SUN_TO_THU = ['mon', 'tue', 'wed', 'thu', 'sun'] as const;
const NONE = { company: [], sales: [], marketing: [] } as const;
const SUNDAY_10 = at('2026-03-08T10:00Z');
const FRIDAY_10 = at('2026-03-06T10:00Z');

const daysOf = async (it: Features, id: string) => (await it.people.daysOf(it.database.db, [id], MARCH))[0];
const rings = (it: Features, moment: number) => it.people.onShift(it.database.db, WORKSPACE, 'sales', moment);
const works = async (
  it: Features,
  wanted: Partial<Record<Scope, readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sun')[]>>,
) => it.people.setWorkingDays(await actor(it, 'UMAX'), { ...NONE, ...wanted });

/** Everything that subscribers are told from now on. */
function heard(it: Features): PersonChange[] {
  const changes: PersonChange[] = [];
  it.people.subscribe(async (_tx, change) => void changes.push(change));
  return changes;
}

describe.each(backends)('TIME-7: when somebody without hours of their own works, on $name', (backend) => {
  it('nine to five on the days of their team, and of the company for all others', async () => {
    const it = await staffed(await backend.open());
    expect([await rings(it, SUNDAY_10), await rings(it, FRIDAY_10)]).toEqual([[], ['UANN', 'UBEN']]);
    await works(it, { company: ['mon'], sales: SUN_TO_THU });
    expect([await rings(it, SUNDAY_10), await rings(it, FRIDAY_10)]).toEqual([['UANN', 'UBEN'], []]);
    expect((await daysOf(it, 'UANN'))?.workingDays).toEqual(SUN_TO_THU);
    expect((await daysOf(it, 'UMIA'))?.workingDays).toEqual(['mon']);
    expect(await it.people.person('UMIA')).toMatchObject({ hours: { mon: [['09:00', '17:00']] } });
  });

  it('one’s own hours win', async () => {
    const it = await staffed(await backend.open());
    await works(it, { sales: SUN_TO_THU });
    const hours = { fri: [['09:00', '12:00']] } as const;
    await it.people.saveOwnSettings(await actor(it, 'UANN'), { zone: undefined, hours, isQuiet: false });
    expect([await rings(it, SUNDAY_10), await rings(it, FRIDAY_10)]).toEqual([['UBEN'], ['UANN']]);
    expect((await daysOf(it, 'UANN'))?.workingDays).toEqual(['fri']);
  });

  it('who leaves the team goes by the company again', async () => {
    const it = await staffed(await backend.open());
    await works(it, { sales: SUN_TO_THU });
    await setTeam(it, 'sales', ['UBEN'], ['UMAX']);
    expect((await daysOf(it, 'UANN'))?.workingDays).toEqual(['mon', 'tue', 'wed', 'thu', 'fri']);
  });
});

describe.each(backends)('TIME-7: a day off, on $name', (backend) => {
  it('wins over everything for whom it is, and nobody else', async () => {
    const it = await staffed(await backend.open());
    const max = await actor(it, 'UMAX');
    const hours = { fri: [['09:00', '12:00']] } as const;
    await it.people.saveOwnSettings(await actor(it, 'UANN'), { zone: undefined, hours, isQuiet: false });
    const { list } = await it.people.draftHolidays(max, {
      kind: 'imported',
      name: 'Plant',
      region: undefined,
      days: [{ on: '2026-03-06', name: 'Plant closed' }],
    });
    expect(await rings(it, FRIDAY_10)).toEqual(['UANN', 'UBEN']);
    await it.people.takeHolidays(max, list.id, { kind: 'people', ids: ['UANN'] });
    expect(await rings(it, FRIDAY_10)).toEqual(['UBEN']);
    await it.people.addDayOff(max, { on: '2026-03-06', name: 'Outing' });
    expect(await rings(it, FRIDAY_10)).toEqual([]);
    expect((await daysOf(it, 'UANN'))?.holidays).toEqual([{ on: '2026-03-06', name: 'Outing' }]);
    const person = await it.people.person('UBEN');
    it.clock.moveTo(FRIDAY_10);
    expect(person && (await it.people.restsUntil(person))).toBe(at('2026-03-09T09:00Z'));
  });

  it('is seen in its window only', async () => {
    const it = await staffed(await backend.open());
    const max = await actor(it, 'UMAX');
    for (const on of ['2026-03-02', '2026-03-31', '2026-04-01']) await it.people.addDayOff(max, { on, name: 'Off' });
    const days = await daysOf(it, 'UANN');
    expect(days?.holidays.map(({ on }) => on)).toEqual(['2026-03-02', '2026-03-31']);
  });
});

describe.each(backends)('TIME-4: the zone of somebody, on $name', (backend) => {
  it('is their own, else Slack’s, else that of an admin, and said to be so', async () => {
    const it = await staffed(await backend.open());
    await hire(it, ['UADA'], { isAdmin: true, zone: 'Asia/Tokyo' });
    await hire(it, ['UGUS'], { kind: 'guest', zone: undefined });
    expect(await daysOf(it, 'UGUS')).toMatchObject({ zone: 'Asia/Tokyo', isZoneKnown: false, kind: 'guest' });
    expect(await daysOf(it, 'UANN')).toMatchObject({ zone: 'UTC', isZoneKnown: true });
    const own = { zone: 'Europe/Paris', hours: undefined, isQuiet: false };
    await it.people.saveOwnSettings(await actor(it, 'UGUS'), own);
    expect(await daysOf(it, 'UGUS')).toMatchObject({ zone: 'Europe/Paris', isZoneKnown: true });
  });

  it('the office’s comes before that of an admin, as long as there is one', async () => {
    const it = await staffed(await backend.open());
    await hire(it, ['UADA'], { isAdmin: true, zone: 'Asia/Tokyo' });
    await hire(it, ['UGUS'], { zone: undefined });
    const offices = [{ zone: 'Europe/Berlin', weekly: {}, dates: {} }, undefined];
    const directory = createDirectory(WORKSPACE, async () => offices.shift());
    const found = async () => (await directory.find(it.database.db, 'UGUS'))?.zone;
    expect([await found(), await found()]).toEqual(['Europe/Berlin', 'Asia/Tokyo']);
  });

  it('before anybody is known, unknown zones are UTC', async () => {
    const it = await staffed(await backend.open());
    await hire(it, ['UGUS'], { zone: undefined });
    expect(await daysOf(it, 'UGUS')).toMatchObject({ zone: 'UTC', isZoneKnown: false });
  });
});

describe.each(backends)('what decides when people are asked, on $name', (backend) => {
  it('comes in the order that was asked for, without strangers', async () => {
    const it = await staffed(await backend.open());
    const days = await it.people.daysOf(it.database.db, ['UMIA', 'UNOBODY', 'UANN', 'UMIA'], MARCH);
    expect(days).toMatchObject([
      { personId: 'UMIA', teams: ['marketing'], isDeactivated: false },
      { personId: 'UANN', name: 'UANN', teams: ['sales'], absences: [], holidays: [] },
    ]);
    expect(await it.people.daysOf(it.database.db, [], MARCH)).toEqual([]);
  });

  it.each([
    ['a new zone', { zone: 'Asia/Tokyo' }, ['zone']],
    ['PPL-1: an account that is deactivated', { isDeactivated: true }, ['deactivated']],
    ['another name', { name: 'Annie' }, []],
    ['nothing new', {}, []],
  ] as const)('%s in Slack is told as %j', async (_what, differing, expected) => {
    const it = await staffed(await backend.open());
    const changes = heard(it);
    const told = slackPerson({ id: 'UANN', name: 'UANN', zone: 'UTC', ...differing });
    await it.people.refresh(told);
    await it.people.refresh(told);
    expect(changes).toEqual(expected.map((what) => ({ workspaceId: WORKSPACE, personIds: ['UANN'], what })));
  });

  it('PPL-1: so is one that comes back, and PPL-2: somebody new; also at night, when the event was missed', async () => {
    const it = await staffed(await backend.open());
    await it.people.refresh(slackPerson({ id: 'UANN', isDeactivated: true }));
    const changes = heard(it);
    for (const id of ['UANN', 'UBEN', 'UNEW']) it.directory.set(id, slackPerson({ id, zone: 'UTC' }));
    it.directory.set('UOLD', slackPerson({ id: 'UOLD', isDeactivated: true }));
    await it.people.refreshAll();
    await it.people.refreshAll();
    expect(changes).toEqual([
      { workspaceId: WORKSPACE, personIds: ['UNEW'], what: 'joined' },
      { workspaceId: WORKSPACE, personIds: ['UANN'], what: 'reactivated' },
    ]);
  });

  it('a zone of one’s own makes Slack’s unimportant', async () => {
    const it = await staffed(await backend.open());
    const own = { zone: 'Europe/Paris', hours: undefined, isQuiet: false };
    await it.people.saveOwnSettings(await actor(it, 'UANN'), own);
    const changes = heard(it);
    await it.people.refresh(slackPerson({ id: 'UANN', zone: 'Asia/Tokyo' }));
    expect(changes).toEqual([]);
  });

  it('what somebody sets is told if it changes anything', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    const changes = heard(it);
    const what = () => changes.splice(0).map(({ what, personIds }) => `${what} ${String(personIds)}`);
    const hours = { fri: [['09:00', '12:00']] } as const;
    await it.people.saveOwnSettings(ann, { zone: 'Asia/Tokyo', hours, isQuiet: false });
    expect(what()).toEqual(['zone UANN', 'working-days UANN']);
    await it.people.saveOwnSettings(ann, { zone: 'Asia/Tokyo', hours: { fri: [['10:00', '12:00']] }, isQuiet: true });
    expect(what()).toEqual([]);
    const range = { fromOn: '2026-03-03', untilOn: '2026-03-04' };
    await it.people.setAway(ann, range);
    await it.people.setAway(ann, range);
    expect(what()).toEqual(['absence UANN']);
    await it.people.setBack(ann);
    await it.people.setBack(ann);
    expect(what()).toEqual(['absence UANN']);
  });

  it('so are teams, working days and days off', async () => {
    const it = await staffed(await backend.open());
    const max = await actor(it, 'UMAX');
    const changes = heard(it);
    const what = () => changes.splice(0).map(({ what, personIds }) => `${what} ${String(personIds)}`);
    await setTeam(it, 'sales', ['UANN', 'UMIA'], ['UMAX']);
    await setTeam(it, 'sales', ['UANN', 'UMIA'], ['UMAX']);
    expect(what()).toEqual(['left UBEN', 'joined UMIA']);
    await works(it, { company: ['mon', 'tue', 'wed', 'thu', 'fri'] });
    expect(what()).toEqual([]);
    await works(it, { sales: SUN_TO_THU });
    expect(what().map((one) => one.split(' ')[0])).toEqual(['working-days']);
    await works(it, { company: ['mon'], sales: SUN_TO_THU });
    expect(what()).toEqual(['working-days everyone']);
    await it.people.addDayOff(max, { on: '2026-03-06', name: 'Outing' });
    await it.people.addDayOff(max, { on: '2026-03-06', name: 'Outing' });
    expect(what()).toEqual(['holidays everyone']);
  });

  it('a subscriber that fails takes the change with it', async () => {
    const it = await staffed(await backend.open());
    it.people.subscribe(() => Promise.reject(new Error('No')));
    const range = { fromOn: '2026-03-03', untilOn: '2026-03-04' };
    await expect(it.people.setAway(await actor(it, 'UANN'), range)).rejects.toThrow('No');
    expect((await daysOf(it, 'UANN'))?.absences).toEqual([]);
  });

  it('PPL-2: strangers in a channel are asked for, and left out if Slack knows none', async () => {
    const it = await staffed(await backend.open());
    it.directory.set('UNEW', slackPerson({ id: 'UNEW', kind: 'guest' }));
    expect(await it.people.know(['UANN', 'UNEW', 'UGHOST'])).toEqual(['UANN', 'UNEW']);
    expect(await daysOf(it, 'UNEW')).toMatchObject({ kind: 'guest' });
  });

  it('only an admin whose account is active may set Baton up', async () => {
    const it = await staffed(await backend.open());
    await hire(it, ['UADA', 'UOLD'], { isAdmin: true });
    await hire(it, ['UOLD'], { isAdmin: true, isDeactivated: true });
    const is = (id: string) => it.people.isAdmin(it.database.db, id);
    expect(await Promise.all(['UADA', 'UOLD', 'UANN', 'UNOBODY'].map(is))).toEqual([true, false, false, false]);
  });
});
