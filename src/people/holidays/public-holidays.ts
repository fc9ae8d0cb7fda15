import { Temporal } from 'temporal-polyfill';
import { DAY } from '../../core/instants.ts';
import { type DayOff, horizon, inOrder, tidyName } from '../hours/days-off.ts';
import { type Atlas, type FoundRegion, findRegion, partsText } from './region.ts';

/** The public days off of a country or state, as somebody asked for them. */
export type PublicHolidays =
  | (Extract<FoundRegion, { kind: 'region' }> & {
      readonly days: readonly DayOff[];
      /** IANA zones of the country. */
      readonly zones: readonly string[];
      /** Parts of it that have days of their own; empty if there are none. */
      readonly parts: string;
    })
  | Extract<FoundRegion, { kind: 'fault' }>;

/**
 * The public days off from `today` until the end of next year of what a person typed, such as `DE-BY` or `Germany`.
 * The rules of all countries cost 38 MB, so they are read when somebody asks for the first time.
 */
export async function publicHolidays(typed: string, today: string): Promise<PublicHolidays> {
  const { default: Holidays } = await import('date-holidays');
  const atlas = atlasOf(new Holidays());
  const found = findRegion(typed, atlas);
  if (found.kind === 'fault') return found;
  const [country = '', state = '', part = ''] = found.region.code.split('-');
  const calendar = new Holidays(country, state, part);
  calendar.setLanguages('en');
  const { year } = Temporal.PlainDate.from(today);
  // What begins on the last days of a year can reach into the next.
  const all = [year - 1, year, year + 1].flatMap((one) => calendar.getHolidays(one)).flatMap(daysOf);
  const days = inOrder(all).filter(({ on }) => on >= today && on <= horizon(today));
  if (days.length === 0) {
    return {
      kind: 'fault',
      sentence: `I know no public days off of ${found.region.name}. Enter them by hand, please.`,
    };
  }
  return { ...found, days, zones: calendar.getTimezones() ?? [], parts: partsText(found.region.code, atlas) };
}

interface Holiday {
  /** Begins with the local date and time. */
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly name: string;
  readonly type: string;
}

/** Whole days only: an afternoon off is nobody's day off. */
function daysOf({ date, start, end, name, type }: Holiday): DayOff[] {
  if (type !== 'public' || !date.includes(' 00:00:00')) return [];
  const first = Temporal.PlainDate.from(date.slice(0, 10));
  // A day of a clock change has 23 or 25 hours.
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
  return Array.from({ length }, (_, at) => ({ on: first.add({ days: at }).toString(), name: tidyName(name) }));
}

interface Names {
  getCountries(language?: string): Readonly<Record<string, string>> | undefined;
  getStates(country: string, language?: string): Readonly<Record<string, string>> | undefined;
  getRegions(country: string, state: string, language?: string): Readonly<Record<string, string>> | undefined;
}

function atlasOf(names: Names): Atlas {
  const native = names.getCountries() ?? {};
  const english = Object.entries(names.getCountries('en') ?? {});
  return {
    countries: new Map(english.map(([code, name]) => [code, [name, native[code] ?? name]])),
    parts(code) {
      const [country = '', state] = code.split('-');
      const parts = state === undefined ? names.getStates(country, 'en') : names.getRegions(country, state, 'en');
      return new Map(Object.entries(parts ?? {}).map(([part, name]) => [part.toUpperCase(), name]));
    },
  };
}
