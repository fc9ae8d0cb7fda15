import type { ReviewLead } from './review.ts';
import { latestOfEach, type Verdict } from './verdicts/verdict.ts';

/** A lead of a review, and the one that people see in its place now. */
export interface DrawnLead extends ReviewLead {
  readonly wholeId: string;
}

/**
 * The leads of a review as they are asked for and counted: those that have become one since they were drawn are one, where the
 * first of them stands. Each keeps its own reply in the thread and what was said of it, so that they can come apart again.
 */
export interface Asked<L extends DrawnLead = DrawnLead> {
  /** In the order of the thread. */
  readonly leads: readonly L[];
  /** The id of the lead as which one counts, mostly itself; undefined for one that isn't in the review. */
  as(leadId: string): string | undefined;
  /** The leads that count as this one, itself first. */
  partsOf(leadId: string): readonly L[];
}

export function askedOf<L extends DrawnLead>(all: readonly L[]): Asked<L> {
  const parts = new Map(
    [...Map.groupBy(all, ({ wholeId }) => wholeId).values()].flatMap((one) =>
      one[0] === undefined ? [] : [[one[0].leadId, one] as const],
    ),
  );
  const heads = new Map([...parts].flatMap(([head, one]) => one.map(({ leadId }) => [leadId, head] as const)));
  return {
    leads: all.filter(({ leadId }) => parts.has(leadId)),
    as: (leadId) => heads.get(leadId),
    partsOf: (leadId) => parts.get(leadId) ?? [],
  };
}

/**
 * What was said, each of the lead as which that counts; of one person and lead what they have said last. Where nobody is named any
 * more, two verdicts on leads that become one after that both count. No mark could mend it, hashed or not: what tells at some time
 * whether two verdicts are one person's tells whoever holds the database at any time, by trying all pairs; then a person is known by
 * which leads they have judged.
 */
export const saidOfAsked = <V extends Pick<Verdict, 'leadId' | 'personId' | 'saidAt'>>(
  said: readonly V[],
  asked: Asked,
): V[] =>
  latestOfEach(
    said.flatMap((one) => {
      const leadId = asked.as(one.leadId);
      return leadId === undefined ? [] : [{ ...one, leadId }];
    }),
  );
