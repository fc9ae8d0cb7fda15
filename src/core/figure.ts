import type { Duration } from './instants.ts';
import { LEAST_FOR_PERCENT, percentOf, shareText } from './share-text.ts';
import { counted, durationText } from './time-text.ts';

/** One value of something that is measured: so many of `n`, or the working time in the middle of `n`. */
export interface Figure {
  readonly unit: 'share' | 'time';
  /** Of how many leads, or asks, it is made. */
  readonly n: number;
  readonly count: number;
  /** Of a time; undefined where the one in the middle has none. */
  readonly median?: Duration | undefined;
  /** What it is made of; leads unless this says otherwise. */
  readonly of?: Counted | undefined;
}

/** What is counted. */
export type Counted = 'lead' | 'ask';

const UNTIL: Readonly<Record<Counted, string>> = { lead: 'a contact', ask: 'an answer' };

/** "61 % (11 of 18)", "45 min of working time (18 leads)", "too few leads (7)": no percentage of so few (RETRO-6). */
export function figureText({ unit, n, count, median, of = 'lead' }: Figure): string {
  if (n < LEAST_FOR_PERCENT) return n === 0 ? `no ${of}s` : `too few ${of}s (${n})`;
  if (unit === 'share') return shareText(count, n);
  if (median === undefined) return `most without ${UNTIL[of]} (${counted(n, of)})`;
  return `${durationText(median)} of working time (${counted(n, of)})`;
}

/**
 * Whether it has moved the right way since `before`; 'unknown' where either is made of too few, or of leads of which most have no
 * value. As people read it: 61 % and 61.4 % are the same, and so is what differs by less than a minute.
 */
export function movedSince(
  before: Figure,
  now: Figure,
  better: 'more' | 'less',
): 'better' | 'worse' | 'same' | 'unknown' {
  const [was, is] = [shownValue(before), shownValue(now)];
  if (was === undefined || is === undefined) return 'unknown';
  if (was === is) return 'same';
  return is > was === (better === 'more') ? 'better' : 'worse';
}

const MINUTES = 60_000;

/** Whole percent, or whole minutes. */
function shownValue({ unit, n, count, median }: Figure): number | undefined {
  if (n < LEAST_FOR_PERCENT) return undefined;
  if (unit === 'share') return percentOf(count, n);
  return median === undefined ? undefined : Math.floor(median / MINUTES);
}
