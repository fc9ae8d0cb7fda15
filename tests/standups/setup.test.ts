import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { hire } from '../support/features.ts';
import { actor, HANDOFF, promptOf, standupOffice, switchedOn } from './office.ts';

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
    ['nobody in it', { who: 'people' as const, people: ['UANN'], observers: ['UANN'] }, 'who'],
  ])('is refused with %s, at the field that it is about', async (_case, differing, field) => {
    const office = await standupOffice(await backend.open());
    const outcome = await office.standups.saveSetup(await actor(office.it, 'UMAX'), { ...HANDOFF, ...differing });
    if (outcome.kind !== 'faults') throw new Error(outcome.kind);
    expect(Object.keys(outcome.faults)).toEqual([field]);
  });

  it('opens again as it was saved', async () => {
    const office = await standupOffice(await backend.open());
    const form = { ...HANDOFF, observers: ['UMAX'], questions: 'Fri: What went well?', teamCloseAt: '14:00' };
    const { id } = await switchedOn(office, form);
    expect(await office.standups.setupForm(await actor(office.it, 'UMAX'), id)).toEqual({ ...form, ritualId: id });
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
