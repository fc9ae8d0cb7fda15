import { addDays } from '../core/local-time.ts';
import { MOST_EXPECTED, type Terms } from './heads-up.ts';

/** What can't be taken of a form. */
export type FormFault = 'no-title' | 'no-day' | 'day-is-over' | 'day-is-far' | 'expected' | 'no-words';

/** Further ahead nothing is announced. */
const FARTHEST = 366;

/** What is wrong with a title and a day; `before` is the day that stood there. */
export function factsFault(
  { title, startsOn, expected }: { title: string; startsOn: string; expected?: number | undefined },
  today: string,
  before?: string,
): FormFault | undefined {
  if (title === '') return 'no-title';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(startsOn)) return 'no-day';
  if (startsOn < today && startsOn !== before) return 'day-is-over';
  if (startsOn > addDays(today, FARTHEST)) return 'day-is-far';
  const isCount = expected === undefined || (Number.isInteger(expected) && expected >= 1 && expected <= MOST_EXPECTED);
  return isCount ? undefined : 'expected';
}

/** What is wrong with all of it. */
export function termsFault(terms: Terms, today: string, before?: string): FormFault | undefined {
  const fault = factsFault(terms, today, before);
  if (fault !== undefined) return fault;
  const said = terms.kind === 'campaign' ? [terms.audience, terms.promise, terms.talk] : [terms.doing];
  return said.some((words) => words === '') ? 'no-words' : undefined;
}
