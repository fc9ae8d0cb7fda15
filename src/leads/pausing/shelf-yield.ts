import { REASON_KEYS, type ReasonKey } from '../../core/lead-reasons.ts';
import type { LeadEvent } from '../lead.ts';

/** What became of the leads that were put off for one reason and have come back. */
export interface ShelfYield {
  readonly reason: ReasonKey;
  readonly back: number;
  /** Found to fit since, or further than that. */
  readonly qualified: number;
  readonly won: number;
}

const FITS: ReadonlySet<LeadEvent['change']['kind']> = new Set(['qualified', 'deal', 'won']);

/**
 * What leads that came back from `from` on have become since, by the reason for which they were put off. A lead counts once, for
 * the last time that it came back; what was taken back did not happen, and what both managers overturned never was on the shelf.
 */
export function shelfYield(journals: readonly (readonly LeadEvent[])[], from: number): readonly ShelfYield[] {
  const ways = journals.flatMap((events) => wayBack(events, from) ?? []);
  return REASON_KEYS.flatMap((reason) => {
    const some = ways.filter((way) => way.reason === reason);
    if (some.length === 0) return [];
    const qualified = some.filter(({ since }) => since.some((kind) => FITS.has(kind))).length;
    const won = some.filter(({ since }) => since.includes('won')).length;
    return [{ reason, back: some.length, qualified, won }];
  });
}

function wayBack(events: readonly LeadEvent[], from: number) {
  const undone = new Set(events.map(({ change }) => (change.kind === 'outcome-undone' ? change.seq : undefined)));
  const standing = events.filter(({ seq }) => !undone.has(seq));
  const at = standing.findLastIndex(({ change }) => change.kind === 'returned');
  const putOff = standing.slice(0, Math.max(at, 0)).findLast(({ change }) => change.kind === 'rejected');
  if (putOff?.change.kind !== 'rejected' || putOff.change.returnsAt === undefined) return undefined;
  if ((standing[at]?.at ?? 0) < from) return undefined;
  const isOverturned = standing.some(({ change }) => change.kind === 'overturned' && change.rejection === putOff.seq);
  if (isOverturned) return undefined;
  return { reason: putOff.change.reason, since: standing.slice(at + 1).map(({ change }) => change.kind) };
}
