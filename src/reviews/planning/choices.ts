/** A value that leads of a period have, and how many. */
export interface Choice {
  readonly value: string;
  readonly count: number;
}

/** What of the leads of a period can be chosen: at most a hundred of each, which a menu can hold; the most frequent first. */
export interface DrawChoices {
  readonly sources: readonly Choice[];
  readonly campaigns: readonly Choice[];
  readonly personas: readonly Choice[];
  /** Ids of people. */
  readonly reps: readonly Choice[];
  readonly stages: readonly Choice[];
}

interface Chosen {
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly persona: string | undefined;
  readonly rep: string | undefined;
  readonly stage: string | undefined;
}

/** Slack's limit for the options of a menu. */
const MOST = 100;

export const drawChoices = (leads: readonly Chosen[]): DrawChoices => ({
  sources: counted(leads.map(({ source }) => source)),
  campaigns: counted(leads.map(({ campaign }) => campaign)),
  personas: counted(leads.map(({ persona }) => persona)),
  reps: counted(leads.map(({ rep }) => rep)),
  stages: counted(leads.map(({ stage }) => stage)),
});

function counted(values: readonly (string | undefined)[]): Choice[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST);
}
