import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { addDays, instantAt, weekdayOf } from '../../src/core/local-time.ts';
import { WEEKDAYS } from '../../src/core/opening-hours.ts';
import type { PersonDays } from '../../src/core/person-days.ts';
import { placed } from '../../src/rituals/placement.ts';
import { isScheduled } from '../../src/rituals/recurrence.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { DAILY, MAX, person, promptsOf, ritual, ritualOffice, saved } from '../support/ritual-office.ts';
import { steeredClock } from '../support/steered-clock.ts';

const FAR = [person('UKIR', { zone: 'Pacific/Kiritimati' }), person('UHON', { zone: 'Pacific/Honolulu' })];
const idsOf = (people: readonly PersonDays[]) => ({
  participants: { kind: 'people' as const, ids: people.map(({ personId }) => personId) },
});

describe('TIME-3: a time on the wall', () => {
  it.each([
    ['skipped in spring', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:00Z'],
    ['repeated in autumn', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30Z'],
    ['skipped in spring', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:00Z'],
    ['at the very start of the gap', '2026-03-29', '02:00', 'Europe/Berlin', '2026-03-29T01:00Z'],
    ['repeated in autumn', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30Z'],
    ['skipped for half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30Z'],
    ['repeated for half an hour', '2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45Z'],
    ['skipped at midnight', '2026-09-06', '00:15', 'America/Santiago', '2026-09-06T04:00Z'],
    ['repeated before midnight', '2026-04-04', '23:30', 'America/Santiago', '2026-04-05T02:30Z'],
    ['skipped after Ramadan', '2026-03-22', '02:30', 'Africa/Casablanca', '2026-03-22T02:00Z'],
    ['repeated before Ramadan', '2026-02-15', '02:30', 'Africa/Casablanca', '2026-02-15T01:30Z'],
    ['of half an hour', '2026-03-29', '02:30', 'Asia/Kolkata', '2026-03-28T21:00Z'],
  ])('%s on %s at %s in %s is one instant', (_what, date, time, zone, expected) => {
    expect(instantAt(date, time, zone)).toBe(at(expected));
  });

  it.each(['2026-03-29', '2026-10-25'])('the time for answers is as long on %s as on any other day', (date) => {
    const slot = placed({ ...DAILY, at: '01:30' }, date, person('UANN', { workingDays: ['sun'] }));
    expect(slot.closeAt - slot.dueAt).toBe(4 * HOUR);
    expect(slot.closeAt - (slot.remindAt ?? 0)).toBe(HOUR);
  });
});

describe('TIME-9: a ritual is held', () => {
  it('every second week from its anchor on, also over a year of 53 weeks', () => {
    const recurrence = { kind: 'biweekly', days: ['mon'], anchorOn: '2026-12-21' } as const;
    const held = ['2026-12-21', '2026-12-28', '2027-01-04', '2027-01-11', '2027-01-18'];
    expect(held.filter((date) => isScheduled(recurrence, date))).toEqual(['2026-12-21', '2027-01-04', '2027-01-18']);
  });

  it.each([
    [3, ['2026-12-21', '2027-01-11', '2027-02-01']],
    [4, ['2026-12-21', '2027-01-18', '2027-02-15']],
  ] as const)('TIME-9: every %i weeks counts from a stored date, over a year of 53 weeks', (weeks, expected) => {
    const recurrence = { kind: 'every', weeks, days: ['mon'], anchorOn: '2026-12-23' } as const;
    const days = Array.from({ length: 63 }, (_, at) => addDays('2026-12-16', at));
    expect(days.filter((date) => isScheduled(recurrence, date))).toEqual(expected);
  });

  it.each([
    [1, '2026-05-01'],
    [2, '2026-05-08'],
    [4, '2026-05-22'],
    ['last', '2026-05-29'],
  ] as const)('on the %s Friday of a month, on %s and on no other', (nth, expected) => {
    const recurrence = { kind: 'monthly', nth, day: 'fri' } as const;
    const may = Array.from({ length: 31 }, (_, day) => `2026-05-${String(day + 1).padStart(2, '0')}`);
    expect(may.filter((date) => isScheduled(recurrence, date))).toEqual([expected]);
  });
});

describe.each(backends)('times, on $name', (backend) => {
  it('TIME-1: everybody is asked at half past nine where they are, up to a day apart', async () => {
    const it = await ritualOffice(await backend.open(), { people: FAR });
    await ritual(it, idsOf(FAR));
    await it.reach('2026-03-05T12:00Z');
    // It begins on the first date that reaches everybody: in Kiritimati Monday had passed.
    expect(promptsOf(it, 'UKIR')).toEqual(['2026-03-02T19:30', '2026-03-03T19:30', '2026-03-04T19:30']);
    expect(promptsOf(it, 'UHON')).toEqual(['2026-03-03T19:30', '2026-03-04T19:30']);
    expect(it.changes[0]).toMatchObject({ what: 'opened', date: '2026-03-03', at: at('2026-03-02T19:30Z') });
  });

  it('TIME-2: a close before somebody’s prompt is refused with the list of local times', async () => {
    const people = [person('UANN'), person('ULAX', { zone: 'America/Los_Angeles' })];
    const it = await ritualOffice(await backend.open(), { people });
    const config = { ...DAILY, ...idsOf(people), teamCloseAt: '11:30' };
    const outcome = await it.rituals.create(MAX, { kind: 'standup', config });
    expect(outcome).toMatchObject({ kind: 'refused', faults: [{ field: 'team-close' }] });
    expect(JSON.stringify(outcome)).toContain('ULAX: 09:30 PST = Mon 2 Mar 18:30 CET – too late');
  });

  it('TIME-2: so is a close that is before it only when clocks have changed', async () => {
    const people = [person('UANN'), person('UNYC', { zone: 'America/New_York' })];
    const it = await ritualOffice(await backend.open(), { people });
    // Between 8 and 29 March New York is five hours behind, and six for the rest of the year.
    it.clock.moveTo(at('2026-03-10T08:00Z'));
    const config = { ...DAILY, ...idsOf(people), teamCloseAt: '15:00' };
    const outcome = JSON.stringify(await it.rituals.create(MAX, { kind: 'standup', config }));
    expect(outcome).toContain('When clocks have changed, on Tue 31 Mar, some would be asked after the close');
    expect(outcome).toContain('UNYC: 09:30 EDT = Tue 31 Mar 15:30 CEST – too late');
    expect(
      await it.rituals.create(MAX, { kind: 'standup', config: { ...config, teamCloseAt: '16:00' } }),
    ).toMatchObject({ kind: 'saved' });
  });

  it('TIME-2: the whole closes at the team’s time if there is one, and so does everybody', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it, { teamCloseAt: '11:00' });
    await it.reach('2026-03-02T10:00Z');
    expect(it.changes.map(({ what }) => what)).toEqual(['opened', 'closed']);
    expect((await it.slot('UANN', '2026-03-02')).closeAt).toBe(at('2026-03-02T10:00Z'));
  });

  it('TIME-4: without a zone that we know people are asked at the team’s time', async () => {
    const it = await ritualOffice(await backend.open(), {
      people: [person('UANN', { zone: 'America/New_York', isZoneKnown: false }), person('UBEN')],
    });
    await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-02T08:30']);
  });

  it('TIME-5: who flies west before being asked is asked there, once; who was asked isn’t asked again', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T08:00Z');
    await it.change('zone', 'UANN', { zone: 'America/New_York' });
    await it.reach('2026-03-02T09:00Z');
    await it.change('zone', 'UBEN', { zone: 'America/New_York' });
    await it.reach('2026-03-02T20:00Z');
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-02T14:30']);
    expect(promptsOf(it, 'UBEN')).toEqual(['2026-03-02T08:30']);
  });

  it('TIME-5: who flies east is asked at once within the grace, and excused for travel beyond it', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T07:45Z');
    await it.change('zone', 'UANN', { zone: 'Europe/Helsinki' });
    await it.change('zone', 'UBEN', { zone: 'Asia/Kolkata' });
    await it.reach('2026-03-02T20:00Z');
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-02T07:45']);
    expect(promptsOf(it, 'UBEN')).toEqual([]);
    expect(await it.slot('UBEN', '2026-03-02')).toMatchObject({ state: 'excused', reason: { code: 'travel' } });
  });

  it('TIME-5: at the team’s time a new zone never asks twice for one local date', async () => {
    const people = [person('USYD', { zone: 'Australia/Sydney' }), person('UNYC', { zone: 'America/New_York' })];
    const it = await ritualOffice(await backend.open(), { people });
    await ritual(it, { ...idsOf(people), zone: 'America/New_York', inOwnZone: false });
    await it.reach('2026-03-02T20:00Z');
    await it.change('zone', 'USYD', { zone: 'America/New_York' });
    await it.reach('2026-03-04T20:00Z');
    expect(promptsOf(it, 'USYD')).toEqual(['2026-03-02T14:30', '2026-03-04T14:30']);
    expect(await it.slot('USYD', '2026-03-03')).toMatchObject({ state: 'excused', reason: { code: 'travel' } });
  });

  it('TIME-5: nobody is asked again for a date that one from days ago had, when team and person move apart', async () => {
    const people = [person('ULOR', { zone: 'Australia/Lord_Howe', workingDays: WEEKDAYS })];
    const it = await ritualOffice(await backend.open(), { people });
    const config = { recurrence: { kind: 'weekly', days: WEEKDAYS }, inOwnZone: false } as const;
    const { id } = await ritual(it, { ...idsOf(people), ...config, zone: 'Pacific/Honolulu' });
    await it.reach('2026-03-05T20:00Z');
    expect(await it.slot('ULOR', '2026-03-05')).toMatchObject({ state: 'sent', localDate: '2026-03-06' });
    saved(await it.rituals.edit(MAX, id, { ...DAILY, ...idsOf(people), ...config, zone: 'Asia/Kolkata' }));
    await it.change('zone', 'ULOR', { zone: 'Pacific/Honolulu' });
    await it.reach('2026-03-08T06:00Z');
    expect(await it.slot('ULOR', '2026-03-06')).toMatchObject({ localDate: '2026-03-05' });
    expect(await it.slot('ULOR', '2026-03-07')).toMatchObject({
      localDate: '2026-03-06',
      state: 'excused',
      reason: { code: 'travel' },
    });
    expect(await it.slot('ULOR', '2026-03-08')).toMatchObject({ state: 'sent', localDate: '2026-03-07' });
    const dates = it.told.filter(({ what }) => what === 'prompt').map(({ date }) => date);
    expect(new Set(dates).size).toBe(dates.length);
  });

  it('TIME-5: nor for a date that a later one has had, while both are open', async () => {
    // The clock changes on that Sunday, so that Saturday is still within a day's grace.
    const people = [
      person('UHON', {
        zone: 'Pacific/Honolulu',
        workingDays: WEEKDAYS,
        absences: [{ fromOn: '2026-03-27', untilOn: '2026-03-27', setBy: 'UHON' }],
      }),
      person('UANN', { workingDays: WEEKDAYS }),
    ];
    const it = await ritualOffice(await backend.open(), { people, clock: steeredClock(at('2026-03-28T05:00Z')) });
    const lasting = { windowMs: 30 * HOUR, graceMs: 24 * HOUR, remindBeforeMs: undefined };
    const recurrence = { kind: 'weekly', days: WEEKDAYS } as const;
    await ritual(it, { ...idsOf(people), ...lasting, recurrence, inOwnZone: false });
    await it.reach('2026-03-29T07:40Z');
    expect(await it.slot('UHON', '2026-03-28')).toMatchObject({ localDate: '2026-03-27', reason: { code: 'away' } });
    expect(await it.slot('UHON', '2026-03-29')).toMatchObject({ localDate: '2026-03-28', state: 'sent' });
    await it.change('zone', 'UHON', { zone: 'Europe/Berlin' });
    await it.reach('2026-03-29T12:00Z');
    expect(promptsOf(it, 'UHON')).toEqual(['2026-03-29T07:30']);
    expect(await it.slot('UHON', '2026-03-28')).toMatchObject({ state: 'excused', reason: { code: 'travel' } });
  });

  it('TIME-6: an edit while one is open applies from the next, and says so', async () => {
    const it = await ritualOffice(await backend.open());
    const { id } = await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    const outcome = saved(await it.rituals.edit(MAX, id, { ...DAILY, at: '15:00', zone: 'Asia/Tokyo' }));
    expect(outcome).toMatchObject({ fromOn: '2026-03-03', runningOn: '2026-03-02' });
    expect((await it.slot('UANN', '2026-03-02')).closeAt).toBe(at('2026-03-02T12:30Z'));
    await it.reach('2026-03-03T16:00Z');
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-02T08:30', '2026-03-03T14:00']);
  });

  it('TIME-7: working days are each person’s own, and weekends differ', async () => {
    const people = [
      person('UANN'),
      person('UDUB', { zone: 'Asia/Dubai', workingDays: ['sun', 'mon', 'tue', 'wed', 'thu'] }),
    ];
    const it = await ritualOffice(await backend.open(), { people });
    await ritual(it, {
      ...idsOf(people),
      recurrence: { kind: 'weekly', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sun'] },
    });
    await it.reach('2026-03-08T20:00Z');
    expect(promptsOf(it, 'UDUB').at(-1)).toBe('2026-03-08T05:30');
    expect(promptsOf(it, 'UANN').at(-1)).toBe('2026-03-06T08:30');
    expect(await it.slot('UDUB', '2026-03-06')).toMatchObject({ state: 'excused', reason: { code: 'day-off' } });
    expect(await it.slot('UANN', '2026-03-08')).toMatchObject({ state: 'excused', reason: { code: 'day-off' } });
  });

  it('TIME-7: a holiday of the same morning cancels unsent prompts only; where all are off nothing opens', async () => {
    const it = await ritualOffice(await backend.open(), {
      people: [person('UANN'), person('ULIS', { zone: 'Europe/Lisbon' })],
    });
    await ritual(it, { participants: { kind: 'people', ids: ['UANN', 'ULIS'] } });
    await it.reach('2026-03-02T09:00Z');
    const holidays = ['2026-03-02', '2026-03-03'].map((on) => ({ on, name: 'Feast' }));
    await it.change('holidays', 'UANN', { holidays });
    await it.change('holidays', 'ULIS', { holidays });
    await it.reach('2026-03-02T20:00Z');
    const planned = await it.slot('UANN', '2026-03-03');
    await it.change('holidays', 'UANN', { holidays });
    await it.reach('2026-03-02T21:00Z');
    expect((await it.slot('UANN', '2026-03-03')).id, 'planned anew, nothing is different').toBe(planned.id);
    await it.reach('2026-03-03T20:00Z');
    expect(it.told.filter(({ what }) => what === 'prompt').map(({ person: who }) => who)).toEqual(['UANN']);
    expect(await it.slot('ULIS', '2026-03-02')).toMatchObject({
      state: 'excused',
      reason: { code: 'holiday', detail: 'Feast' },
    });
    expect(await it.slot('UANN', '2026-03-03')).toMatchObject({
      state: 'excused',
      reason: { code: 'holiday', detail: 'Feast' },
    });
    expect(it.changes.filter(({ date }) => date === '2026-03-03')).toEqual([]);
  });

  it('TIME-8: whoever is away is off, never missing, both dates included, and back the day after', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    const away = { fromOn: '2026-03-02', untilOn: '2026-03-03', setBy: 'UMAX' };
    await it.change('absence', 'UANN', { absences: [away] });
    await it.reach('2026-03-04T20:00Z');
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({ state: 'excused', reason: { code: 'away' } });
    expect(await it.slot('UANN', '2026-03-03')).toMatchObject({ state: 'excused', reason: { code: 'away' } });
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-02T08:30', '2026-03-04T08:30']);
  });

  it('TIME-8: a skip is one tap and can be undone', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    const { id } = await it.slot('UANN', '2026-03-02');
    await it.database.transaction((tx) => it.rituals.skip(tx, id, 'meetings only'));
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({
      state: 'skipped',
      reason: { detail: 'meetings only' },
    });
    await it.database.transaction((tx) => it.rituals.unskip(tx, id, it.clock.now()));
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({ state: 'sent', reason: undefined });
  });

  it('TIME-9: the dates between are recorded, each with why', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it, { recurrence: { kind: 'biweekly', days: ['mon'], anchorOn: '2026-02-16' } });
    await it.reach('2026-03-17T20:00Z');
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-02T08:30', '2026-03-16T08:30']);
    const dates = await it.database.db
      .selectFrom('ritual_occurrences')
      .select(['team_on', 'state'])
      .orderBy('team_on')
      .execute();
    expect(dates).toHaveLength(29);
    expect(dates.filter(({ state }) => state !== 'skipped').map(({ team_on }) => team_on)).toEqual([
      '2026-03-02',
      '2026-03-16',
      '2026-03-30',
    ]);
  });

  it.each([
    ['the gap, as the end of three hours', '2026-03-28', '23:30', undefined, '2026-03-29T01:30Z'],
    ['the overlap, as the end of three hours', '2026-10-24', '23:30', undefined, '2026-10-25T00:30Z'],
    ['the gap, as the team’s time', '2026-03-29', '00:30', '02:30', '2026-03-29T01:00Z'],
    ['the overlap, as the team’s time', '2026-10-25', '00:30', '02:30', '2026-10-25T00:30Z'],
  ])(
    'TIME-3: a close and its reminder in %s are at one instant, once',
    async (_what, day, time, teamCloseAt, close) => {
      const people = [person('UANN', { workingDays: WEEKDAYS })];
      const it = await ritualOffice(await backend.open(), { people, clock: steeredClock(at(`${day}T05:00Z`) - DAY) });
      const recurrence = { kind: 'weekly', days: [weekdayOf(day)] } as const;
      const config = { at: time, teamCloseAt, recurrence, windowMs: 3 * HOUR, remindBeforeMs: HOUR / 2 };
      await ritual(it, { ...idsOf(people), ...config });
      await it.reach(at(close) + HOUR);
      expect(it.told.map(({ what, at: when }) => [what, when])).toEqual([
        ['prompt', instantAt(day, time, 'Europe/Berlin')],
        ['remind', at(close) - HOUR / 2],
      ]);
      expect(it.changes.filter(({ what }) => what === 'closed')).toMatchObject([{ date: day, at: at(close) }]);
    },
  );

  it('TIME-3: over the change of the clock everybody is asked at the same time on the wall', async () => {
    const it = await ritualOffice(await backend.open(), { clock: steeredClock(at('2026-03-27T05:00Z')) });
    await ritual(it);
    await it.reach('2026-03-31T05:00Z');
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-27T08:30', '2026-03-30T07:30']);
  });
});
