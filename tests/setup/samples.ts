import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { FirstContactPromise, Terms } from '../../src/setup/settings.ts';
import { weekdays } from '../core/cases.ts';

/** First contact within a working hour, nine to five in Berlin. */
export const terms = (differing: Partial<Terms> = {}): Terms => ({
  target: HOUR,
  warning: 15 * MINUTE,
  calendar: { zone: 'Europe/Berlin', weekly: weekdays(['09:00', '17:00']), dates: {} },
  lateTo: [],
  ...differing,
});

/** What the set-up makes: measured, not announced. */
export const firstPromise = (differing: Partial<FirstContactPromise> = {}): FirstContactPromise => ({
  id: 'p1',
  workspaceId: 'T1',
  isAnnounced: false,
  createdAt: 0,
  current: terms(),
  ...differing,
});

export const MEASURED = { count: 12, inTime: 9, median: 52 * MINUTE };
