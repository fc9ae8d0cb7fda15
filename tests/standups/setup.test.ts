import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { hire } from '../support/features.ts';
import { actor, HANDOFF, promptOf, type StandupOffice, standupOffice, switchedOn } from './office.ts';

/** Dates on which it was held or is going to be. */
async function heldOn({ database }: StandupOffice, ritualId: string): Promise<string[]> {
  const rows = await database.db
    .selectFrom('ritual_occurrences')
    .select('team_on')
    .where('ritual_id', '=', ritualId)
    .where('state', '!=', 'skipped')
    .orderBy('team_on')
    .execute();
  return rows.map(({ team_on }) => team_on);
}

describe.each(backends)('setting a standup up on $name', (backend) => {
  it('is for managers and admins; nobody else makes or changes one', async () => {
    const office = await standupOffice(await backend.open());
    const { standups } = office;
    const ann = await actor(office.it, 'UANN');
    expect(await standups.setupForm(ann, undefined)).toBe('not-yours');
    expect(await standups.saveSetup(ann, HANDOFF)).toEqual({ kind: 'not-yours' });
    const { id } = await switchedOn(office);
    expect(await standups.setupForm(ann, id)).toBe('not-yours');
    expect(await standups.saveSetup(ann, { ...HANDOFF, ritualId: id })).toEqual({ kind: 'not-yours' });
    expect(await standups.pause(ann, id)).toEqual({ kind: 'not-yours' });
    expect(await standups.managed(ann)).toEqual([]);
  });

  it('TIME-6: says from which day it applies, and what goes on as it began', async () => {
    const office = await standupOffice(await backend.open());
    const max = await actor(office.it, 'UMAX');
    expect(await office.standups.saveSetup(max, HANDOFF)).toMatchObject({
      kind: 'saved',
      isNew: true,
      from: 'Mon 2 Mar',
    });
    await office.reach('2026-03-02T09:31Z');
    const [ritual] = await office.standups.managed(max);
    const form = { ...HANDOFF, ritualId: ritual?.id, at: '11:00' };
    expect(await office.standups.saveSetup(max, form)).toMatchObject({
      kind: 'saved',
      isNew: false,
      from: 'Tue 3 Mar',
      running: 'Mon 2 Mar',
    });
    await office.reach('2026-03-03T10:59Z');
    const tuesday = await office.slot('UANN', '2026-03-03');
    expect(office.says(promptOf(tuesday))).toBeUndefined();
    await office.reach('2026-03-03T11:01Z');
    expect(office.says(promptOf(tuesday))).toBeDefined();
  });

  it('TIME-2: shows everybody’s own time, and refuses a close before somebody’s with that list', async () => {
    const office = await standupOffice(await backend.open());
    await hire(office.it, ['UBEN'], { zone: 'America/Los_Angeles' });
    const max = await actor(office.it, 'UMAX');
    const preview = await office.standups.preview(max, HANDOFF);
    expect(preview).toEqual({
      today: '2026-03-02',
      howOften: 'Every week, next on Mon 2 Mar',
      times: ['UANN, UMIA: 09:30 UTC', 'UBEN: 09:30 PST (17:30 UTC)'],
      fault: undefined,
    });
    const form = { ...HANDOFF, teamCloseAt: '12:00' };
    const outcome = await office.standups.saveSetup(max, form);
    if (outcome.kind !== 'faults') throw new Error(outcome.kind);
    expect(outcome.faults['team-close']).toContain('UBEN: 09:30 PST');
    expect(outcome.faults['team-close']).toContain('too late');
    expect((await office.standups.preview(max, form)).fault).toBe(outcome.faults['team-close']);
    expect(await office.standups.managed(max)).toEqual([]);
  });

  it('TIME-2: at the team’s time all are asked at once, the list says when that is for each, and the close is the team’s', async () => {
    const office = await standupOffice(await backend.open());
    await hire(office.it, ['UBEN'], { zone: 'America/Los_Angeles' });
    const max = await actor(office.it, 'UMAX');
    const form = { ...HANDOFF, zone: 'asia/tokyo', inOwnZone: false, at: '18:00' };
    expect(await office.standups.preview(max, form)).toEqual({
      today: '2026-03-02',
      howOften: 'Every week, next on Mon 2 Mar',
      times: ['UANN, UMIA: 09:00 UTC (18:00 JST)', 'UBEN: 01:00 PST (18:00 JST)'],
      fault: undefined,
    });
    const early = { ...form, teamCloseAt: '18:15' };
    expect((await office.standups.preview(max, early)).fault).toContain('too late');
    expect(await office.standups.saveSetup(max, early)).toMatchObject({ kind: 'faults' });
    // Which nobody could keep in their own zones.
    const late = { ...form, teamCloseAt: '20:00' };
    expect((await office.standups.preview(max, { ...late, inOwnZone: true })).fault).toContain('too late');
    const { config } = await switchedOn(office, late);
    expect(config).toMatchObject({ zone: 'Asia/Tokyo', inOwnZone: false });
    await office.reach('2026-03-02T09:05Z');
    for (const person of ['UANN', 'UMIA']) expect(office.says(promptOf(await office.slot(person)))).toBeDefined();
    expect(await office.slot('UBEN')).toMatchObject({ localDate: '2026-03-02', dueAt: at('2026-03-02T09:00Z') });
  });

  it('the team’s zone is that of whoever switches it on, until somebody says another', async () => {
    const office = await standupOffice(await backend.open());
    await hire(office.it, ['UMAX'], { zone: 'Europe/Berlin' });
    const max = await actor(office.it, 'UMAX');
    expect(await office.standups.setupForm(max, undefined)).toMatchObject({ zone: 'Europe/Berlin', inOwnZone: true });
    expect((await switchedOn(office)).config.zone).toBe('Europe/Berlin');
    expect((await office.standups.preview(max, { ...HANDOFF, zone: 'nowhere' })).fault).toContain('Europe/Berlin');
  });

  it('who only reads along makes no close impossible', async () => {
    const office = await standupOffice(await backend.open());
    await hire(office.it, ['UBEN'], { zone: 'America/Los_Angeles' });
    const max = await actor(office.it, 'UMAX');
    const form = { ...HANDOFF, teamCloseAt: '12:00', observers: ['UBEN'] };
    expect((await office.standups.preview(max, form)).fault).toBeUndefined();
  });

  it('managers hear of an ask that waits after as many working days as its standup says, also of one that waits already', async () => {
    const office = await standupOffice(await backend.open());
    const { id } = await switchedOn(office, { escalateAfterDays: 5 });
    await office.reach('2026-03-02T09:31Z');
    const { id: origin } = await office.slot('UANN');
    const asked = { to: { team: 'marketing' }, kind: 'question', about: undefined, neededBy: undefined } as const;
    const ask = async (from: string | undefined) => {
      const ann = await actor(office.it, 'UANN');
      const made = await office.asks.create(ann, {
        ...asked,
        text: 'Which deck?',
        origin: from,
        madeBy: `view:${from}`,
      });
      return made.kind === 'asked' ? made.view.ask.id : '';
    };
    const asks = [await ask(origin), await ask(undefined)];
    const daysLeft = async () => {
      const rows = await office.database.db.selectFrom('jobs').select(['key', 'run_at']).execute();
      const looks = rows.filter(({ key }) => asks.some((one) => key === `ask:${one}`));
      return looks.map(({ run_at }) => Math.round((run_at - office.it.clock.now()) / DAY));
    };
    // A weekend lies between.
    expect(await daysLeft()).toEqual([7, 7]);
    const max = await actor(office.it, 'UMAX');
    await office.standups.saveSetup(max, { ...HANDOFF, ritualId: id, escalateAfterDays: 2 });
    expect(await daysLeft()).toEqual([2, 2]);
  });

  it('PPL-7: a channel in which Baton can’t post is refused before anything is saved', async () => {
    const office = await standupOffice(await backend.open());
    const max = await actor(office.it, 'UMAX');
    const outcome = await office.standups.saveSetup(max, { ...HANDOFF, channelId: 'CSECRET' });
    expect(outcome).toEqual({ kind: 'faults', faults: { channel: 'I am not in that channel yet.' } });
    expect(await office.standups.managed(max)).toEqual([]);
  });

  it('PPL-6: people of other workspaces are named as those who can’t be asked', async () => {
    const office = await standupOffice(await backend.open());
    await hire(office.it, ['UEXT'], { name: 'Eve Elsewhere', kind: 'external' });
    const max = await actor(office.it, 'UMAX');
    const outcome = await office.standups.saveSetup(max, { ...HANDOFF, who: 'people', people: ['UANN', 'UEXT'] });
    if (outcome.kind !== 'faults') throw new Error(outcome.kind);
    expect(outcome.faults.who).toContain('Eve Elsewhere cannot be asked');
  });

  it.each([
    ['no name', { name: '' }, 'name'],
    ['no day', { days: [] }, 'days'],
    ['people by name, and none', { who: 'people' as const }, 'people'],
    ['people by name beside teams', { people: ['UANN'] }, 'people'],
    ['no channel', { channelId: undefined }, 'channel'],
    ['more questions on a day than fit', { questions: 'One?\nTwo?\nThree?' }, 'questions'],
    ['a zone that there isn’t', { zone: 'Berlin time' }, 'zone'],
    ['nobody in it', { who: 'people' as const, people: ['UANN'], observers: ['UANN'] }, 'who'],
  ])('is refused with %s, at the field that it is about', async (_case, differing, field) => {
    const office = await standupOffice(await backend.open());
    const outcome = await office.standups.saveSetup(await actor(office.it, 'UMAX'), { ...HANDOFF, ...differing });
    if (outcome.kind !== 'faults') throw new Error(outcome.kind);
    expect(Object.keys(outcome.faults)).toEqual([field]);
  });

  it('opens again as it was saved', async () => {
    const office = await standupOffice(await backend.open());
    const form = {
      ...HANDOFF,
      observers: ['UMAX'],
      questions: 'Fri: What went well?',
      owners: ['UMAX', 'UMIA'],
      reminds: false,
      tellsMissing: false,
      zone: 'Asia/Tokyo',
      inOwnZone: false,
      escalateAfterDays: 5,
    };
    const { id } = await switchedOn(office, form);
    expect(await office.standups.setupForm(await actor(office.it, 'UMAX'), id)).toEqual({ ...form, ritualId: id });
  });

  it('TIME-9: every two weeks means from a date on, and says which day is next', async () => {
    const office = await standupOffice(await backend.open());
    const max = await actor(office.it, 'UMAX');
    const often = { kind: 'biweekly', anchorOn: '2026-03-09' } as const;
    const form = { ...HANDOFF, days: ['tue'] as const, often };
    expect((await office.standups.preview(max, form)).howOften).toBe('Every two weeks, next on Tue 10 Mar');
    const { id } = await switchedOn(office, form);
    expect(await office.standups.setupForm(max, id)).toEqual({ ...form, owners: ['UMAX'], zone: 'UTC', ritualId: id });
    await office.reach('2026-04-01T00:00Z');
    expect(await heldOn(office, id)).toEqual(['2026-03-10', '2026-03-24', '2026-04-07']);
  });

  it('TIME-9: once a month means one weekday of it, and an edit of something else keeps it', async () => {
    const office = await standupOffice(await backend.open());
    const max = await actor(office.it, 'UMAX');
    const often = { kind: 'monthly', nth: 1 } as const;
    const unclear = { ...HANDOFF, often };
    expect((await office.standups.preview(max, unclear)).fault).toContain('tick one');
    expect(await office.standups.saveSetup(max, unclear)).toMatchObject({
      kind: 'faults',
      faults: { days: expect.stringContaining('tick one') },
    });
    const form = { ...unclear, days: ['tue'] as const };
    expect((await office.standups.preview(max, form)).howOften).toBe(
      'Every first Tuesday of the month, next on Tue 3 Mar',
    );
    const { id } = await switchedOn(office, form);
    const saved = await office.standups.setupForm(max, id);
    if (saved === 'not-yours') throw new Error(saved);
    await office.standups.saveSetup(max, { ...saved, at: '10:00' });
    await office.reach('2026-05-01T00:00Z');
    expect(await heldOn(office, id)).toEqual(['2026-03-03', '2026-04-07', '2026-05-05']);
  });

  it('PPL-8: is handed on by naming owners; who names nobody is the owner, and guests are none', async () => {
    const office = await standupOffice(await backend.open());
    await hire(office.it, ['UGUE'], { name: 'Gus Guest', kind: 'guest' });
    const { id, config } = await switchedOn(office);
    expect(config.owners).toEqual(['UMAX']);
    const max = await actor(office.it, 'UMAX');
    const form = { ...HANDOFF, ritualId: id };
    expect(await office.standups.saveSetup(max, { ...form, owners: ['UMAX', 'UGUE'] })).toMatchObject({
      kind: 'faults',
      faults: { owners: expect.stringContaining('Gus Guest cannot look after it') },
    });
    expect(await office.standups.saveSetup(max, { ...form, owners: ['UMIA'] })).toMatchObject({ kind: 'saved' });
    expect(await office.standups.managed(await actor(office.it, 'UMIA'))).toMatchObject([{ id }]);
  });

  it('DEL-8: without the reminder nobody gets one', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office, { reminds: false });
    await office.reach('2026-03-02T14:00Z');
    const { id } = await office.slot('UANN', '2026-03-02');
    expect(office.says(`slot.prompt:${id}`)).toBeDefined();
    expect(office.says(`slot.remind:${id}`)).toBeUndefined();
  });

  it('owners who don’t want to hear who is missing don’t', async () => {
    const office = await standupOffice(await backend.open());
    const { id } = await switchedOn(office);
    const max = await actor(office.it, 'UMAX');
    await office.reach('2026-03-02T14:00Z');
    const told = async () => {
      const rows = await office.database.db
        .selectFrom('notices')
        .select('key')
        .where('kind', '=', 'standup.missing')
        .execute();
      return rows.length;
    };
    expect(await told()).toBe(1);
    expect(await office.standups.saveSetup(max, { ...HANDOFF, ritualId: id, tellsMissing: false })).toMatchObject({
      kind: 'saved',
    });
    await office.reach('2026-03-03T14:00Z');
    expect(await told()).toBe(1);
  });

  it('a pause asks nobody, and its end goes on with the next day', async () => {
    const office = await standupOffice(await backend.open());
    const { id } = await switchedOn(office);
    const max = await actor(office.it, 'UMAX');
    expect(await office.standups.pause(max, id)).toMatchObject({ kind: 'saved' });
    await office.reach('2026-03-03T12:00Z');
    expect(office.it.shown).toEqual([]);
    expect(await office.standups.resume(max, id)).toMatchObject({ kind: 'saved', from: 'Wed 4 Mar' });
    await office.reach('2026-03-04T09:31Z');
    expect(office.says(promptOf(await office.slot('UANN', '2026-03-04')))).toBeDefined();
  });
});
