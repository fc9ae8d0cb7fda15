import { describe, expect, it } from 'vitest';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, deciding, made } from './deciding.ts';
import { ANA, SAM } from './samples.ts';

describe.each(backends)('what is to be done, each week, on $name', (backend) => {
  it('is told to whoever has chosen that, on the first working morning of a week, once, and to nobody else', async () => {
    const it = await deciding(await backend.open());
    const { digests } = it.actions;
    const week = () => it.told.filter(({ kind }) => kind === 'action.week');
    await made(it);
    expect(await digests.setWeekly(actor(SAM), true)).toBe(false);
    expect(await digests.tellWeek('UANA')).toBeUndefined();
    expect(await digests.setWeekly(actor(ANA), true)).toBe(true);
    expect(await digests.tellWeek('UANA')).toBe(at('2026-03-09T09:00Z'));
    expect(week()).toEqual([]);
    it.clock.moveTo(at('2026-03-09T09:00Z'));
    expect(await digests.tellWeek('UANA')).toBe(at('2026-03-16T09:00Z'));
    await digests.tellWeek('UANA');
    expect(week()).toEqual([{ kind: 'action.week', recipient: { person: 'UANA' } }]);
    expect((await digests.week('UANA'))?.open.length).toBe(1);
    await digests.setWeekly(actor(ANA), false);
    expect(await digests.week('UANA')).toBeUndefined();
    expect(await digests.tellWeek('UANA')).toBeUndefined();
  });

  it('ends with whoever leaves both teams', async () => {
    const it = await deciding(await backend.open());
    await it.actions.digests.setWeekly(actor(ANA), true);
    it.staff.delete('UANA');
    expect(await it.actions.digests.tellWeek('UANA')).toBeUndefined();
    expect(await it.actions.digests.isReader('UANA')).toBe(false);
  });
});
