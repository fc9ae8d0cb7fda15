import { dueAt, type Span, union, workedSpans, workingTime } from './business-hours.ts';
import type { Duration, Instant } from './instants.ts';
import { intervalsOn, localDate, startOf } from './open-spans.ts';
import { type Calendar, minutesOf, WEEKDAYS } from './opening-hours.ts';
import { wallTime } from './time-text.ts';

/**
 * Why time didn't count: `night` is any time between the hours of one date and the next, `break` between those of one
 * date, `holiday` a date whose weekly hours are cancelled, `weekend` a free Saturday or Sunday (or Friday, where Sunday is
 * worked), `closed` another weekday without hours, `pause` working time under a pause.
 */
export type SkipReason = 'night' | 'weekend' | 'holiday' | 'closed' | 'break' | 'pause';

export type Step =
  | { readonly kind: 'counted'; readonly from: Instant; readonly until: Instant }
  | { readonly kind: 'skipped'; readonly from: Instant; readonly until: Instant; readonly reason: SkipReason };

export interface Explanation {
  readonly due: Instant;
  readonly steps: readonly Step[];
}

/**
 * How a due time comes about: steps without holes or overlaps from the start to the due time; what is counted adds up to
 * the target. Each step lies on one local date, except pauses and weekends. Throws what `dueAt` throws.
 */
export function explainDue(
  calendar: Calendar,
  start: Instant,
  target: Duration,
  pauses: readonly Span[] = [],
): Explanation {
  const due = dueAt(calendar, start, target, pauses);
  const steps: Step[] = [];
  let reached = start;
  for (const { from, until } of workedSpans(calendar, start, pauses, due)) {
    if (from > reached) steps.push(...skipped(calendar, { from: reached, until: from }, pauses));
    steps.push({ kind: 'counted', from, until });
    reached = until;
  }
  return { due, steps };
}

function skipped(calendar: Calendar, gap: Span, pauses: readonly Span[]): Step[] {
  const steps: Step[] = [];
  let reached = gap.from;
  for (const pause of union(pauses)) {
    const [from, until] = [Math.max(pause.from, reached), Math.min(pause.until, gap.until)];
    // A pause outside hours cost nothing, so it explains nothing.
    if (from >= until || workingTime(calendar, from, until) === 0) continue;
    steps.push(...closedSteps(calendar, { from: reached, until: from }));
    steps.push({ kind: 'skipped', reason: 'pause', from, until });
    reached = until;
  }
  return [...steps, ...closedSteps(calendar, { from: reached, until: gap.until })];
}

function closedSteps(calendar: Calendar, gap: Span): Step[] {
  const steps: Step[] = [];
  let from = gap.from;
  for (let date = localDate(from, calendar.zone); from < gap.until; date = date.add({ days: 1 })) {
    const until = Math.min(startOf(date.add({ days: 1 }), calendar.zone), gap.until);
    // Where the wall went back over midnight, a date can begin before the gap does.
    if (until <= from) continue;
    const reason = reasonOn(calendar, date, { from, until });
    const last = steps.at(-1);
    if (last?.kind === 'skipped' && last.reason === 'weekend' && reason === 'weekend')
      steps[steps.length - 1] = { ...last, until };
    else steps.push({ kind: 'skipped', reason, from, until });
    from = until;
  }
  return steps;
}

function reasonOn(calendar: Calendar, date: ReturnType<typeof localDate>, part: Span): SkipReason {
  const own = intervalsOn(calendar, date);
  const weekday = WEEKDAYS[date.dayOfWeek - 1] ?? 'mon';
  if (own.length === 0) {
    if ((calendar.weekly[weekday] ?? []).length > 0) return 'holiday';
    const weekend =
      weekday === 'sat' || weekday === 'sun' || (weekday === 'fri' && (calendar.weekly.sun ?? []).length > 0);
    return weekend ? 'weekend' : 'closed';
  }
  const begins = minutesOf(wallTime(part.from, calendar.zone)) ?? 0;
  const between =
    own.some(([open, close]) => close > open && (minutesOf(close) ?? 0) <= begins) &&
    own.some(([open]) => (minutesOf(open) ?? 0) > begins);
  return between ? 'break' : 'night';
}
