/** A round that was, as far as it decides the next one. Whoever was away or had no time is not in it. */
export interface PastRound {
  readonly groups: readonly (readonly string[])[];
  readonly leftOut: readonly string[];
}

/** How people stand before a round. */
export interface Standing {
  /**
   * How many rounds in a row each has just had a partner; below zero, how many in a row they were left out. Only rounds for which
   * they were there count.
   */
  readonly inARow: ReadonlyMap<string, number>;
  /** How often each was left out. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** How many of the last rounds that they had a partner in were in a group of three. */
  readonly threes: ReadonlyMap<string, number>;
  /** By the name of two people how often they were together, and how many rounds ago the last time was, from 1. */
  readonly together: ReadonlyMap<string, { readonly times: number; readonly roundsAgo: number }>;
}

/** So many rounds back it matters who was in a group of three. */
const LATELY = 12;

/** What rounds say of people; the newest round first. */
export function standingOf(past: readonly PastRound[]): Standing {
  const inARow = new Map<string, number>();
  const isRowOver = new Set<string>();
  const timesLeftOut = new Map<string, number>();
  const rounds = new Map<string, number>();
  const threes = new Map<string, number>();
  const together = new Map<string, { times: number; roundsAgo: number }>();
  for (const [at, { groups, leftOut }] of past.entries()) {
    for (const group of groups) {
      for (const person of group) {
        goOn(person, 1);
        if (group.length > 2 && (rounds.get(person) ?? 0) < LATELY) add(threes, person, 1);
        add(rounds, person, 1);
      }
      for (const name of pairsOf(group)) {
        const known = together.get(name);
        together.set(name, { times: (known?.times ?? 0) + 1, roundsAgo: known?.roundsAgo ?? at + 1 });
      }
    }
    for (const person of leftOut) {
      goOn(person, -1);
      add(timesLeftOut, person, 1);
    }
  }
  return { inARow, leftOut: timesLeftOut, threes, together };

  function goOn(person: string, by: 1 | -1): void {
    const row = inARow.get(person) ?? 0;
    if (row * by < 0) isRowOver.add(person);
    if (!isRowOver.has(person)) inARow.set(person, row + by);
  }
}

/** The name of two people, whoever comes first. */
export const pairOf = (one: string, other: string): string => [one, other].toSorted().join(' ');

/** The names of all twos of a group; those of one team are never asked for. */
const pairsOf = (group: readonly string[]): string[] =>
  group.flatMap((one, at) => group.slice(at + 1).map((other) => pairOf(one, other)));

function add(counts: Map<string, number>, person: string, by: number): void {
  counts.set(person, (counts.get(person) ?? 0) + by);
}
