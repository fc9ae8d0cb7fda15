import { type Calendar, checkCalendar } from '../core/calendar.ts';
import { type Instant, MINUTE } from '../core/instants.ts';
import { parseWeeklyHours } from '../core/weekly-hours.ts';
import { canonicalZone } from '../core/zones.ts';
import {
  HIGHEST_CAP,
  HIGHEST_WEIGHT,
  LONGEST_TIMEOUT,
  MOST_MEMBERS,
  type Pool,
  type PoolMember,
  type PoolTerms,
} from './pool.ts';

/** A pool as an admin fills it in. */
export interface TypedPool {
  readonly name: string | undefined;
  readonly people: readonly string[];
  /** Minutes of working time. */
  readonly timeout: number | undefined;
  readonly mostOpen: number | undefined;
  readonly mostADay: number | undefined;
  readonly next: string | undefined;
  readonly last: string | undefined;
  readonly hours: string | undefined;
  readonly zone: string | undefined;
}

export type ReadPool =
  | { readonly kind: 'ok'; readonly terms: PoolTerms }
  | { readonly kind: 'faults'; readonly faults: Readonly<Partial<Record<keyof TypedPool, string>>> };

/** Reads a pool from its form, or says for each field what to do. Who stays keeps their share. */
export function readPool(typed: TypedPool, before: Pool | undefined, now: Instant): ReadPool {
  const faults: Partial<Record<keyof TypedPool, string>> = {};
  const { name = '', people, timeout = 0, last = '' } = typed;
  if (name === '') faults.name = 'Give it a name, for example DACH.';
  if (people.length === 0) faults.people = 'Choose at least one person.';
  if (people.length > MOST_MEMBERS) faults.people = `Choose at most ${MOST_MEMBERS} people.`;
  const longest = LONGEST_TIMEOUT / MINUTE;
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > longest) {
    faults.timeout = `Write whole minutes from 1 to ${longest}, for example 30.`;
  }
  if (last === '') faults.last = 'Choose a person: somebody must get what nobody takes.';
  for (const cap of ['mostOpen', 'mostADay'] as const) {
    if (!isCap(typed[cap])) faults[cap] = `Write a whole number from 1 to ${HIGHEST_CAP}, or nothing for no cap.`;
  }
  const calendar = typed.hours === undefined ? undefined : readHours(typed.hours, typed.zone ?? '', now);
  if (calendar !== undefined && 'fault' in calendar) faults[calendar.field] = calendar.fault;
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults };
  const known = new Map(before?.members.map((member) => [member.personId, member]));
  return {
    kind: 'ok',
    terms: {
      name,
      members: people.map((personId) => known.get(personId) ?? { personId, weight: 1 }),
      timeout: timeout * MINUTE,
      mostOpen: typed.mostOpen,
      mostADay: typed.mostADay,
      ...(calendar !== undefined && !('fault' in calendar) && { calendar }),
      ...(typed.next !== undefined && { nextPoolId: typed.next }),
      lastId: last,
    },
  };
}

/** `2`, or `2, open 8, day 3`; a sentence if it can't be read. */
export function readShare(personId: string, text: string): PoolMember | string {
  const [, weight = '', open, day] =
    /^(\d{1,4})(?:\s*,?\s*open\s+(\d{1,5}))?(?:\s*,?\s*day\s+(\d{1,5}))?$/i.exec(text) ?? [];
  const share = { personId, weight: Number(weight), mostOpen: numberIn(open), mostADay: numberIn(day) };
  if (weight === '') return 'Write a number such as 2, or 2, open 8, day 3.';
  if (share.weight < 1 || share.weight > HIGHEST_WEIGHT) return `Write a share from 1 to ${HIGHEST_WEIGHT}.`;
  return isCap(share.mostOpen) && isCap(share.mostADay) ? share : `Write caps from 1 to ${HIGHEST_CAP}.`;
}

export const shareText = ({ weight, mostOpen, mostADay }: PoolMember): string =>
  [
    String(weight),
    ...(mostOpen === undefined ? [] : [`open ${mostOpen}`]),
    ...(mostADay === undefined ? [] : [`day ${mostADay}`]),
  ].join(', ');

const isCap = (cap: number | undefined): boolean =>
  cap === undefined || (Number.isInteger(cap) && cap >= 1 && cap <= HIGHEST_CAP);

const numberIn = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** Weekly hours in a zone as somebody types them, or what is wrong with which of the two. */
export function readHours(
  text: string,
  typedZone: string,
  now: Instant,
): Calendar | { readonly field: 'hours' | 'zone'; readonly fault: string } {
  const zone = canonicalZone(typedZone);
  if (zone === undefined)
    return { field: 'zone', fault: 'I don’t know that zone. Write a name such as Europe/Berlin or America/New_York.' };
  const hours = parseWeeklyHours(text);
  if (!hours.ok) return { field: 'hours', fault: hours.fault };
  const calendar = { zone, weekly: hours.weekly, dates: {} };
  const [fault] = checkCalendar(calendar, now);
  return fault === undefined ? calendar : { field: 'hours', fault };
}
