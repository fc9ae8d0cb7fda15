import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { Transient } from '../../src/platform/errors.ts';
import { backends } from '../support/backends.ts';
import {
  actor,
  claimed,
  parentOf,
  promptOf,
  refused,
  type StandupOffice,
  standupOffice,
  switchedOn,
} from './office.ts';

const DATES = ['02', '03', '04', '05', '06', '09', '10'].map((day) => `2026-03-${day}`);

/** On which dates somebody got their prompt. */
async function promptedOn(office: StandupOffice, person: string): Promise<string[]> {
  const dates: string[] = [];
  for (const date of DATES) {
    const slot = await office.slot(person, date).catch(() => undefined);
    if (slot !== undefined && office.timesShown(promptOf(slot)) > 0) dates.push(date);
  }
  return dates;
}

/** Counts as much as a person may be told in a day. */
async function toldEnough(office: StandupOffice, person: string): Promise<void> {
  for (const key of ['a', 'b', 'c']) {
    await office.database.transaction((tx) => office.it.notices.reserve(tx, { key, personId: person }));
  }
}

describe.each(backends)('being asked on $name', (backend) => {
  it('a repeat after a crash shows the same: what is asked is frozen before it is shown', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    let crashes = 0;
    office.refuse = (to) => {
      if (!('person' in to && to.person === 'UANN') || crashes > 0) return undefined;
      crashes += 1;
      throw new Error('The process dies');
    };
    await office.reach('2026-03-02T09:30:01Z');
    expect(crashes).toBe(1);
    // Whatever happens meanwhile.
    await claimed(office, 'UANN', 'Acme');
    await toldEnough(office, 'UANN');
    await office.reach('2026-03-02T09:45Z');
    const slot = await office.slot('UANN');
    expect(slot.state).toBe('sent');
    expect(office.says(promptOf(slot))).toContain('quiet day');
  });

  it('DEL-8: the reminder is a message of its own, because a change of the first would ring no phone; both end together', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T13:10Z');
    const slot = await office.slot('UANN');
    const reminder = `slot.remind:${slot.id}`;
    expect(office.says(reminder)).toContain('still open');
    expect(office.timesShown(reminder)).toBe(1);
    await office.standups.post(await actor(office.it, 'UANN'), slot.id);
    await office.work();
    for (const key of [promptOf(slot), reminder]) expect(office.says(key)).toContain('Posted');
  });

  it('DEL-8: who has the form open is not reminded', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T12:55Z');
    const slot = await office.slot('UANN');
    await office.standups.form(await actor(office.it, 'UANN'), slot.id);
    await office.reach('2026-03-02T13:01Z');
    expect(office.says(`slot.remind:${slot.id}`)).toBeUndefined();
    expect(office.says(`slot.remind:${(await office.slot('UBEN')).id}`)).toBeDefined();
  });

  it('DEL-8: a reminder waits for the end of somebody’s quiet, and never comes where that is after the close', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    const quiet = new Map([
      ['UANN', Date.parse('2026-03-02T13:15Z')],
      ['UBEN', Date.parse('2026-03-02T15:00Z')],
    ]);
    office.quietUntil = (person) => {
      const until = quiet.get(person) ?? 0;
      return until > office.it.clock.now() ? until : undefined;
    };
    await office.reach('2026-03-02T13:10Z');
    const reminderOf = async (person: string) => office.says(`slot.remind:${(await office.slot(person)).id}`);
    expect(await reminderOf('UMIA')).toBeDefined();
    expect(await reminderOf('UANN')).toBeUndefined();
    await office.reach('2026-03-02T13:16Z');
    expect(await reminderOf('UANN')).toContain('still open');
    await office.reach('2026-03-02T20:00Z');
    expect(await reminderOf('UBEN')).toBeUndefined();
  });

  it('DEL-8: where Slack doesn’t say who wants quiet, people are reminded; where it is busy, after five minutes', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    office.quietUntil = (person) => {
      if (person === 'UANN') throw refused('user_not_found');
      throw new Transient('busy', { retryAt: office.it.clock.now() + MINUTE, countsAsAttempt: false });
    };
    await office.reach('2026-03-02T13:03Z');
    const reminderOf = async (person: string) => office.says(`slot.remind:${(await office.slot(person)).id}`);
    expect(await reminderOf('UANN')).toBeDefined();
    expect(await reminderOf('UBEN')).toBeUndefined();
    await office.reach('2026-03-02T13:08Z');
    expect(await reminderOf('UBEN')).toBeDefined();
  });

  it('who has been told enough today is left in peace, with the reason recorded, and does not count', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await toldEnough(office, 'UANN');
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    expect(slot).toMatchObject({ state: 'excused', reason: { code: 'budget' } });
    expect(office.says(promptOf(slot))).toBeUndefined();
    expect(office.says(parentOf(slot))).toContain('Sales 0 of 1');
    // Whoever answers without being asked answers today's, not the next.
    const turns = await office.standups.turns({ id: 'UANN', workspaceId: 'T1' });
    expect(turns).toMatchObject([{ slot: { id: slot.id } }]);
  });

  it('prompt and reminder count among the three messages of a day', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T13:10Z');
    const may = (key: string) =>
      office.database.transaction((tx) => office.it.notices.reserve(tx, { key, personId: 'UANN' }));
    expect(await may('third')).toBe(true);
    expect(await may('fourth')).toBe(false);
  });

  it('DEL-5: whom Slack will never reach is tried once, and everybody else is asked', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    let tries = 0;
    office.refuse = (to) => {
      if (!('person' in to && to.person === 'UBEN')) return undefined;
      tries += 1;
      return refused('cannot_dm_bot');
    };
    await office.reach('2026-03-02T12:00Z');
    expect(tries).toBe(1);
    expect(await office.slot('UBEN')).toMatchObject({ state: 'unreachable', reason: { detail: 'cannot_dm_bot' } });
    expect(office.says(promptOf(await office.slot('UANN')))).toBeDefined();
    expect(office.says(parentOf(await office.slot('UANN')))).toContain('Sales 0 of 1');
  });

  it('DEL-8: three prompts without an answer offer once a week; then it is the first day of each week, until they want more', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-04T12:00Z');
    expect(office.says(promptOf(await office.slot('UANN', '2026-03-04')))).not.toContain('Weekly instead');
    await office.reach('2026-03-05T12:00Z');
    const thursday = await office.slot('UANN', '2026-03-05');
    expect(office.says(promptOf(thursday))).toContain('Weekly instead');
    const { asking } = office.standups;
    expect(await asking.setCadence('UBEN', thursday.id, 'weekly')).toBe('not-yours');
    expect(await asking.setCadence('UANN', thursday.id, 'weekly')).toBe('done');
    await office.work();
    expect(office.says(promptOf(thursday))).toContain('once a week');
    await office.reach('2026-03-10T12:00Z');
    expect(await promptedOn(office, 'UANN')).toEqual(DATES.slice(0, 4).concat('2026-03-09'));
    expect(await promptedOn(office, 'UBEN')).toEqual(DATES);
    // They may answer all the same, and on no other day are they missed.
    const tuesday = await office.slot('UANN', '2026-03-10');
    expect(tuesday).toMatchObject({ state: 'excused', reason: { code: 'weekly' } });
    expect(office.says(parentOf(tuesday))).toContain('Sales 0 of 1');
    expect(await office.standups.post(await actor(office.it, 'UANN'), tuesday.id)).toMatchObject({ kind: 'posted' });
    await asking.setCadence('UANN', tuesday.id, 'daily');
    await office.reach('2026-03-11T09:31Z');
    expect(office.says(promptOf(await office.slot('UANN', '2026-03-11')))).toBeDefined();
  });

  it('a lead that was due yesterday is late since then, not by a time that reads like one of today', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await claimed(office, 'UANN', 'Acme');
    await office.reach('2026-03-02T09:31Z');
    expect(office.says(promptOf(await office.slot('UANN')))).toMatch(/#1 Acme>, by <!date/);
    await office.reach('2026-03-03T09:31Z');
    expect(office.says(promptOf(await office.slot('UANN', '2026-03-03')))).toMatch(
      /#1 Acme>, late since <!date\^\d+\^\{date/,
    );
  });

  it('somebody’s Home says what their message of the day says', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    const ann = await actor(office.it, 'UANN');
    const day = async () => (await office.standups.dayOf(ann, office.it.clock.now())).map(({ state }) => state?.kind);
    expect(await day()).toEqual([]);
    await office.reach('2026-03-02T09:31Z');
    expect(await day()).toEqual(['asked']);
    await office.standups.post(ann, (await office.slot('UANN')).id);
    expect(await day()).toEqual(['answered']);
  });
});
