import type { Calendar } from '../../src/core/calendar.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { PolicyVersion, SlaClock } from '../../src/sla/promise.ts';
import { at } from '../core/cases.ts';

const NINE_TO_FIVE = [['09:00', '17:00']] as const;

/** Monday to Friday, nine to five, UTC. */
export const OFFICE: Calendar = {
  zone: 'UTC',
  weekly: { mon: NINE_TO_FIVE, tue: NINE_TO_FIVE, wed: NINE_TO_FIVE, thu: NINE_TO_FIVE, fri: NINE_TO_FIVE },
  dates: {},
};

/** First contact within a working hour; a nudge fifteen minutes before. */
export const TERMS = { target: HOUR, warning: 15 * MINUTE, calendar: OFFICE, lateTo: [] } as const;

export const version = (differing: Partial<PolicyVersion> = {}): PolicyVersion => ({
  policyId: 'p1',
  version: 1,
  ...TERMS,
  ...differing,
});

export const runningClock = (differing: Partial<SlaClock> = {}): SlaClock => ({
  id: 'c1',
  workspaceId: 'T1',
  leadId: 'l1',
  cycle: 1,
  state: 'running',
  isAnnounced: true,
  startedAt: at('2026-03-02T10:00Z'),
  dueAt: at('2026-03-02T11:00Z'),
  warnAt: at('2026-03-02T10:45Z'),
  stoppedAt: undefined,
  worked: undefined,
  policy: version(),
  ...differing,
});
