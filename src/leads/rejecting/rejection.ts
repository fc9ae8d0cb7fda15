import { REASONS, type ReasonKey } from '../../core/lead-reasons.ts';
import { addDays } from '../../core/local-time.ts';
import type { LeadEvent } from '../lead.ts';

/** What somebody says who gives a lead up. */
export interface Rejection {
  readonly reason: ReasonKey;
  /** A choice of the reason's own, a name, or the number of another lead. */
  readonly detail?: string | undefined;
  readonly note?: string | undefined;
  /** The local date on which it is to come back. */
  readonly returnsOn?: string | undefined;
}

/** As far as it has been filled in. */
export type Draft = { readonly [Field in keyof Rejection]?: Rejection[Field] | undefined };

/** What is missing or wrong, by the field in which it belongs. */
export type RejectionFault =
  | { readonly field: 'reason'; readonly kind: 'too-few-attempts'; readonly made: number; readonly needed: number }
  | { readonly field: 'detail'; readonly kind: 'missing' | 'no-such-lead' | 'same-lead' }
  | { readonly field: 'note'; readonly kind: 'missing' }
  | { readonly field: 'date'; readonly kind: 'missing' | 'past' | 'too-far' };

/** Where nothing else is promised: "unable to reach" is said only after so many attempts. */
const USUAL_ATTEMPTS = 3;

/** Nobody remembers for longer why they wanted it. */
const LONGEST_DAYS = 3 * 365;

/**
 * What a rejection lacks for its reason (1d); `today` is the date where they are who say so. Whether another lead is there is
 * for whoever can look.
 */
export function rejectionFaults(
  { reason, detail, note, returnsOn }: Rejection,
  journal: readonly LeadEvent[],
  today: string,
  promisedAttempts = USUAL_ATTEMPTS,
): RejectionFault[] {
  const { needsAttempts, detail: asked, needsNote, back } = REASONS[reason];
  const needed = needsAttempts ? promisedAttempts : 0;
  const faults: RejectionFault[] = [];
  const made = attempts(journal);
  if (made < needed) faults.push({ field: 'reason', kind: 'too-few-attempts', made, needed });
  const isChosen = asked?.kind !== 'choice' || (detail !== undefined && Object.hasOwn(asked.choices, detail));
  if (asked !== undefined && (detail === undefined || !isChosen)) faults.push({ field: 'detail', kind: 'missing' });
  if (needsNote && note === undefined) faults.push({ field: 'note', kind: 'missing' });
  if (back === 'asked' && returnsOn === undefined) faults.push({ field: 'date', kind: 'missing' });
  if (back !== undefined && returnsOn !== undefined) {
    if (returnsOn <= today) faults.push({ field: 'date', kind: 'past' });
    if (returnsOn > addDays(today, LONGEST_DAYS)) faults.push({ field: 'date', kind: 'too-far' });
  }
  return faults;
}

/** The date on which a lead that is given up for this reason comes back; undefined if it doesn't. */
export function returnDate({ reason, returnsOn }: Rejection, today: string): string | undefined {
  const { back } = REASONS[reason];
  if (back === undefined) return undefined;
  return returnsOn ?? (back === 'asked' ? undefined : addDays(today, back));
}

/** How often somebody has tried to reach the prospect since the lead came, or came back. */
export function attempts(journal: readonly LeadEvent[]): number {
  const since = journal.findLastIndex(({ change }) => change.kind === 'returned');
  return journal.slice(since + 1).filter(({ change }) => change.kind === 'contacted').length;
}
