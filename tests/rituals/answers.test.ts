import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { DAILY, MAX, promptsOf, type RitualOffice, ritual, ritualOffice } from '../support/ritual-office.ts';

const answer = (it: RitualOffice, slotId: string) =>
  it.database.transaction((tx) => it.rituals.answer(tx, slotId, it.clock.now()));

describe.each(backends)('answers, on $name', (backend) => {
  it('ANS-1: an answer can be changed until the next one closes', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    const { id } = await it.slot('UANN', '2026-03-02');
    expect(await answer(it, id)).toMatchObject({ kind: 'answered', isEdit: false });
    for (const time of ['2026-03-02T10:00Z', '2026-03-02T18:00Z', '2026-03-03T12:00Z']) {
      await it.reach(time);
      expect(await answer(it, id)).toMatchObject({ kind: 'answered', isEdit: true, slot: { isLate: false } });
    }
    expect(it.changes.filter(({ what, date }) => what === 'slot' && date === '2026-03-02')).toHaveLength(4);
    await it.reach('2026-03-03T12:31Z');
    expect(await answer(it, id)).toEqual({ kind: 'too-late' });
  });

  it('ANS-2: a late answer counts as late until the next prompt, and the counts are brought up to date', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T15:00Z');
    const [ann, ben] = [await it.slot('UANN', '2026-03-02'), await it.slot('UBEN', '2026-03-02')];
    expect(ann).toMatchObject({ state: 'missed' });
    expect(await answer(it, ann.id)).toMatchObject({ kind: 'answered', slot: { isLate: true } });
    expect(it.changes.at(-1)).toMatchObject({ what: 'slot', date: '2026-03-02' });
    await it.reach('2026-03-03T08:31Z');
    expect(await answer(it, ben.id)).toEqual({ kind: 'too-late' });
  });

  it('ANS-3: an answer of the evening before is for the next day, whose prompt is not sent', async () => {
    const it = await ritualOffice(await backend.open());
    const { id } = await ritual(it);
    await it.reach('2026-03-06T19:00Z');
    const slot = await it.rituals.currentSlot(it.database.db, id, 'UANN', it.clock.now());
    expect(slot).toMatchObject({ teamDate: '2026-03-09', state: 'pending' });
    expect(await answer(it, slot?.id ?? '')).toMatchObject({ kind: 'answered', slot: { isLate: false } });
    // Also when people change meanwhile, or somebody moves the time.
    await it.change('working-days', 'UBEN', { workingDays: ['mon'] });
    await it.rituals.edit(MAX, id, { ...DAILY, at: '10:00' });
    await it.reach('2026-03-09T20:00Z');
    expect(promptsOf(it, 'UANN').at(-1)).toBe('2026-03-06T08:30');
    expect(promptsOf(it, 'UBEN').at(-1)).toBe('2026-03-09T09:00');
    expect(await it.slot('UANN', '2026-03-09')).toMatchObject({ state: 'answered', promptedAt: undefined });
  });

  it('ANS-3: an early answer outlives a pause', async () => {
    const it = await ritualOffice(await backend.open());
    const { id } = await ritual(it);
    await it.reach('2026-03-02T19:00Z');
    const slot = await it.rituals.currentSlot(it.database.db, id, 'UANN', it.clock.now());
    await answer(it, slot?.id ?? '');
    await it.rituals.pause(MAX, id);
    await it.rituals.resume(MAX, id);
    await it.reach('2026-03-03T20:00Z');
    expect(await it.slot('UANN', '2026-03-03')).toMatchObject({ id: slot?.id, state: 'answered' });
  });

  it('ANS-3: when the pause has outlasted its date, the answer moves to the next and the date is explained', async () => {
    const it = await ritualOffice(await backend.open());
    const { id } = await ritual(it);
    await it.reach('2026-03-02T19:00Z');
    const slot = await it.rituals.currentSlot(it.database.db, id, 'UANN', it.clock.now());
    await answer(it, slot?.id ?? '');
    await it.rituals.pause(MAX, id);
    await it.reach('2026-03-03T20:00Z');
    await it.rituals.resume(MAX, id);
    await it.reach('2026-03-04T20:00Z');
    expect(await it.slot('UANN', '2026-03-04')).toMatchObject({ id: slot?.id, state: 'answered' });
    expect(await it.rituals.occurrenceOn(it.database.db, id, '2026-03-03')).toMatchObject({ skippedBecause: 'paused' });
  });

  it('ANS-4: a form that was open over the close, an edit and a restart is taken against the frozen snapshot', async () => {
    const it = await ritualOffice(await backend.open());
    const { id } = await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    const slot = await it.slot('UANN', '2026-03-02');
    await it.rituals.edit(MAX, id, { ...DAILY, settings: { questions: 'other' } });
    await it.reach('2026-03-02T15:00Z');
    await it.stop();
    await it.start();
    expect(await answer(it, slot.id)).toMatchObject({ kind: 'answered', slot: { isLate: true } });
    const view = await it.rituals.occurrence(it.database.db, slot.occurrenceId);
    expect(view?.occurrence).toMatchObject({ version: 1, snapshot: { own: { frozen: 1 }, config: { settings: {} } } });
  });

  it('DEL-1: two answers at the same moment, as of a double click, are one answer and one change of it', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    const { id } = await it.slot('UANN', '2026-03-02');
    const outcomes = await Promise.all([answer(it, id), answer(it, id)]);
    expect(outcomes.map((one) => one.kind === 'answered' && one.isEdit).filter(Boolean)).toEqual([true]);
  });
});
