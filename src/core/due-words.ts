import type { Explanation, Step } from './explain-due.ts';
import { DAY, type Duration, type Instant, MINUTE } from './instants.ts';
import { dateText, dateTimeText, dayTimeText, hoursText, wallTime, weekdayName, weekdayText } from './time-text.ts';

/**
 * The arithmetic of a due time in short words, one fragment each, to be joined by the caller: "Received Fri 16:00 CET",
 * "1 h counted Friday", "weekend", "Monday is a holiday", "1 h Tuesday", "due Tue 10:00 CET". Dates appear once a
 * weekday alone would be ambiguous; more than four counted days are summed up.
 */
export function dueWords({ due, steps }: Explanation, zone: string): string[] {
  const start = steps[0]?.from ?? due;
  const long = due - start >= 6 * DAY;
  const moment = long ? dateTimeText : dayTimeText;
  return [`Received ${moment(start, zone)}`, ...fragments(steps, zone, long), `due ${moment(due, zone)}`];
}

/** Counted steps of one local date, or skipped steps of one kind, that are said in one breath. */
type Phrase =
  | { readonly kind: 'counted'; readonly day: Instant; worked: Duration }
  | { readonly kind: 'days'; readonly reason: 'holiday' | 'closed'; readonly days: Instant[] }
  | { readonly kind: 'plain'; readonly words: string };

function fragments(steps: readonly Step[], zone: string, long: boolean): string[] {
  const dayName = long ? dateText : weekdayName;
  const phrases = phrasesOf(steps, zone, long);
  const days = phrases.filter((phrase) => phrase.kind === 'counted');
  const [first, last] = [days[0], days.at(-1)];
  const middle = days.length > 4 ? days.slice(1, -1) : [];
  return phrases.flatMap((phrase) => {
    if (phrase.kind === 'plain') return middle.length > 0 && phrase.words === WEEKEND ? [] : [phrase.words];
    if (phrase.kind === 'days')
      return [
        daysOff(
          phrase.reason,
          phrase.days.map((day) => dayName(day, zone)),
        ),
      ];
    if (phrase !== first && phrase !== last && middle.length > 0) {
      const worked = middle.reduce((sum, day) => sum + day.worked, 0);
      return phrase === middle[0] ? [`${hoursText(worked)} on the next ${middle.length} working days`] : [];
    }
    return [`${hoursText(phrase.worked)} ${phrase === first ? 'counted ' : ''}${dayName(phrase.day, zone)}`];
  });
}

const WEEKEND = 'weekend';

function phrasesOf(steps: readonly Step[], zone: string, long: boolean): Phrase[] {
  const phrases: Phrase[] = [];
  for (const [at, step] of steps.entries()) {
    const last = phrases.at(-1);
    if (step.kind === 'counted') {
      const day = phrases.findLast((phrase) => phrase.kind === 'counted');
      if (day !== undefined && dateText(day.day, zone) === dateText(step.from, zone)) day.worked += shownTime(step);
      else phrases.push({ kind: 'counted', day: step.from, worked: shownTime(step) });
    } else if (step.reason === 'holiday' || step.reason === 'closed') {
      if (last?.kind === 'days' && last.reason === step.reason) last.days.push(step.from);
      else phrases.push({ kind: 'days', reason: step.reason, days: [step.from] });
    } else {
      const words = plainWords(step, at === 0, zone, long);
      if (words !== undefined) phrases.push({ kind: 'plain', words });
    }
  }
  return phrases;
}

/** Times are shown without their seconds; counted in the same way, the sum that people read comes out. */
const shownTime = ({ from, until }: Step): Duration => toMinute(until) - toMinute(from);

const toMinute = (at: Instant): Instant => at - (at % MINUTE);

function plainWords(
  { reason, from, until }: Step & { kind: 'skipped' },
  isFirst: boolean,
  zone: string,
  long: boolean,
): string | undefined {
  switch (reason) {
    case 'weekend':
      return WEEKEND;
    case 'break':
      return `break ${wallTime(from, zone)}–${wallTime(until, zone)}`;
    case 'pause': {
      const day = long || until - from >= 6 * DAY ? dateText : weekdayText;
      return `paused from ${day(from, zone)} ${wallTime(from, zone)} to ${day(until, zone)} ${wallTime(until, zone)}`;
    }
    case 'night':
      // That nights don't count needs no words, unless the clock didn't start on arrival because of one.
      return isFirst ? 'outside working hours' : undefined;
    case 'holiday':
    case 'closed':
      return undefined;
  }
}

function daysOff(reason: 'holiday' | 'closed', days: readonly string[]): string {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const names = days.length === 1 ? first : days.length === 2 ? `${first} and ${last}` : `${first} to ${last}`;
  if (reason === 'closed') return `closed ${names}`;
  return days.length === 1 ? `${names} is a holiday` : `${names} are holidays`;
}
