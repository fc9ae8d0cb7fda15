import type { Calendar } from '../core/calendar.ts';
import { type Conditions, type LeadFacts, matches } from '../core/conditions.ts';

/** The first of several, in their order, that a lead is for; the last is for every lead. */
export function firstMatch<P extends { readonly current: { readonly conditions: Conditions } }>(
  policies: readonly P[],
  facts: LeadFacts,
): P | undefined {
  return policies.find(({ current }) => matches(current.conditions, facts));
}

/** Whether a promise has hours of its own: others than the one for every lead, which is the last. */
export function hasOwnHours(
  { current: { calendar } }: { readonly current: { readonly calendar: Calendar } },
  policies: readonly { readonly current: { readonly calendar: Calendar } }[],
): boolean {
  const usual = policies.at(-1)?.current.calendar;
  return usual !== undefined && JSON.stringify(calendar) !== JSON.stringify(usual);
}
