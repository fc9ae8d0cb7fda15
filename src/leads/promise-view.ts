import type { Calendar } from '../core/calendar.ts';
import type { Duration, Instant } from '../core/instants.ts';

/** What this feature reads of the first-contact promise on a lead. */
export interface PromiseView {
  readonly state: 'running' | 'met' | 'late' | 'met-late' | 'cancelled';
  /** In which round of the lead it runs. */
  readonly cycle: number;
  /** False while the promise is only measured: then nothing of it is shown. */
  readonly isAnnounced: boolean;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly stoppedAt: Instant | undefined;
  /** Working time from arrival to first contact. */
  readonly worked: Duration | undefined;
  readonly policy: {
    readonly version: number;
    readonly target: Duration;
    readonly warning: Duration;
    readonly calendar: Calendar;
    readonly lateTo: readonly string[];
  };
}
