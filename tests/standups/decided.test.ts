import { describe, expect, it } from 'vitest';
import { viewOf } from '../actions/samples.ts';
import { backends } from '../support/backends.ts';
import { standupOffice, switchedOn } from './office.ts';

const NOTHING = 'No leads, no asks: a quiet day.';

describe.each(backends)('what was decided, in a standup, on $name', (backend) => {
  it('stands in its owner’s question with what they can say of it, goes when it is done, and rings nobody anew', async () => {
    const office = await standupOffice(await backend.open());
    office.decided.set('UANN', [viewOf()]);
    await switchedOn(office);
    await office.reach('2026-03-02T10:00Z');
    const slot = await office.slot('UANN');
    const prompt = `slot.prompt:${slot.id}`;
    expect(office.says(prompt)).toContain('Decided, and yours to do');
    expect(office.says(prompt)).toContain('Still on it');
    expect(office.says(prompt)).not.toContain(NOTHING);

    office.decided.delete('UANN');
    await office.database.transaction((tx) => office.standups.onAction(tx, 'T1', ['UANN', 'UNOBODY']));
    await office.work();
    expect(office.says(prompt)).toContain(NOTHING);
  });

  it('is heard of there by whoever is asked in it', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T10:00Z');
    const { db } = office.database;
    expect(await office.standups.hasStandup(db, 'T1', 'UANN')).toBe(true);
    expect(await office.standups.hasStandup(db, 'T1', 'UNOBODY')).toBe(false);
  });
});
