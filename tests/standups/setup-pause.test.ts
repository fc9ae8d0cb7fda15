import { describe, expect, it } from 'vitest';
import { readValues } from '../../src/blockkit/values.ts';
import { dayAhead, readPause } from '../../src/standups/setup-pause.ts';
import { backends } from '../support/backends.ts';
import { actor, promptOf, type StandupOffice, standupOffice, switchedOn } from './office.ts';

// A Monday.
const TODAY = '2026-03-02';

describe('what a person types after /standup pause', () => {
  it.each([
    ['', undefined],
    ['until 3 March', '2026-03-03'],
    ['2026-12-24', '2026-12-24'],
    ['UNTIL friday', '2026-03-06'],
    ['till 1 March', '2027-03-01'],
    ['tomorrow', '2026-03-03'],
  ])('“%s” goes on on %s', (text, untilOn) => {
    expect(readPause(text, TODAY)).toEqual({ untilOn });
  });

  it.each([
    ['until', '“until 3 March”'],
    ['a while', '“until 3 March”'],
    ['until Monday', 'here or over'],
    ['2026-02-28', 'here or over'],
    ['2027-06-01', 'more than a year'],
  ])('“%s” is answered with what to write', (text, words) => {
    expect(readPause(text, TODAY)).toEqual({ fault: expect.stringContaining(words) });
  });

  it('a day of another year is named with it', () => {
    expect([dayAhead('2026-12-24', TODAY), dayAhead('2027-01-04', TODAY)]).toEqual(['Thu 24 Dec', 'Mon 4 Jan 2027']);
  });
});

async function call(office: StandupOffice, person: string) {
  return { actor: await actor(office.it, person), channel: 'D1', now: office.it.clock.now() };
}

async function said(office: StandupOffice, word: string, text = '') {
  const command = office.listeners.commands?.find((one) => one.word === word);
  return JSON.stringify(await command?.run({ ...(await call(office, 'UMAX')), text }));
}

async function pressed(office: StandupOffice, action: string, value: string, person = 'UMAX') {
  const message = { channel: 'D1', ts: '1' };
  return JSON.stringify(
    await office.listeners.actions?.[action]?.({ ...(await call(office, person)), value, message }),
  );
}

const askedOn = async (office: StandupOffice, date: string) =>
  office.says(promptOf(await office.slot('UANN', date))) !== undefined;

describe.each(backends)('/standup pause on $name', (backend) => {
  it('until a day: nobody is asked before it, it says from when it goes on, and it goes on by itself', async () => {
    const office = await standupOffice(await backend.open());
    const { id } = await switchedOn(office);
    // A Saturday: the first day on which somebody is asked is the Monday after it.
    expect(await said(office, 'pause', 'until 7 March')).toContain(
      'is paused until *Sat 7 Mar* and then goes on by itself: from Mon 9 Mar on',
    );
    expect(await said(office, 'setup')).toContain('paused until Sat 7 Mar');
    await office.reach('2026-03-08T12:00Z');
    expect(office.it.shown.filter(({ key }) => key.startsWith('slot.prompt'))).toEqual([]);
    await office.reach('2026-03-09T09:31Z');
    expect(await askedOn(office, '2026-03-09')).toBe(true);
    expect(await office.rituals.find(office.database.db, id)).toMatchObject({ state: 'active' });
  });

  it('without a day: until somebody resumes it, and the answer has a way to choose one', async () => {
    const office = await standupOffice(await backend.open());
    const { id } = await switchedOn(office);
    const answer = await said(office, 'pause');
    expect(answer).toContain('until somebody resumes it');
    expect(answer).toContain('Until a date');
    const form = await pressed(office, 'standup.until', id);
    expect(form).toContain('"initial_date":"2026-03-09"');
    expect(await pressed(office, 'standup.until', id, 'UANN')).toContain('not yours');
    const send = async (person: string, selected_date: string) => {
      const values = readValues({ until: { value: { selected_date } } });
      const view = { viewId: 'V1', metadata: id, values };
      return office.listeners.views?.['standup.until']?.({ ...(await call(office, person)), ...view });
    };
    expect(await send('UMAX', '2026-03-02')).toMatchObject({
      kind: 'errors',
      errors: { until: expect.stringContaining('here or over') },
    });
    expect(JSON.stringify(await send('UANN', '2026-03-04'))).toContain('not yours');
    expect(JSON.stringify(await send('UMAX', '2026-03-04'))).toContain('until *Wed 4 Mar*');
    await office.reach('2026-03-04T09:31Z');
    expect(await askedOn(office, '2026-03-04')).toBe(true);
  });

  it('a day that can’t be, or that nobody can read, is answered with what to write and changes nothing', async () => {
    const office = await standupOffice(await backend.open());
    const { id } = await switchedOn(office);
    expect(await said(office, 'pause', 'until whenever')).toContain('until 3 March');
    expect(await said(office, 'pause', 'yesterday')).toContain('until 3 March');
    expect(await said(office, 'pause', '2026-03-01')).toContain('here or over');
    expect(await office.rituals.find(office.database.db, id)).toMatchObject({ state: 'active' });
  });

  it('only a standup: with the id of anything else that recurs its buttons do nothing', async () => {
    const office = await standupOffice(await backend.open());
    const { id } = await switchedOn(office);
    const { db } = office.database;
    const stateOf = () => db.selectFrom('rituals').select(['state', 'paused_until_on']).where('id', '=', id).execute();
    await db.updateTable('rituals').set({ kind: 'lead-review' }).where('id', '=', id).execute();
    const before = await stateOf();
    for (const button of ['standup.pause', 'standup.resume', 'standup.end', 'standup.until'])
      expect(await pressed(office, button, id), button).toContain('not yours');
    expect(await stateOf()).toEqual(before);
  });

  it('of several, the chosen one is paused until the day that was typed', async () => {
    const office = await standupOffice(await backend.open());
    const { id } = await switchedOn(office);
    await switchedOn(office, { name: 'Evening', at: '17:00' });
    const value = `${id} until 7 March`;
    expect(await said(office, 'pause', 'until 7 March')).toContain(value);
    expect(await pressed(office, 'standup.pause', value)).toContain('until *Sat 7 Mar*');
    expect(await said(office, 'pause')).toContain('paused until Sat 7 Mar');
    // One that is paused already can be given another end.
    expect(await said(office, 'pause', 'until 8 March')).toContain(`${id} until 8 March`);
    expect(await said(office, 'resume')).toContain('"Resume');
  });
});
