import { seededOrder } from '../core/seeded-order.ts';
import type { Starter } from './pairing.ts';

/** A lead of the last weeks that two can talk about. */
export interface TalkedLead {
  readonly id: string;
  readonly campaign: string | undefined;
  /** Who has it, or had it last. */
  readonly rep: string | undefined;
  /** What became of it is known. */
  readonly isSettled: boolean;
}

/**
 * What each of these begins with: a lead of their seller that nobody has begun with, rather one of which it is known what became of it;
 * else the campaign that brought most leads lately; else nothing.
 */
export function startersFor(
  sellers: readonly (readonly string[])[],
  leads: readonly TalkedLead[],
  used: ReadonlySet<string>,
  seed: string,
): (Starter | undefined)[] {
  const free = seededOrder(
    leads.filter(({ id }) => !used.has(id)),
    seed,
    ({ id }) => id,
  ).toSorted((a, b) => Number(b.isSettled) - Number(a.isSettled));
  const taken = new Set<string>();
  const campaign = mostCommon(leads.map((lead) => lead.campaign));
  return sellers.map((some) => {
    const lead = free.find(({ id, rep }) => rep !== undefined && some.includes(rep) && !taken.has(id));
    if (lead === undefined) return campaign === undefined ? undefined : { kind: 'campaign', campaign };
    taken.add(lead.id);
    return { kind: 'lead', leadId: lead.id };
  });
}

function mostCommon(words: readonly (string | undefined)[]): string | undefined {
  const counts = Map.groupBy(words, (word) => word);
  counts.delete(undefined);
  return [...counts].toSorted(
    ([a, some], [b, others]) => others.length - some.length || (a ?? '').localeCompare(b ?? ''),
  )[0]?.[0];
}
