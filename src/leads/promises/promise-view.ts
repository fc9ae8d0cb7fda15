import type { Calendar } from '../../core/calendar.ts';
import type { Conditions } from '../../core/conditions.ts';
import type { Duration, Instant } from '../../core/instants.ts';

/** What this feature reads of one promise on a lead. */
export interface PromiseView {
  /** To contact it, to try it often enough, or to know how it ends. */
  readonly kind: 'first-contact' | 'follow-up' | 'outcome';
  readonly state: 'running' | 'met' | 'late' | 'met-late' | 'cancelled';
  /** In which round of the lead it runs. */
  readonly cycle: number;
  /** False while the promise is only measured: then nothing of it is shown. */
  readonly isAnnounced: boolean;
  readonly startedAt: Instant;
  /** Working time that it has. */
  readonly target: Duration;
  /** In whose hours it runs, from when on: the policy's, or those of whoever has the lead. */
  readonly stretches: readonly {
    readonly from: Instant;
    readonly calendar: Calendar;
    readonly of?: string | undefined;
    /** Those of the rule that routed the lead. */
    readonly ruled?: Calendar | undefined;
  }[];
  readonly dueAt: Instant;
  /** It stands still until then. */
  readonly pausedUntil: Instant | undefined;
  /** How often the prospect has been tried, of a follow-up. */
  readonly attempts: number;
  readonly stoppedAt: Instant | undefined;
  /** Working time from its start until it was kept. */
  readonly worked: Duration | undefined;
  readonly policy: {
    readonly name: string;
    readonly version: number;
    readonly conditions: Conditions;
    readonly target: Duration;
    readonly warning: Duration;
    readonly calendar: Calendar;
    readonly attempts: number;
    readonly followUpDays: number | undefined;
    readonly outcomeDays: number | undefined;
    readonly lateTo: readonly string[];
  };
  /** Of the promise of a first contact: those that follow from it. */
  readonly further?: readonly PromiseView[];
}
