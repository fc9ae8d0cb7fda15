import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { DAY, type Duration, HOUR, type Instant, MINUTE, SECOND } from './instants.ts';
import { addDays, dateAt } from './local-time.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

/** How long, in words: "40 s", "52 min", "1 h", "1 h 05 min", from two days on "2 days" or "2 days 3 h". Rounded down. */
export function durationText(duration: Duration): string {
  const length = Math.max(0, duration);
  if (length < 2 * DAY) return hoursText(length);
  const days = Math.floor(length / DAY);
  const hours = Math.floor((length % DAY) / HOUR);
  return hours === 0 ? `${days} days` : `${days} days ${hours} h`;
}

/**
 * The same for working time, which is never given in days: one day could mean 24 working hours or one day at the office
 * (rule 2.1.8). "30 working minutes", "1 working hour", "10 working hours", "1 h 30 min of working time".
 */
export function workingTimeText(duration: Duration): string {
  if (duration > 0 && duration % HOUR === 0) return counted(duration / HOUR, 'working hour');
  if (duration > 0 && duration < HOUR && duration % MINUTE === 0) return counted(duration / MINUTE, 'working minute');
  return `${hoursText(duration)} of working time`;
}

/** Hours and minutes, however many: "72 h", "1 h 05 min", "52 min", "40 s". Rounded down. */
export function hoursText(duration: Duration): string {
  const length = Math.max(0, duration);
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`;
  const [hours, minutes] = [Math.floor(length / HOUR), Math.floor((length % HOUR) / MINUTE)];
  if (hours === 0) return `${minutes} min`;
  return minutes === 0 ? `${hours} h` : `${hours} h ${String(minutes).padStart(2, '0')} min`;
}

/** "10:00 CET" */
export const timeText = (at: Instant, zone: string): string => `${wallTime(at, zone)} ${zoneText(at, zone)}`;

/** "Mon 10:00 CET" */
export const dayTimeText = (at: Instant, zone: string): string => `${weekdayText(at, zone)} ${timeText(at, zone)}`;

/** "Mon 9 Mar 10:00 CET" */
export const dateTimeText = (at: Instant, zone: string): string => `${dateText(at, zone)} ${timeText(at, zone)}`;

/** "Mon 9 Mar" */
export const dateText = (at: Instant, zone: string): string => wallText(at, zone, 'ddd D MMM');

/** "10:00", on a clock of 24 hours, for where the zone is already said. */
export const wallTime = (at: Instant, zone: string): string => wallText(at, zone, 'HH:mm');

/** "Mon" */
export const weekdayText = (at: Instant, zone: string): string => wallText(at, zone, 'ddd');

/** "Monday" */
export const weekdayName = (at: Instant, zone: string): string => wallText(at, zone, 'dddd');

/** The zone's abbreviation at that moment ("CET", "EDT", "IST"); where English has none, the offset ("GMT+3"). */
export const zoneText = (at: Instant, zone: string): string => textAt(at, zone, 'zone', zoneName);

function zoneName(at: Instant, zone: string): string {
  let text = zone;
  // Each English knows the abbreviations of its own part of the world only.
  for (const locale of ['en-GB', 'en-US', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA', 'ja-JP']) {
    const parts = formatter(`${zone} ${locale}`, locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
    text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? text;
    if (!/^(GMT|UTC)[+-−]/.test(text)) return text;
  }
  return text;
}

const SLACK_FORMATS = {
  time: '{time}',
  date: '{date_short_pretty}',
  'date-time': '{date_short_pretty} at {time}',
} as const;

export type SlackDateFormat = keyof typeof SLACK_FORMATS;

/**
 * A date that Slack shows each reader in their own zone and language. Readers whose client doesn't know the markup see the time
 * in `fallbackZone`, with the zone said. This is finished mrkdwn; inside `md` use blockkit's `when`.
 */
export function slackDate(at: Instant, format: SlackDateFormat, fallbackZone: string): string {
  const fallback = { time: timeText, date: dateText, 'date-time': dateTimeText }[format];
  return `<!date^${Math.floor(at / SECOND)}^${SLACK_FORMATS[format]}|${fallback(at, fallbackZone)}>`;
}

/**
 * A day as a sentence says it: "on 3 Mar 2026", and "yesterday", "today" or "tomorrow" without "on". Slack writes those words
 * when a message is read, so a day near `now` gets no preposition, and one further away no such words.
 */
export function slackDay(at: Instant, now: Instant, fallbackZone: string): string {
  const isNear = [-1, 0, 1].some((days) => addDays(dateAt(now, fallbackZone), days) === dateAt(at, fallbackZone));
  const format = isNear ? '{date_short_pretty}' : 'on {date_short}';
  return `<!date^${Math.floor(at / SECOND)}^${format}|on ${dateText(at, fallbackZone)}>`;
}

/** "1 lead", "3 leads" */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** For display only: arithmetic on zoned times is Temporal's, because dayjs drifts by an hour at changes of the clock. */
const wallText = (at: Instant, zone: string, format: string): string =>
  textAt(at, zone, format, (minute) => dayjs(minute).tz(zone).format(format));

/** What `make` says of the minute of an instant in a zone; `name` is its name among such texts. */
function textAt(at: Instant, zone: string, name: string, make: (minute: Instant, zone: string) => string): string {
  // Nothing shows seconds.
  const minute = Math.floor(at / MINUTE) * MINUTE;
  const key = `${name} ${zone} ${minute}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  if (texts.size >= MOST_TEXTS) texts.clear();
  const made = make(minute, zone);
  texts.set(key, made);
  return made;
}

// One message says the same moment several times, and dayjs makes a formatter for each.
const texts = new Map<string, string>();
const MOST_TEXTS = 2_000;

// Making a formatter costs a thousand times as much as using one.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(key: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}
