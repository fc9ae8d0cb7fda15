import type { LeadRef } from '../core/lead-activity.ts';
import type { Fact } from './fact.ts';

const MOST_NAMED = 3;

/** The leads that a line names, and all that it counts. */
export const namesOf = (leads: readonly LeadRef[]): Pick<Fact, 'leads' | 'leadIds'> => ({
  leads: leads.slice(0, MOST_NAMED).map(({ leadId, name }) => ({ leadId, name })),
  leadIds: leads.map(({ leadId }) => leadId),
});

/** "google-ads 4, webinar 2, unknown 1": what is most first. */
export function tally(names: readonly (string | undefined)[]): string {
  const groups = [...Map.groupBy(names, (name) => name ?? 'unknown')].map(
    ([name, group]) => [name, group.length] as const,
  );
  return groups
    .toSorted(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
