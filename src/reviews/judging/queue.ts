import type { VerdictKind } from '../../core/verdict.ts';

/** The leads of a review before one of those who judge them. */
export interface Queue {
  /** Ids, in the order of the thread. */
  readonly leads: readonly string[];
  /** What they have said, by the lead. */
  readonly said: ReadonlyMap<string, { readonly verdict: VerdictKind }>;
  /** Where they have gone, back or forth. */
  readonly at: string | undefined;
}

export const isFinished = ({ leads, said }: Omit<Queue, 'at'>): boolean => leads.every((lead) => said.has(lead));

/** The lead that is asked for now; undefined once all are judged, unless they look again. */
export function current(queue: Queue): string | undefined {
  const { leads, said, at } = queue;
  if (at !== undefined && leads.includes(at)) return at;
  return leads.find((lead) => !said.has(lead));
}

/**
 * The lead that comes after this one: the next that isn't judged yet, from the beginning again after the end. Who looks
 * through all of them again comes to the next one, and to the end after the last.
 */
export function following(queue: Omit<Queue, 'at'>, lead: string): string | undefined {
  const { leads, said } = queue;
  const here = leads.indexOf(lead);
  const around = [...leads.slice(here + 1), ...leads.slice(0, Math.max(here, 0))];
  const left = around.find((one) => !said.has(one));
  if (left !== undefined) return left;
  return said.has(lead) && isFinished(queue) ? leads[here + 1] : undefined;
}
