import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { scheduleFormOf } from '../../src/core/schedule-form.ts';
import {
  configOf,
  drawnFrom,
  NEW_SCHEDULE,
  type ScheduleLeads,
  scheduleLeadsOf,
} from '../../src/reviews/schedule/schedule.ts';
import { onlyChoices, onlyText, onlyValues, readOnly } from '../../src/reviews/schedule/schedule-only.ts';
import { nasty } from '../blockkit/hostile.ts';
import { at } from '../core/cases.ts';
import { faultsOf } from '../support/golden.ts';
import { scheduleViews } from './schedule-views.ts';

const LEADS: ScheduleLeads = {
  size: 8,
  workingDays: 3,
  only: { sources: ['Fair'] },
  isAnonymous: true,
  zone: 'Europe/Berlin',
};
const CALLINGS = { names: new Map([['UANN', 'Ann']]), stages: { customer: 'Closed' } };

describe('A schedule of reviews', () => {
  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))(
    'fits Slack and a phone when a source is %j',
    (_, word) => {
      expect(faultsOf(scheduleViews(word))).toEqual([]);
    },
  );

  it.each([
    ['weekly', { ...NEW_SCHEDULE, channelId: 'C1', often: { kind: 'weekly' as const }, day: 'thu' as const }],
    ['monthly', { ...NEW_SCHEDULE, channelId: 'C1' }],
    ['with people by name', { ...NEW_SCHEDULE, channelId: 'C1', people: ['UANN', 'UMIA'] }],
  ])('is read again as it was saved: %s', (_what, form) => {
    const ritual = { id: 'r1', config: configOf(form, LEADS, { owners: ['UMAX'] }) };
    expect(scheduleFormOf(ritual)).toEqual({ ...form, ritualId: 'r1' });
    expect(scheduleLeadsOf(ritual)).toEqual(LEADS);
  });

  it('is over before it is held again, and long enough for its working days with the weekends in them', () => {
    for (const workingDays of [1, 3, 5, 10]) {
      const weekly = { ...NEW_SCHEDULE, often: { kind: 'weekly' as const } };
      expect(configOf(weekly, { ...LEADS, workingDays }, { owners: [] }).windowMs).toBeLessThan(7 * DAY);
      const monthly = configOf(NEW_SCHEDULE, { ...LEADS, workingDays }, { owners: [] });
      expect(monthly.windowMs).toBeGreaterThanOrEqual((workingDays + 2) * DAY);
    }
  });

  it('looks back to the last review that was held, the first one as far as to one before it, and no further than a quarter', () => {
    const now = at('2026-03-11T09:00Z');
    const monthly = { kind: 'monthly', nth: 1, day: 'mon' } as const;
    expect(drawnFrom({ kind: 'weekly', days: ['thu'] }, undefined, now)).toBe(now - 7 * DAY);
    expect(drawnFrom(monthly, undefined, now)).toBe(now - 31 * DAY);
    expect(drawnFrom(monthly, now - 40 * DAY, now)).toBe(now - 40 * DAY);
    expect(drawnFrom(monthly, now - 400 * DAY, now)).toBe(now - 92 * DAY);
  });
});

describe('Which leads are judged', () => {
  const none = { sources: [], campaigns: [], personas: [], reps: [], stages: [] };

  it('is one menu of what leads have lately, and of what is chosen already', () => {
    const choices = { ...none, sources: [{ value: 'Website', count: 3 }], stages: [{ value: 'customer', count: 1 }] };
    const offered = onlyChoices(choices, { reps: ['UANN', 'UGONE'] }, CALLINGS);
    expect(offered.map(({ text }) => text)).toEqual([
      'Source: Website',
      'Rep: Ann',
      'Rep: somebody who has left',
      'Stage: Closed',
    ]);
  });

  it('is read from the menu as it was chosen, whatever sources are called', () => {
    const word = fc.string({ minLength: 1, maxLength: 60 });
    const list = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.record({ sources: list, campaigns: list, personas: list }, { requiredKeys: [] }),
        (only: Readonly<Record<string, readonly string[]>>) => {
          expect(readOnly(onlyValues(only))).toEqual(only);
        },
      ),
    );
    expect(readOnly(['nonsense'])).toEqual({});
  });

  it('reads as a line', () => {
    expect(onlyText({ sources: ['Website', 'Fair'], stages: ['customer'] }, CALLINGS)).toBe(
      'Source: Website or Fair · Stage: Closed',
    );
    expect(onlyText({}, CALLINGS)).toBe('');
  });
});
