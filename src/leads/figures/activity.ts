import type { Instant } from '../../core/instants.ts';
import type { LeadFact, LeadRef } from '../../core/lead-activity.ts';
import { REASONS } from '../../core/lead-reasons.ts';
import type { LeadEvent } from '../lead.ts';
import type { PromiseView } from '../promises/promise-view.ts';

/** All that has happened to one lead, and how its promises stand. */
export interface LeadHistory {
  readonly lead: LeadRef;
  /** The whole journal, oldest first. */
  readonly events: readonly LeadEvent[];
  /** One for each round in which something was promised. */
  readonly promises: readonly PromiseView[];
  /** When it became late, if that was in the window. */
  readonly lateAt: readonly Instant[];
}

/** Half-open: what happens at `until` belongs to the next window. */
export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

/** What happened to a lead within a window, credited by rule ANS-6. */
export function factsOf({ lead, events, promises, lateAt }: LeadHistory, window: Window): LeadFact[] {
  const facts: LeadFact[] = [];
  let owner: string | undefined;
  let isContacted = false;
  let round = 1;
  const undone = new Set(events.map(({ change }) => undoneBy(change)));
  for (const event of events) {
    if (event.change.kind === 'returned') round = event.change.round;
    const promise = promises.find(({ cycle }) => cycle === round);
    const isInside = isWithin(window, event.at) && !undone.has(event.seq);
    if (isInside) facts.push(...factsOfEvent({ lead, event, owner, isContacted, promise }));
    owner = ownerAfter(event, owner);
    isContacted = event.change.kind !== 'returned' && (isContacted || answers(event));
  }
  for (const at of lateAt) if (isWithin(window, at)) facts.push({ kind: 'late', lead, at, by: ownerAt(events, at) });
  return facts;
}

/** The entry that another one takes back: said by mistake, or overturned by both teams. */
function undoneBy(change: LeadEvent['change']): number | undefined {
  if (change.kind === 'outcome-undone') return change.seq;
  return change.kind === 'overturned' ? change.rejection : undefined;
}

/** What was answered before it came out of a file has had its first contact. */
const answers = ({ change }: LeadEvent): boolean =>
  change.kind === 'contacted' || (change.kind === 'imported' && change.isContacted);

interface Seen {
  readonly lead: LeadRef;
  readonly event: LeadEvent;
  /** Who held it before this entry. */
  readonly owner: string | undefined;
  readonly isContacted: boolean;
  readonly promise: PromiseView | undefined;
}

function factsOfEvent({ lead, event, owner, isContacted, promise }: Seen): LeadFact[] {
  const { at, by, change } = event;
  // What another system told without a name is the owner's.
  const who = by ?? owner;
  switch (change.kind) {
    case 'received':
      return [{ kind: 'delivered', lead, at }];
    case 'claimed':
      return by === undefined ? [] : [{ kind: 'claimed', lead, at, by }];
    case 'assigned':
      return [
        ...(change.from === undefined
          ? []
          : [{ kind: 'handed-over', lead, at, by: change.from, to: change.to } as const]),
        { kind: 'taken-over', lead, at, by: change.to, from: change.from },
      ];
    case 'released':
      return [{ kind: 'released', lead, at, by: change.from }];
    case 'release-undone':
      return [{ kind: 'claimed', lead, at, by: change.to }];
    case 'contacted':
      return contactFacts({ lead, event, owner, isContacted, promise });
    case 'qualified':
    case 'won':
    case 'lost':
      return who === undefined ? [] : [{ kind: change.kind, lead, at, by: who }];
    case 'rejected':
      return who === undefined ? [] : [{ kind: 'rejected', lead, at, by: who, reason: REASONS[change.reason].words }];
    case 'returned':
      return [{ kind: 'returned', lead, at, by: change.to }];
    case 'imported':
    case 'announced':
    case 'held-back':
    case 'let-through':
    case 'offered':
    case 'passed':
    case 'lapsed':
    case 'queued':
    case 'opened':
    case 'deal':
    case 'outcome-undone':
    case 'paused':
    case 'resumed':
    case 'picked-up':
    case 'seen':
    case 'completed':
    case 'questioned':
    case 'question-undone':
    case 'upheld':
    case 'overturned':
    case 'rated':
    case 'rating-undone':
    case 'reviewed':
    case 'wrote-again':
    case 'merged':
    case 'unmerged':
    case 'gained':
    case 'gave-back':
    case 'kept-apart':
      return [];
  }
}

/** A contact is whose it is that made it; one that came from elsewhere is the owner's. */
function contactFacts({ lead, event, owner, isContacted, promise }: Seen): LeadFact[] {
  const by = event.by ?? owner;
  if (by === undefined) return [];
  if (isContacted) return [{ kind: 'contact', lead, at: event.at, by }];
  return [
    {
      kind: 'first-contact',
      lead,
      at: event.at,
      by,
      worked: promise?.worked,
      target: promise?.policy.target,
      isLate: promise?.state === 'met-late',
    },
  ];
}

/** Who held the lead at an instant: lateness is theirs, whoever has it now. */
export const ownerAt = (events: readonly LeadEvent[], at: Instant): string | undefined =>
  events
    .filter((event) => event.at <= at)
    .reduce<string | undefined>((owner, event) => ownerAfter(event, owner), undefined);

function ownerAfter({ change, by }: LeadEvent, owner: string | undefined): string | undefined {
  if (change.kind === 'claimed') return by;
  if (change.kind === 'assigned' || change.kind === 'release-undone') return change.to;
  if (change.kind === 'returned' || change.kind === 'imported') return change.to;
  return change.kind === 'released' ? undefined : owner;
}

const isWithin = ({ from, until }: Window, at: Instant): boolean => from <= at && at < until;
