import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { type Features, MONDAY } from '../support/features.ts';
import { clockOf, happens, promising, told, work } from './history.ts';

const DUE = MONDAY + HOUR;
const TUESDAY_10 = at('2026-03-03T10:00Z');

const waits = (it: Features, until: number, pause: 'waiting' | 'snooze' = 'waiting') =>
  happens(it, 'paused', { change: { pause, until } });

describe.each(backends)('2.1.6: a lead that waits, on $name', (backend) => {
  it('is due so much working time later, is neither warned of nor late meanwhile, and goes on by itself', async () => {
    const it = await promising(await backend.open(), { outcomeDays: 2 });
    await happens(it, 'received');
    it.clock.moveBy(20 * MINUTE);
    await waits(it, TUESDAY_10);
    // Forty minutes are left on Tuesday, and the night counted nothing.
    expect(await clockOf(it)).toMatchObject({ dueAt: TUESDAY_10 + 40 * MINUTE, pausedUntil: TUESDAY_10 });
    it.clock.moveTo(DUE + 1);
    await work(it);
    expect(told(it)).toEqual([]);
    it.clock.moveTo(TUESDAY_10);
    await work(it);
    await work(it);
    expect(told(it)).toEqual(['resumed']);
    it.clock.moveTo(TUESDAY_10 + 40 * MINUTE);
    await happens(it, 'contacted', { change: { how: 'no-answer' } });
    expect(await clockOf(it)).toMatchObject({ state: 'met', worked: HOUR });
    // What begins while it waits knows of it as well.
    expect(await clockOf(it, 'outcome')).toMatchObject({ pausedUntil: undefined, dueAt: at('2026-03-05T17:00Z') });
  });

  it('goes on before its time when somebody says so, or has spoken to them', async () => {
    const it = await promising(await backend.open(), { outcomeDays: 2 });
    await happens(it, 'received');
    await happens(it, 'contacted', { change: { how: 'no-answer' } });
    const before = await clockOf(it, 'outcome');
    await waits(it, at('2026-03-05T10:00Z'));
    expect((await clockOf(it, 'outcome')).dueAt).toBeGreaterThan(before.dueAt);
    await happens(it, 'resumed');
    expect(await clockOf(it, 'outcome')).toEqual(before);
    await waits(it, at('2026-03-05T10:00Z'));
    it.clock.moveBy(30 * MINUTE);
    await happens(it, 'contacted', { change: { how: 'reached' } });
    // The half hour that it waited is added: Wednesday ends at five, so Thursday begins.
    expect(await clockOf(it, 'outcome')).toMatchObject({ dueAt: at('2026-03-05T09:30Z'), pausedUntil: undefined });
  });

  it('that is late stays late since when it was: only what would follow waits', async () => {
    const it = await promising(await backend.open(), {
      ladder: [
        { audience: 'team', after: 0 },
        { audience: 'manager', after: HOUR },
      ],
    });
    await happens(it, 'received');
    await happens(it, 'received', { leadId: 'unseen' });
    it.clock.moveTo(DUE + 1);
    await it.sla.look((await clockOf(it)).id, async () => {});
    await waits(it, TUESDAY_10);
    await happens(it, 'paused', { leadId: 'unseen', change: { pause: 'snooze', until: TUESDAY_10 } });
    await work(it);
    expect(await clockOf(it)).toMatchObject({ state: 'late', dueAt: DUE });
    expect(await clockOf(it, 'first-contact', 'unseen')).toMatchObject({ state: 'late', dueAt: DUE });
    it.clock.moveTo(DUE + 2 * HOUR);
    await work(it);
    expect(told(it)).toEqual(['late', 'late']);
    it.clock.moveTo(TUESDAY_10 + HOUR);
    await work(it);
    expect(told(it).toSorted()).toEqual(['late', 'late', 'manager', 'manager', 'resumed', 'resumed']);
  });

  it('is put off for as long as the promise allows, all in all; whoever gets it next begins anew', async () => {
    const it = await promising(await backend.open(), { snooze: 2 * HOUR, target: 4 * HOUR });
    await happens(it, 'received');
    const left = async () => (await it.sla.snoozing(it.database.db, 'l1', it.clock.now()))?.left;
    expect(await left()).toBe(2 * HOUR);
    const until = (await it.sla.snoozing(it.database.db, 'l1', it.clock.now()))?.until(90 * MINUTE) ?? 0;
    expect(until).toBe(MONDAY + 90 * MINUTE);
    await waits(it, until, 'snooze');
    it.clock.moveTo(until);
    expect(await left()).toBe(30 * MINUTE);
    await waits(it, until + 30 * MINUTE, 'snooze');
    it.clock.moveBy(10 * MINUTE);
    await happens(it, 'assigned', { change: { to: 'UBEN' } });
    expect(await left()).toBe(20 * MINUTE);
    expect(await clockOf(it)).toMatchObject({ pausedUntil: undefined, dueAt: MONDAY + 5 * HOUR + 40 * MINUTE });
    await happens(it, 'rejected', { change: { isCounted: true } });
    expect(await left()).toBeUndefined();
    await happens(it, 'returned', { change: { round: 2 } });
    expect(await left()).toBe(2 * HOUR);
  });
});
