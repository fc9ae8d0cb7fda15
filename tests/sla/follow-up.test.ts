import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { clockOf, happens, promising, told, work } from './history.ts';

/** Three tries within two working days, an outcome within five. */
const TERMS = { followUpDays: 2, outcomeDays: 5 } as const;
const WEDNESDAY = at('2026-03-04T17:00Z');
const NEXT_MONDAY = at('2026-03-09T17:00Z');

const tried = { change: { how: 'no-answer' } };
const reached = { change: { how: 'reached' } };

describe.each(backends)('2.1.13: after the first contact, on $name', (backend) => {
  it('the prospect is to be tried again and an outcome is due, each by the end of a working day', async () => {
    const it = await promising(await backend.open(), TERMS);
    await happens(it, 'received');
    await expect(clockOf(it, 'follow-up')).rejects.toThrow();
    it.clock.moveBy(20 * MINUTE);
    await happens(it, 'contacted', tried);
    expect(await clockOf(it)).toMatchObject({ state: 'met' });
    expect(await clockOf(it, 'follow-up')).toMatchObject({ state: 'running', attempts: 1, dueAt: WEDNESDAY });
    expect(await clockOf(it, 'outcome')).toMatchObject({ state: 'running', dueAt: NEXT_MONDAY });

    it.clock.moveBy(HOUR);
    await happens(it, 'contacted', tried);
    expect(await clockOf(it, 'follow-up')).toMatchObject({ state: 'running', attempts: 2 });
    it.clock.moveTo(WEDNESDAY);
    await happens(it, 'contacted', tried);
    expect(await clockOf(it, 'follow-up')).toMatchObject({ state: 'met', attempts: 3, stoppedAt: WEDNESDAY });
    expect(await clockOf(it, 'outcome')).toMatchObject({ state: 'running' });

    await happens(it, 'qualified');
    expect(await clockOf(it, 'outcome')).toMatchObject({ state: 'met', stoppedAt: WEDNESDAY });
    await happens(it, 'lost');
    expect(await clockOf(it, 'outcome')).toMatchObject({ state: 'met', stoppedAt: WEDNESDAY });
  });

  it('whoever has been spoken to need not be tried again', async () => {
    const it = await promising(await backend.open(), TERMS);
    await happens(it, 'received');
    await happens(it, 'received', { leadId: 'l2' });
    await happens(it, 'contacted', reached);
    await expect(clockOf(it, 'follow-up')).rejects.toThrow();
    await happens(it, 'contacted', { leadId: 'l2', ...tried });
    await happens(it, 'contacted', { leadId: 'l2', ...reached });
    expect(await clockOf(it, 'follow-up', 'l2')).toMatchObject({ state: 'met', attempts: 2 });
  });

  it('an outcome ends all three, also in place of a contact; taken back, those run on that it has ended', async () => {
    const it = await promising(await backend.open(), TERMS);
    await happens(it, 'received', { leadId: 'at-once' });
    await happens(it, 'rejected', { leadId: 'at-once', change: { isCounted: true } });
    expect((await it.sla.clockOfLead(it.database.db, 'at-once'))?.further).toEqual([]);

    await happens(it, 'received');
    await happens(it, 'contacted', tried);
    it.clock.moveBy(10 * MINUTE);
    await happens(it, 'rejected', { change: { isCounted: true } });
    const said = it.clock.now();
    it.clock.moveBy(MINUTE / 2);
    await happens(it, 'outcome-undone', { change: { isUntouched: false, saidAt: said } });
    expect(await clockOf(it)).toMatchObject({ state: 'met' });
    expect(await clockOf(it, 'follow-up')).toMatchObject({ state: 'running', stoppedAt: undefined });
    expect(await clockOf(it, 'outcome')).toMatchObject({ state: 'running', stoppedAt: undefined });
  });

  it('who was spoken to in the moment of an outcome is not to be tried again when that is taken back', async () => {
    const it = await promising(await backend.open(), TERMS);
    await happens(it, 'received');
    await happens(it, 'contacted', tried);
    it.clock.moveBy(10 * MINUTE);
    const said = it.clock.now();
    await happens(it, 'contacted', reached);
    await happens(it, 'rejected', { change: { isCounted: true } });
    it.clock.moveBy(MINUTE / 2);
    await happens(it, 'outcome-undone', { change: { isUntouched: false, isSpokenTo: true, saidAt: said } });
    expect(await clockOf(it, 'follow-up')).toMatchObject({ state: 'met', stoppedAt: said });
    expect(await clockOf(it, 'outcome')).toMatchObject({ state: 'running', stoppedAt: undefined });
  });

  it('a nudge comes half a working day before, lateness at the end; a second round begins anew', async () => {
    const it = await promising(await backend.open(), TERMS);
    await happens(it, 'received');
    await happens(it, 'contacted', tried);
    it.clock.moveTo(WEDNESDAY - 4 * HOUR);
    await work(it);
    it.clock.moveTo(WEDNESDAY + 1);
    await work(it);
    await work(it);
    expect(told(it)).toEqual(['follow-up warned', 'follow-up late']);
    expect(await it.sla.attainment(it.database.db, (await clockOf(it)).policy.policyId, 0, 'follow-up')).toMatchObject({
      count: 1,
      inTime: 0,
    });
    await happens(it, 'rejected', { change: { isCounted: true } });
    expect(await clockOf(it, 'follow-up')).toMatchObject({ state: 'met-late' });
    await happens(it, 'returned', { change: { round: 2 } });
    expect(await it.sla.clockOfLead(it.database.db, 'l1')).toMatchObject({ cycle: 2, state: 'running', further: [] });
  });

  it('what was no lead counts in none of them', async () => {
    const it = await promising(await backend.open(), TERMS);
    await happens(it, 'received');
    await happens(it, 'contacted', tried);
    await happens(it, 'rejected', { change: { isCounted: false } });
    for (const kind of ['first-contact', 'follow-up', 'outcome'] as const)
      expect(await clockOf(it, kind)).toMatchObject({ state: 'cancelled' });
  });
});
