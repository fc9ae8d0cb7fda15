import type { Duration } from '../core/instants.ts';
import { median } from '../core/median.ts';

/** What one clock adds to the measure: working time to the first contact, or undefined if there was none by its due time. */
export interface Measured {
  readonly worked: Duration | undefined;
  readonly isInTime: boolean;
}

export interface Attainment {
  /** Leads whose promise was met or has become late; those still inside their time don't count yet. */
  readonly count: number;
  readonly inTime: number;
  /** Median working time to first contact; leads without any count as slowest. Undefined if the middle one has none. */
  readonly median: Duration | undefined;
}

/** Attainment = met / (met + late + open and past due): a lead that nobody called counts against us (rule 1e). */
export function attainment(clocks: readonly Measured[]): Attainment {
  const middle = median(clocks.map(({ worked }) => worked ?? Number.POSITIVE_INFINITY));
  return {
    count: clocks.length,
    inTime: clocks.filter(({ isInTime }) => isInTime).length,
    median: middle !== undefined && Number.isFinite(middle) ? middle : undefined,
  };
}
