import { type OpenInterval, WEEKDAYS, type Weekday, type WeeklyHours } from './opening-hours.ts';

export type ParsedHours =
  | { readonly ok: true; readonly weekly: WeeklyHours }
  /** A sentence that says what to do. */
  | { readonly ok: false; readonly fault: string };

/**
 * Weekly hours as a person types them: "Mon-Fri 9-17", "Mon–Thu 9:00–12:30, 13–17; Fri 9-15", "daily 22-6", "Sat 9am-1pm".
 * Times without days go with the days before them, and a day that is said to be closed is. Whether the hours overlap is
 * `checkCalendar`'s question.
 */
export function parseWeeklyHours(text: string): ParsedHours {
  const weekly: Partial<Record<Weekday, OpenInterval[]>> = {};
  const closed: Weekday[] = [];
  let days: Weekday[] = [];
  let daysOnly = false;
  for (const piece of text
    .split(/[,;\n]+/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [, dayWords = '', timeWords = ''] = /^([^\d]*?)\s*(\d.*|closed)?$/i.exec(piece) ?? [];
    if (dayWords !== '') {
      const named = daysIn(dayWords);
      if (named === undefined) return refused(`"${dayWords}" is not a day of the week.`);
      days = daysOnly ? [...days, ...named] : named;
      daysOnly = timeWords === '';
    }
    if (timeWords === '') continue;
    if (days.length === 0) return refused(`Which days does "${piece}" mean?`);
    daysOnly = false;
    if (/^closed$/i.test(timeWords)) {
      closed.push(...days);
      continue;
    }
    const interval = intervalIn(timeWords);
    if (interval === undefined) return refused(`"${timeWords}" is not a span of time.`);
    if (isTwelveHours(timeWords, interval)) {
      return refused(`"${timeWords}" would end on the day after. Write 9-17, 9am-5pm, or 09:00-05:00 for a night.`);
    }
    for (const day of new Set(days)) weekly[day] = [...(weekly[day] ?? []), interval];
  }
  if (daysOnly) return refused(`Which hours on ${days.map((day) => SHORT[day]).join(', ')}?`);
  for (const day of closed) delete weekly[day];
  if (Object.keys(weekly).length === 0) return refused('These hours are empty.');
  return { ok: true, weekly };
}

/** "Mon–Fri 09:00–12:00, 13:00–17:00; Sat 10:00–14:00", or "closed". `parseWeeklyHours` reads it back. */
export function formatWeeklyHours(weekly: WeeklyHours): string {
  const groups: { first: Weekday; last: Weekday; hours: string }[] = [];
  for (const [at, day] of WEEKDAYS.entries()) {
    const hours = (weekly[day] ?? []).map(([open, close]) => `${open}–${close}`).join(', ');
    const group = groups.at(-1);
    if (hours === '') continue;
    if (group?.hours === hours && group.last === WEEKDAYS[at - 1]) group.last = day;
    else groups.push({ first: day, last: day, hours });
  }
  if (groups.length === 0) return 'closed';
  return groups
    .map(({ first, last, hours }) => `${SHORT[first]}${first === last ? '' : `–${SHORT[last]}`} ${hours}`)
    .join('; ');
}

const SHORT: Readonly<Record<Weekday, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

const DAY_GROUPS = new Map<string, readonly Weekday[]>(
  Object.entries({
    daily: WEEKDAYS,
    'every day': WEEKDAYS,
    everyday: WEEKDAYS,
    'all days': WEEKDAYS,
    weekdays: WEEKDAYS.slice(0, 5),
    'working days': WEEKDAYS.slice(0, 5),
    weekend: WEEKDAYS.slice(5),
    weekends: WEEKDAYS.slice(5),
  }),
);

const refused = (fault: string): ParsedHours => ({
  ok: false,
  fault: `${fault} Write days and hours such as "Mon-Fri 9-17" or "Mon-Thu 9:00-12:30, 13-17; Fri 9-15".`,
});

function daysIn(words: string): Weekday[] | undefined {
  const text = words.toLowerCase().replace(/[:.]/g, ' ').trim().replace(/\s+/g, ' ');
  const group = DAY_GROUPS.get(text);
  if (group !== undefined) return [...group];
  const days: Weekday[] = [];
  for (const part of text.replace(/\s*(?:-|–|—|\bto\b)\s*/g, '-').split(/\s*(?:&|\/|\+|\band\b|\s)\s*/)) {
    const [first, last, more] = part.split('-').map(dayNamed);
    if (first === undefined || more !== undefined || (part.includes('-') && last === undefined)) return undefined;
    days.push(...daysFrom(first, last ?? first));
  }
  return days;
}

function dayNamed(name: string): Weekday | undefined {
  return WEEKDAYS.find((day) => name.startsWith(day) && FULL[day].startsWith(name.replace(/s$/, '')));
}

const FULL: Readonly<Record<Weekday, string>> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
};

/** From one day to another, over the end of the week if need be. */
function daysFrom(first: Weekday, last: Weekday): Weekday[] {
  const [from, until] = [WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last)];
  const order = [...WEEKDAYS, ...WEEKDAYS];
  return order.slice(from, (until < from ? until + WEEKDAYS.length : until) + 1);
}

function intervalIn(words: string): OpenInterval | undefined {
  const [open, close, more] = words
    .toLowerCase()
    .split(/\s*(?:-|–|—|\bto\b)\s*/)
    .map(timeIn);
  if (open === undefined || close === undefined || more !== undefined) return undefined;
  return open === close || open === '24:00' ? undefined : [open, close];
}

/** Whoever writes 9-5 or 10-6 means the afternoon; a night is written with two digits, or begins in the evening. */
const isTwelveHours = (words: string, [open, close]: OpenInterval): boolean =>
  close < open && open < '13:00' && /\D[1-9](?:[:.h]\d\d|h)?$/i.test(words);

function timeIn(word: string): string | undefined {
  const [, digits, minutes = '00', half] =
    /^(\d{1,2})(?:[:.h](\d\d)|h)?\s*([ap])?\.?(?:m\.?)?$/.exec(word.trim()) ?? [];
  if (digits === undefined) return undefined;
  const hour = half === undefined ? Number(digits) : (Number(digits) % 12) + (half === 'p' ? 12 : 0);
  if (half !== undefined && (Number(digits) === 0 || Number(digits) > 12)) return undefined;
  const total = hour * 60 + Number(minutes);
  if (Number(minutes) > 59 || total > 1440) return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}
