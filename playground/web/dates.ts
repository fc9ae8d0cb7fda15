import { DAY, type Duration, HOUR, type Instant, MINUTE, SECOND } from '../../src/core/instants.ts';

/** For whom a moment is written: their zone, and what they call today. */
export interface Clockface {
  readonly zone: string;
  readonly now: Instant;
}

/**
 * What Slack writes in place of a date token's format, such as `{date_short_pretty} at {time}`, in the reader's zone.
 * Names that Slack doesn't know stay as they are. Source: docs.slack.dev/messaging/formatting-message-text, "Date formatting".
 */
export const dateFromFormat = (at: Instant, format: string, face: Clockface): string =>
  format.replace(/\{(\w+)\}/g, (token, name: string) => part(name, at, face) ?? token);

/** When something happened, as short as it can be said: "10:03", or "Mon 9 Mar 10:03" on other days. */
export function momentText(at: Instant, { zone, now }: Clockface): string {
  const { weekday, day, month } = wordsOf(at, zone);
  return dayOf(at, zone) === dayOf(now, zone)
    ? timeOf(at, zone)
    : `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)} ${timeOf(at, zone)}`;
}

/** All of it, for whoever points at a shorter form: "Monday, 9 March 2026, 10:03 (Europe/Berlin)". */
export const fullText = (at: Instant, zone: string): string =>
  `${part('date_long', at, { zone, now: at })}, ${timeOf(at, zone)} (${zone})`;

/** The moment of a message's timestamp. */
export const momentOf = (ts: string): Instant => Number(ts) * SECOND;

/** The place after which a zone is named. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

function part(name: string, at: Instant, face: Clockface): string | undefined {
  const { zone } = face;
  if (name.endsWith('_pretty')) return nearDay(at, face) ?? part(name.slice(0, -'_pretty'.length), at, face);
  const { weekday, day, month, year } = wordsOf(at, zone);
  switch (name) {
    case 'time':
      return timeOf(at, zone);
    case 'time_secs':
      return `${timeOf(at, zone)}:${wordsOf(at, zone).second.padStart(2, '0')}`;
    case 'date':
    case 'day_divider':
      return `${day} ${month} ${year}`;
    case 'date_short':
      return `${day} ${month.slice(0, 3)} ${year}`;
    case 'date_long':
      return `${weekday}, ${day} ${month} ${year}`;
    case 'date_long_full':
      return `${day} ${month} ${year}`;
    case 'date_num':
      return dayOf(at, zone);
    case 'date_slash':
      return dayOf(at, zone).replaceAll('-', '/');
    case 'ago':
      return agoText(face.now - at);
    default:
      return undefined;
  }
}

function nearDay(at: Instant, { zone, now }: Clockface): string | undefined {
  const days = [
    ['yesterday', -DAY],
    ['today', 0],
    ['tomorrow', DAY],
  ] as const;
  return days.find(([, away]) => dayOf(now + away, zone) === dayOf(at, zone))?.[0];
}

function agoText(ago: Duration): string {
  const length = Math.abs(ago);
  const text =
    length < HOUR
      ? `${Math.round(length / MINUTE)} min`
      : length < 2 * DAY
        ? `${Math.round(length / HOUR)} h`
        : `${Math.round(length / DAY)} days`;
  return ago >= 0 ? `${text} ago` : `in ${text}`;
}

const dayOf = (at: Instant, zone: string): string => {
  const { year, day, monthNumber } = wordsOf(at, zone);
  return `${year}-${monthNumber.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const timeOf = (at: Instant, zone: string): string => {
  const { hour, minute } = wordsOf(at, zone);
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
};

type Words = Record<'weekday' | 'day' | 'month' | 'monthNumber' | 'year' | 'hour' | 'minute' | 'second', string>;

const formatters = new Map<string, { readonly words: Intl.DateTimeFormat; readonly month: Intl.DateTimeFormat }>();

/** The pieces, in English whatever the browser speaks: other texts of the page are English too. */
function wordsOf(at: Instant, timeZone: string): Words {
  let known = formatters.get(timeZone);
  if (known === undefined) {
    const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
    const date = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
    known = {
      words: new Intl.DateTimeFormat('en-GB', { timeZone, ...date, ...clock }),
      month: new Intl.DateTimeFormat('en-GB', { timeZone, month: 'numeric' }),
    };
    formatters.set(timeZone, known);
  }
  const parts = new Map(known.words.formatToParts(at).map(({ type, value }) => [type, value]));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    weekday: get('weekday'),
    day: get('day'),
    month: get('month'),
    monthNumber: known.month.format(at),
    year: get('year'),
    hour: get('hour'),
    minute: get('minute'),
    second: get('second'),
  };
}
