import { z } from 'zod';

/** A line that the bot fills in: what happened since a person's last standup. It is frozen when it is shown. */
export const fact = z.object({
  /** The same for the same kind of line on every day, such as `claimed`. */
  id: z.string(),
  /** Short enough for an option of a checkbox: "Claimed 4 leads". */
  title: z.string(),
  /** The rest of the sentence, but for names of leads: "google-ads 4, webinar 2". */
  detail: z.string(),
  /** The first of its leads as the line names them; none in a line that names none, or that was frozen with them in `detail`. */
  leads: z.array(z.object({ leadId: z.string(), name: z.string() })).default([]),
  /** The leads that it counts, so that it can be checked against the journal later (ANS-6). */
  leadIds: z.array(z.string()),
  /** What is late about somebody and their medians stay between them and Baton, unless they tick them. */
  isPrivate: z.boolean(),
});

export type Fact = z.output<typeof fact>;

/**
 * What follows the title: "#12 Acme, #13 Basalt, #15 Corvid and 1 more". Where there is room for `longest` characters only, fewer
 * are named, so that how many more there are isn't cut off; one is in any case.
 */
export function factDetail(fact: Fact, longest = Number.POSITIVE_INFINITY): string {
  if (fact.leads.every(({ name }) => name === '')) return fact.detail;
  const named = fact.leads.map((_, fewer) => {
    const leads = fact.leads.slice(0, fact.leads.length - fewer);
    return `${introOf(fact)}${leads.map(({ name }) => name).join(', ')}${restOf({ ...fact, leads })}`;
  });
  return named.find((text) => text.length <= longest) ?? named.at(-1) ?? fact.detail;
}

/** The whole line: "Claimed 4 leads: #12 Acme, #13 Basalt, #15 Corvid and 1 more". */
export const factText = (fact: Fact): string => `${fact.title}: ${factDetail(fact)}`;

/** What stands between the title and the names. */
export const introOf = ({ detail }: Fact): string => (detail === '' ? '' : `${detail}: `);

/** What stands behind the names. */
export function restOf({ leads, leadIds }: Fact): string {
  const rest = leadIds.length - leads.length;
  return rest > 0 ? ` and ${rest} more` : '';
}
