import { Temporal } from 'temporal-polyfill';

/** A day on which nobody of a list is asked anything. */
export interface DayOff {
  /** Local date, YYYY-MM-DD. */
  readonly on: string;
  readonly name: string;
}

/** Whose days off a list holds. */
export type Holders = { readonly kind: 'everyone' } | { readonly kind: 'people'; readonly ids: readonly string[] };

/** A list of days off that is in force. */
export interface HolidayList {
  readonly id: string;
  readonly kind: 'company' | 'region' | 'imported';
  readonly name: string;
  /** Such as DE or DE-BY; only lists of a region have one. */
  readonly region: string | undefined;
  readonly holders: Holders;
  /** In order. */
  readonly days: readonly DayOff[];
}

export const LONGEST_NAME = 80;

/** A name on one line and short enough for a list. */
export const tidyName = (text: string): string =>
  Array.from(text.replace(/\s+/g, ' ').trim()).slice(0, LONGEST_NAME).join('').trim();

/** In order, one a date: of several names for a date the first stays. */
export function inOrder(days: readonly DayOff[]): readonly DayOff[] {
  const named = new Map<string, DayOff>();
  for (const day of days) if (!named.has(day.on)) named.set(day.on, day);
  return [...named.values()].toSorted((a, b) => a.on.localeCompare(b.on));
}

/** The last day of the year after that of `today`: lists are made until then. */
export const horizon = (today: string): string => `${Temporal.PlainDate.from(today).year + 1}-12-31`;

/** Whether the days of a region must be asked for again: its rules are read for this year and the next only. */
export function endsSoon({ kind, days }: Pick<HolidayList, 'kind' | 'days'>, today: string): boolean {
  if (kind !== 'region') return false;
  const known = days.at(-1)?.on ?? '';
  return known < Temporal.PlainDate.from(today).add({ days: SOON }).toString() && known < horizon(today);
}

const SOON = 60;

/** What is wrong with a day off that somebody enters; undefined if nothing is. */
export function dayOffFault(on: string, today: string): string | undefined {
  if (on < today) return 'That day is over. Choose one from today on.';
  if (on > horizon(today)) return `Choose a day until ${horizon(today)}.`;
  return undefined;
}

export const sameDays = (some: readonly DayOff[], others: readonly DayOff[]): boolean =>
  some.length === others.length && some.every(({ on, name }, at) => on === others[at]?.on && name === others[at].name);

export function sameHolders(some: Holders, others: Holders): boolean {
  if (some.kind === 'everyone' || others.kind === 'everyone') return some.kind === others.kind;
  const theirs = new Set(others.ids);
  return some.ids.length === theirs.size && some.ids.every((id) => theirs.has(id));
}

/** Those whom a change of a list from one to the other concerns. */
export function concerned(before: Holders, after: Holders): readonly string[] | 'everyone' {
  if (before.kind === 'everyone' || after.kind === 'everyone') return 'everyone';
  return [...new Set([...before.ids, ...after.ids])];
}
