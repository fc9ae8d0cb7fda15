import { workingTime } from '../../core/business-hours.ts';
import type { Duration, Instant } from '../../core/instants.ts';
import type { LeadEvent } from '../lead.ts';
import type { PromiseView } from '../promises/promise-view.ts';

/** A time for which somebody had a lead, and how long it took them to contact the prospect. */
export interface Holding {
  readonly personId: string;
  readonly from: Instant;
  /** Undefined while they have it. */
  readonly until: Instant | undefined;
  /** Working time from when they got it to their first contact, or to when they gave it away; undefined while neither has been. */
  readonly took: Duration | undefined;
  readonly isContacted: boolean;
}

/**
 * Rule 2.1.11: the promise of a first contact counts from the arrival, whoever has the lead; beside it each owner has a time of
 * their own, which counts from when they got it, in the hours in which the promise counts for them.
 */
export function holdingsOf(
  events: readonly LeadEvent[],
  { stretches, policy }: Pick<PromiseView, 'stretches' | 'policy'>,
  pauses: readonly { readonly from: Instant; readonly until: Instant }[],
): readonly Holding[] {
  const holdings: Holding[] = [];
  const change = (to: Partial<Holding>) => {
    const last = holdings.pop();
    if (last !== undefined) holdings.push({ ...last, ...to });
  };
  for (const event of events) {
    const { at } = event;
    const last = holdings.at(-1);
    const hasIt = last !== undefined && last.until === undefined;
    const took = () => (last === undefined || last.isContacted ? last?.took : worked(last, at));
    if (event.change.kind === 'contacted' && hasIt && !last.isContacted) change({ took: took(), isContacted: true });
    // A release that was taken back has never been.
    if (event.change.kind === 'release-undone') {
      change({ until: undefined, ...(last?.isContacted !== true && { took: undefined }) });
      continue;
    }
    const next = ownerAfter(event);
    if (next === undefined) continue;
    if (hasIt) change({ until: at, took: took() });
    if (next !== 'nobody')
      holdings.push({ personId: next, from: at, until: undefined, took: undefined, isContacted: false });
  }
  return holdings;

  function worked({ personId, from }: Holding, until: Instant): Duration {
    const own = stretches.find(({ of }) => of === personId) ?? stretches.find(({ of }) => of === undefined);
    return workingTime(own?.calendar ?? policy.calendar, from, until, pauses);
  }
}

/** Whose a lead is after an entry that says so. */
function ownerAfter({ change, by }: LeadEvent): string | undefined {
  if (change.kind === 'claimed') return by;
  if (change.kind === 'assigned') return change.to;
  if (change.kind === 'released') return 'nobody';
  return change.kind === 'returned' ? (change.to ?? 'nobody') : undefined;
}
