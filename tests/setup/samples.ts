import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { SalesPromise } from '../../src/setup/settings.ts';
import { weekdays } from '../core/cases.ts';

/** First contact within a working hour, nine to five in Berlin. */
export const terms = (differing: Partial<SalesPromise['current']> = {}): SalesPromise['current'] => ({
  policyId: 'p1',
  version: 1,
  name: 'First contact',
  conditions: [],
  calendarOf: 'policy',
  attempts: 3,
  followUpDays: undefined,
  outcomeDays: undefined,
  snooze: 4 * HOUR,
  ladder: undefined,
  hasDigest: false,
  target: HOUR,
  warning: 15 * MINUTE,
  calendar: { zone: 'Europe/Berlin', weekly: weekdays(['09:00', '17:00']), dates: {} },
  lateTo: [],
  ...differing,
});

/** What the set-up makes: measured, not announced. */
export const firstPromise = (differing: Partial<SalesPromise> = {}): SalesPromise => ({
  id: 'p1',
  workspaceId: 'T1',
  isDefault: true,
  isAnnounced: false,
  createdAt: 0,
  current: terms(),
  ...differing,
});

export const MEASURED = { count: 12, inTime: 9, median: 52 * MINUTE };
