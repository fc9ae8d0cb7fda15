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
  name: 'First contact',
  conditions: [],
  calendarOf: 'policy',
  attempts: 3,
  followUpDays: undefined,
  outcomeDays: undefined,
  snooze: 4 * HOUR,
  ladder: undefined,
  hasDigest: false,
  ...TERMS,
  ...differing,
});

export function runningClock(differing: Partial<SlaClock> = {}): SlaClock {
  const { startedAt = at('2026-03-02T10:00Z'), policy = version() } = differing;
  return {
    id: 'c1',
    workspaceId: 'T1',
    leadId: 'l1',
    kind: 'first-contact',
    cycle: 1,
    state: 'running',
    isAnnounced: true,
    startedAt,
    target: policy.target,
    stretches: [{ from: startedAt, calendar: policy.calendar }],
    dueAt: at('2026-03-02T11:00Z'),
    warnAt: at('2026-03-02T10:45Z'),
    pausedUntil: undefined,
    attempts: 0,
    stoppedAt: undefined,
    worked: undefined,
    policy,
    ...differing,
  };
}
