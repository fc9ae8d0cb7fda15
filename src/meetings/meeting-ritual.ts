import type { Instant } from '../core/instants.ts';

/** What rituals of this feature are called by the engine. */
export const MEETING = 'meeting';

/** One date of the schedule. */
export interface MeetingDate {
  readonly id: string;
  /** Where the team is. */
  readonly teamDate: string;
  readonly state: 'planned' | 'open' | 'closed' | 'skipped';
  /** When it begins. */
  readonly opensAt: Instant;
}
