import type { Duration, Instant } from '../../core/instants.ts';
import type { ReasonKey } from '../../core/lead-reasons.ts';
import type { Window } from '../figures/activity.ts';
import type { LeadEvent } from '../lead.ts';
import { FROM_FILE } from '../records/past.ts';

/** That a lead was given up, and how long whoever had it had held it. */
export interface RejectionFact {
  readonly leadId: string;
  readonly reason: ReasonKey;
  readonly at: Instant;
  /** Undefined if nobody held it. */
  readonly heldFor: Duration | undefined;
}

/**
 * The rejections of one lead in a half-open window, as its whole journal tells them; one that was taken back never was.
 * What a file tells was given up elsewhere, before the lead came here, and stands beside no arrival.
 */
export function rejectionsIn(events: readonly LeadEvent[], { from, until }: Window): readonly RejectionFact[] {
  const undone = new Set(events.map(({ change }) => (change.kind === 'outcome-undone' ? change.seq : undefined)));
  const found: RejectionFact[] = [];
  let heldSince: Instant | undefined;
  let givenBack: Instant | undefined;
  for (const { leadId, seq, at, change } of events) {
    if (change.kind === 'rejected' && !isOfFile(change, events) && !undone.has(seq) && from <= at && at < until) {
      const heldFor = heldSince === undefined ? undefined : at - heldSince;
      found.push({ leadId, reason: change.reason, at, heldFor });
    }
    if (change.kind === 'claimed' || change.kind === 'assigned') heldSince = at;
    if (change.kind === 'returned') heldSince = change.to === undefined ? undefined : at;
    if (change.kind === 'released') [givenBack, heldSince] = [change.since, undefined];
    if (change.kind === 'release-undone') heldSince = givenBack;
  }
  return found;
}

const isOfFile = ({ via }: { readonly via?: string | undefined }, [first]: readonly LeadEvent[]): boolean =>
  via === FROM_FILE && first?.change.kind === 'imported';
