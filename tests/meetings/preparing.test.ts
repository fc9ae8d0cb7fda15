import { describe, expect, it } from 'vitest';
import { isFirstOfMonth, prepareAt } from '../../src/meetings/preparing.ts';
import { WORKSPACE } from '../actions/deciding.ts';
import { ANA, MAX } from '../actions/samples.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { dateOn, meeting, who } from './meetings.ts';

const hours = [['09:00', '17:00'] as const];
const BERLIN = {
  zone: 'Europe/Berlin',
  weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  dates: { '2026-04-03': [], '2026-04-06': [] },
};

describe('A meeting is prepared', () => {
  it.each([
    ['the day before', '2026-03-04', '2026-03-03T08:00Z'],
    ['on Friday for Monday', '2026-03-09', '2026-03-06T08:00Z'],
    ['before Easter for the Tuesday after it, over two holidays', '2026-04-07', '2026-04-02T07:00Z'],
    ['at nine on the wall, also when the clocks change', '2026-03-30', '2026-03-27T08:00Z'],
  ])('%s', (_what, meetsOn, expected) => {
    expect(prepareAt(BERLIN, meetsOn, 'Europe/Berlin')).toBe(at(expected));
  });

  it('with the monthly part the first time in a month, whatever day that is', () => {
    expect(isFirstOfMonth('2026-03-10', '2026-02-24')).toBe(true);
    expect(isFirstOfMonth('2026-03-10', '2026-03-03')).toBe(false);
    expect(isFirstOfMonth('2026-03-10', undefined)).toBe(true);
  });
});

describe.each(backends)('Preparing a meeting, on $name', (backend) => {
  it('is done once, by however many look, and its number goes to no other', async () => {
    const it = await meeting(await backend.open());
    const first = dateOn('2026-03-03');
    it.dates.set(first.id, first);
    it.clock.moveTo(at('2026-03-02T16:00Z'));
    await Promise.all([1, 2, 3].map(() => it.meetings.prepare(first.id, async () => {})));
    await it.prepared(dateOn('2026-03-10'));
    const rows = await it.database.db
      .selectFrom('meetings')
      .select(['number', 'meets_on', 'closed_at'])
      .orderBy('number')
      .execute();
    expect(rows.map(({ number, meets_on }) => `${number} ${meets_on}`)).toEqual(['1 2026-03-03', '2 2026-03-10']);
    // The next one ends the one before, if nothing else has.
    expect(rows.map(({ closed_at }) => closed_at === null)).toEqual([false, true]);
  });

  it('is not done before its time, nor for a date that is over or was never held', async () => {
    const it = await meeting(await backend.open());
    const date = dateOn('2026-03-12');
    it.dates.set(date.id, date);
    expect(await it.meetings.prepare(date.id, async () => {})).toBe(at('2026-03-11T09:00Z'));
    it.clock.moveTo(at('2026-03-12T08:00Z'));
    it.dates.set(date.id, { ...date, state: 'skipped' });
    expect(await it.meetings.prepare(date.id, async () => {})).toBeUndefined();
    expect(await it.meetings.prepare('gone', async () => {})).toBeUndefined();
    expect(await it.database.db.selectFrom('meetings').selectAll().execute()).toEqual([]);
  });

  it('follows a schedule that moves, and is called off with one that is paused or stopped before it began', async () => {
    const it = await meeting(await backend.open());
    const id = await it.prepared(dateOn('2026-03-03', 'o1'));
    await it.database.transaction((tx) => it.meetings.planned(tx, it.ritual, dateOn('2026-03-05', 'o1')));
    const moved = (await it.meetings.viewing.view(id))?.meeting;
    expect(moved).toMatchObject({ meetsOn: '2026-03-05', meetsAt: at('2026-03-05T10:00Z'), closedAt: undefined });
    await it.meetings.stopped(WORKSPACE, 'r1');
    expect((await it.meetings.viewing.view(id))?.meeting).toMatchObject({ isCalledOff: true });

    // One that has begun goes on when the next is planned, or the schedule stops.
    const next = await it.prepared(dateOn('2026-03-10', 'o2'));
    it.clock.moveTo(at('2026-03-10T10:00Z'));
    await it.database.transaction((tx) => it.meetings.planned(tx, it.ritual, dateOn('2026-03-17', 'o3')));
    await it.meetings.stopped(WORKSPACE, 'r1');
    expect((await it.meetings.viewing.view(next))?.meeting.closedAt).toBeUndefined();
  });

  it('looks back to the meeting before, and once a month to the monthly one before', async () => {
    const it = await meeting(await backend.open(), true);
    const agendas: string[] = [];
    for (const on of ['2026-03-24', '2026-03-31', '2026-04-07', '2026-04-14', '2026-05-05']) {
      const view = await it.meetings.viewing.view(await it.prepared(dateOn(on)));
      const meetingOf = view?.meeting;
      agendas.push(
        `${on} ${meetingOf?.isMonthly ? 'monthly' : 'weekly'} ${meetingOf?.agenda.map(({ key }) => key).join()}`,
      );
    }
    expect(agendas).toEqual([
      '2026-03-24 monthly scorecard,left-open',
      '2026-03-31 weekly scorecard',
      '2026-04-07 monthly scorecard,left-open',
      '2026-04-14 weekly scorecard',
      '2026-05-05 monthly scorecard,left-open',
    ]);
    const rows = await it.database.db
      .selectFrom('meetings')
      .select(['period_from', 'period_until'])
      .orderBy('number')
      .execute();
    expect(rows.slice(1).map(({ period_from }) => period_from)).toEqual(
      rows.slice(0, -1).map(({ period_until }) => period_until),
    );
  });

  it('is ended early by whoever looks after it, once, and not by others', async () => {
    const it = await meeting(await backend.open());
    const id = await it.prepared(dateOn('2026-03-03'));
    expect(await it.meetings.endNow(who(ANA), id)).toMatchObject({ why: 'not-yours' });
    expect(await it.meetings.endNow(who(MAX), id)).toMatchObject({ kind: 'done' });
    expect(await it.meetings.endNow(who(MAX), id)).toMatchObject({ kind: 'done' });
    expect(await it.meetings.endNow({ ...who(MAX), id: 'UADA' }, id)).toMatchObject({ why: 'over' });
    expect(await it.meetings.endNow({ ...who(MAX), workspaceId: 'T2' }, id)).toMatchObject({ why: 'not-found' });
  });

  it('asks for the goals of the month, and keeps them for the next', async () => {
    const it = await meeting(await backend.open(), true);
    const id = await it.prepared(dateOn('2026-03-03'));
    expect(await it.meetings.setGoals({ ...who(MAX), manages: [] }, id, 'x')).toBe('not-in-teams');
    expect(await it.meetings.setGoals(who(ANA, 'g1'), id, '80 % in time')).toBe('done');
    expect(await it.meetings.setGoals(who(ANA, 'g1'), id, '80 % in time')).toBe('done');
    const next = await it.prepared(dateOn('2026-04-07'));
    expect((await it.meetings.viewing.view(next))?.goals?.text).toBe('80 % in time');
    expect(await it.meetings.setGoals(who(ANA), id, 'x')).toBe('over');
  });

  it('PPL-4: is shown when Baton is in its channel again, and hears of a channel that can’t be used', async () => {
    const it = await meeting(await backend.open());
    await it.prepared(dateOn('2026-03-03'));
    await it.database.db.deleteFrom('jobs').execute();
    await it.database.transaction((tx) => it.meetings.channelBack(tx, WORKSPACE, 'COTHER'));
    expect(await it.database.db.selectFrom('jobs').select('kind').execute()).toEqual([]);
    await it.database.transaction((tx) => it.meetings.channelBack(tx, WORKSPACE, 'CSMARKETING'));
    const kinds = await it.database.db.selectFrom('jobs').select('kind').orderBy('kind').execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(['meetings.agenda', 'meetings.parent']);
    await it.meetings.channelTrouble('r1', 'is_archived');
    expect(it.troubles).toEqual(['r1 is_archived']);
  });
});
