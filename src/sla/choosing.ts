import { type Conditions, type LeadFacts, matches } from '../core/conditions.ts';

/** The first of several, in their order, that a lead is for; the last is for every lead. */
export function firstMatch<P extends { readonly current: { readonly conditions: Conditions } }>(
  policies: readonly P[],
  facts: LeadFacts,
): P | undefined {
  return policies.find(({ current }) => matches(current.conditions, facts));
}
