import { Temporal } from 'temporal-polyfill';
import { dayText } from '../core/day-text.ts';
import { readDate } from '../core/typed-date.ts';

/** The first day after a pause, YYYY-MM-DD; undefined for a pause that somebody must end. */
export type PauseEnd = { readonly untilOn: string | undefined } | { readonly fault: string };

const LONGEST_DAYS = 366;

/**
 * Reads what follows `/standup pause`: nothing, or the day on which it goes on, as in `until 3 March`, `2026-12-24` and `monday`.
 * `today` is the date where the team is.
 */
export function readPause(text: string, today: string): PauseEnd {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/^(?:until|till|to)(?:\s+|$)/, '');
  if (typed === '') return text.trim() === '' ? { untilOn: undefined } : { fault: UNREADABLE };
  const untilOn = readDate(typed, today);
  return untilOn === undefined ? { fault: UNREADABLE } : checkPause(untilOn, today);
}

function checkPause(untilOn: string, today: string): PauseEnd {
  if (untilOn <= today) return { fault: 'That day is here or over. Name a day after today on which it goes on.' };
  const days = Temporal.PlainDate.from(today).until(untilOn).days;
  return days > LONGEST_DAYS ? { fault: 'That is more than a year. Name a day within a year.' } : { untilOn };
}

const UNREADABLE =
  'I could not read that day. Write for example “until 3 March”, “until Monday” or “2026-12-24”: on that day it goes on.';

/** "Mon 4 Jan", with the year if it is another than this one. */
export function dayAhead(on: string, today: string): string {
  const year = on.slice(0, 4);
  return year === today.slice(0, 4) ? dayText(on) : `${dayText(on)} ${year}`;
}
