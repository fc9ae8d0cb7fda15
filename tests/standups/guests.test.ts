import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { hire } from '../support/features.ts';
import { actor, claimed, HANDOFF, postOf, promptOf, type StandupOffice, standupOffice, switchedOn } from './office.ts';

/** Gus worked in sales once, with a lead and an ask of his own; now he is a guest who is named in a standup. */
async function withGus(office: StandupOffice): Promise<void> {
  await hire(office.it, ['UGUS'], { name: 'Gus Guest' });
  const max = await actor(office.it, 'UMAX');
  const members = ['UANN', 'UBEN', 'UGUS'];
  await office.database.transaction((tx) =>
    office.it.people.setTeam(tx, max, { team: 'sales', members, managers: ['UMAX'] }),
  );
  await claimed(office, 'UGUS', 'Acme');
  await office.asks.create(await actor(office.it, 'UMIA'), {
    to: { team: 'sales' },
    kind: 'question',
    about: undefined,
    neededBy: undefined,
    text: 'Which region?',
    origin: undefined,
    madeBy: 'view:1',
  });
  await hire(office.it, ['UGUS'], { name: 'Gus Guest', kind: 'guest' });
}

const asGuest = async ({ it }: StandupOffice) => {
  const door = await it.people.admit({ teamId: 'T1', userId: 'UGUS', isForGuests: true });
  if (door.kind === 'refused') throw new Error(door.sentence);
  return door.actor;
};

describe.each(backends)('PPL-6: a guest in a standup, on $name', (backend) => {
  it('is asked and counted as others are, and reads of no leads and no asks', async () => {
    const office = await standupOffice(await backend.open());
    await withGus(office);
    await switchedOn(office, { who: 'people', people: ['UGUS', 'UANN'] });
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UGUS');
    const prompt = office.says(promptOf(slot)) ?? '';
    expect(prompt).toContain('Anything to tell the team?');
    expect(prompt).not.toMatch(/Acme|lead|region/i);
    expect(office.says(promptOf(await office.slot('UANN')))).toContain('Which region?');
    const gus = await asGuest(office);
    const opened = await office.standups.form(gus, slot.id);
    expect(opened).toMatchObject({ kind: 'form', form: { mayAsk: false, snapshot: { facts: [], due: [] } } });
    expect(await office.standups.post(gus, slot.id)).toMatchObject({ kind: 'posted' });
    await office.work();
    expect(office.says(postOf(slot))).toContain('Gus Guest');
  });

  it('is asked only where they are named: a channel’s standup leaves them out and says so', async () => {
    const office = await standupOffice(await backend.open());
    await hire(office.it, ['UMIA'], { name: 'Mia', kind: 'guest' });
    const max = await actor(office.it, 'UMAX');
    const form = { ...HANDOFF, who: 'channel' as const };
    const named = { ...form, who: 'people' as const, people: ['UANN', 'UMIA'] };
    expect((await office.standups.preview(max, form)).times).toEqual(['UANN: 09:30 UTC']);
    expect((await office.standups.preview(max, named)).times).toEqual(['UANN, Mia: 09:30 UTC']);
    expect(await office.standups.saveSetup(max, form)).toMatchObject({ kind: 'saved', guests: ['Mia'] });
    await office.reach('2026-03-02T09:31Z');
    await expect(office.slot('UMIA')).rejects.toThrow('no slot');
  });
});
