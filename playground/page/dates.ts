import { DAY, type Duration, type Instant, MINUTE, SECOND } from '../../src/core/instants.ts';
import { dateText, wallTime } from '../../src/core/time-text.ts';
import type { Reader } from './reader.ts';

type Clockface = Pick<Reader, 'zone' | 'now'>;

/** What Slack writes in place of a date token's format, such as `{date_short_pretty} at {time}`, in the reader's zone. */
export const dateFromFormat = (at: Instant, format: string, reader: Clockface): string =>
  format.replace(/\{(\w+)\}/g, (token, name: string) => part(name, at, reader) ?? token);

function part(name: string, at: Instant, reader: Clockface): string | undefined {
  const { zone } = reader;
  if (name.endsWith('_pretty')) return nearDay(at, reader) ?? part(name.slice(0, -'_pretty'.length), at, reader);
  switch (name) {
    case 'time':
      return wallTime(at, zone);
    case 'time_secs':
      return format(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    case 'date':
    case 'day_divider':
      return format(at, zone, { day: 'numeric', month: 'long', year: 'numeric' });
    case 'date_short':
      return format(at, zone, { day: 'numeric', month: 'short', year: 'numeric' });
    case 'date_long':
      return format(at, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    case 'date_num':
    case 'date_slash':
      return dayOf(at, zone);
    case 'ago':
      return agoText(reader.now - at);
    default:
      return undefined;
  }
}

/** When something happened, as short as it can be said: "10:03", or "Mon 9 Mar 10:03" on other days. */
export const momentText = (at: Instant, { zone, now }: Clockface): string =>
  dayOf(at, zone) === dayOf(now, zone) ? wallTime(at, zone) : `${dateText(at, zone)} ${wallTime(at, zone)}`;

function nearDay(at: Instant, { zone, now }: Clockface): string | undefined {
  const days = [
    ['yesterday', -DAY],
    ['today', 0],
    ['tomorrow', DAY],
  ] as const;
  return days.find(([, away]) => dayOf(now + away, zone) === dayOf(at, zone))?.[0];
}

const agoText = (ago: Duration): string => {
  const minutes = Math.round(Math.abs(ago) / MINUTE);
  return ago >= 0 ? `${minutes} min ago` : `in ${minutes} min`;
};

const dayOf = (at: Instant, zone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);

const format = (at: Instant, timeZone: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone, hourCycle: 'h23' }).format(at);

/** The place after which a zone is named. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** The moment of a message's timestamp. */
export const momentOf = (ts: string): Instant => Number(ts) * SECOND;
