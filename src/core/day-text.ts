import { instantAt } from './local-time.ts';
import { dateText } from './time-text.ts';

/** "Wed 11 Mar" for a local date: the same for every reader, because it is a day and no moment. */
export const dayText = (on: string): string => dateText(instantAt(on, '12:00', 'UTC'), 'UTC');

/** "9 to 13 Mar", "30 Mar to 3 Apr", "9 Mar" */
export function daysText(firstOn: string, lastOn: string): string {
  const [first, last] = [withoutWeekday(firstOn), withoutWeekday(lastOn)];
  if (firstOn === lastOn) return first;
  const isSameMonth = firstOn.slice(0, 7) === lastOn.slice(0, 7);
  return `${isSameMonth ? first.split(' ')[0] : first} to ${last}`;
}

const withoutWeekday = (on: string): string => dayText(on).split(' ').slice(1).join(' ');
