import type { LeadRef } from '../core/lead-activity.ts';

const MOST_NAMED = 3;

/** "#12 Acme, #13 Basalt and 4 more" */
export function leadLine(leads: readonly LeadRef[]): string {
  const named = leads.slice(0, MOST_NAMED).map(({ name }) => name);
  const rest = leads.length - named.length;
  return rest === 0 ? named.join(', ') : `${named.join(', ')} and ${rest} more`;
}

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
