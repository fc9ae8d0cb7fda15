import type { CrmActivity, CrmContact, CrmEvent } from '../../core/crm-event.ts';
import { type Instant, MINUTE } from '../../core/instants.ts';
import type { LeadChange, SeenWhat } from '../change.ts';
import { isOpen, type Lead, type LeadEvent } from '../lead.ts';
import { type Decision, move, ownedNow, refuse } from '../transitions.ts';

/** Who saw it, who did it, and when. */
export interface Sight {
  /** The system in which it was seen, by name. */
  readonly via: string;
  /** When it happened there; never ahead of `now`. */
  readonly happenedAt: Instant;
  /** The colleague who did it, if the system says so and we know them. */
  readonly by: string | undefined;
  readonly now: Instant;
}

/** Why what another system tells changes nothing here: it is known, or something newer has happened since. */
export type NoNews = { readonly kind: 'known' } | { readonly kind: 'outdated' };

/** A call that somebody logs by hand in both places is one; it takes a while to write it down a second time. */
const SAME_BY_HAND = 15 * MINUTE;
/** One call may change several things in another system, each of which it tells. */
const SAME_ELSEWHERE = 2 * MINUTE;

/**
 * A contact that a rep logged elsewhere keeps the promise as a tap does (2.1.13), also on a lead that nobody has claimed here. What was
 * before the lead's present round, or comes when nobody works on it any more, is an activity only.
 */
export function seenContact(lead: Lead, events: readonly LeadEvent[], how: CrmContact, sight: Sight): Decision<NoNews> {
  if (isKnownContact(events, how, sight)) return refuse({ kind: 'known' });
  if (!isOpen(lead) || sight.happenedAt < beganAt(events)) return seenActivity(lead, events, AS_ACTIVITY[how], sight);
  const isSpokenTo = how === 'reached' || how === 'met';
  const isEarly = lead.stage === 'new' || lead.stage === 'accepted';
  const isFirst = lead.firstContactAt === undefined;
  return move(lead, { kind: 'contacted', how, ...seenIn(sight), isFirst }, sight.by, {
    stage: isSpokenTo && isEarly ? 'contacted' : lead.stage,
    firstContactAt: lead.firstContactAt ?? Math.max(lead.receivedAt, sight.happenedAt),
  });
}

/** An activity: before the first contact a logged call, e-mail or meeting is it; afterwards, and otherwise, it only stands in the journal. */
export function seenActivity(
  lead: Lead,
  events: readonly LeadEvent[],
  type: CrmActivity,
  sight: Sight,
): Decision<NoNews> {
  const how = AS_CONTACT[type];
  const isFirst = lead.firstContactAt === undefined && isOpen(lead) && sight.happenedAt >= beganAt(events);
  if (how !== undefined && isFirst) return seenContact(lead, events, how, sight);
  const isKnown = events.some(
    ({ change, at }) =>
      change.kind === 'seen' && change.what === type && isWithin(momentOf(change, at), sight, SAME_ELSEWHERE),
  );
  // The contact that stopped the clock is told as an activity as well.
  if (isKnown || (how !== undefined && isKnownContact(events, how, sight))) return refuse({ kind: 'known' });
  return note(lead, { what: type, value: undefined, why: undefined }, sight);
}

/** A meeting that is booked has not been held: nobody has been met yet. */
export function seenMeeting(
  lead: Lead,
  events: readonly LeadEvent[],
  startsAt: Instant | undefined,
  sight: Sight,
): Decision<NoNews> {
  const isAhead = startsAt !== undefined && startsAt > sight.now;
  if (isAhead) return note(lead, { what: 'meeting', value: undefined, why: 'booked' }, sight);
  const isFirst = lead.firstContactAt === undefined;
  return isFirst ? seenContact(lead, events, 'met', sight) : seenActivity(lead, events, 'meeting', sight);
}

/** Somebody whom we know and who sells has it in the other system: so it is here. */
export function seenOwner(lead: Lead, events: readonly LeadEvent[], to: string, sight: Sight): Decision<NoNews> {
  if (lead.owner?.personId === to) return refuse({ kind: 'known' });
  if (isOvertaken(events, OWNERSHIP, sight.happenedAt)) return refuse({ kind: 'outdated' });
  if (isEcho(events, (change, by) => ownerBy(change, by) === to, sight)) return refuse({ kind: 'known' });
  const change = { kind: 'assigned', to, from: lead.owner?.personId, ...seenIn(sight) } as const;
  return move(lead, change, sight.by, {
    stage: lead.stage === 'new' ? 'accepted' : lead.stage,
    owner: ownedNow(lead, to, sight.now),
  });
}

/** Only an entry of the journal: what another system said and what could not be taken over here, and why. */
export function note(
  lead: Lead,
  { what, value, why }: Pick<LeadChange & { kind: 'seen' }, 'what' | 'value' | 'why'>,
  sight: Sight,
): Decision<never> {
  return move(lead, { kind: 'seen', what, value, why, ...seenIn(sight) }, sight.by, {});
}

const OWNERSHIP: readonly LeadChange['kind'][] = ['claimed', 'assigned', 'released', 'release-undone', 'returned'];

/** Whether something of these kinds has happened since, here or there: then what is told late undoes nothing. */
export const isOvertaken = (
  events: readonly LeadEvent[],
  kinds: readonly LeadChange['kind'][],
  happenedAt: Instant,
): boolean => events.some(({ change, at }) => kinds.includes(change.kind) && momentOf(change, at) > happenedAt);

/**
 * Whether it was so here a short while before it was so there: then the other system has followed us, and what has happened here since
 * stays. Without this two systems that follow each other could hand a lead to and fro for ever.
 */
export const isEcho = (
  events: readonly LeadEvent[],
  says: (change: LeadChange, by: string | undefined) => boolean,
  { happenedAt }: Sight,
): boolean =>
  events.some(({ change, at, by }) => {
    const before = happenedAt - momentOf(change, at);
    return says(change, by) && before >= 0 && before <= SAME_BY_HAND;
  });

/** Whom an entry makes the owner, if it does. */
function ownerBy(change: LeadChange, by: string | undefined): string | undefined {
  if (change.kind === 'claimed') return by;
  return change.kind === 'assigned' || change.kind === 'release-undone' || change.kind === 'returned'
    ? change.to
    : undefined;
}

/** Whether the owner should hear of an entry: what they did themselves they know. */
export const isNewsFor = (owner: string, { change, by }: Pick<LeadEvent, 'change' | 'by'>): boolean => {
  if (by === owner) return false;
  if (change.kind === 'seen') return change.what !== 'stage' && change.what !== 'owner';
  // Who has called isn't always said; mostly it is the owner.
  return change.kind === 'contacted' && change.via !== undefined && by !== undefined;
};

/** Where and when, as the journal keeps it. */
export const seenIn = ({ via, happenedAt }: Sight): { readonly via: string; readonly happenedAt: Instant } => ({
  via,
  happenedAt,
});

/** When it happened: what was seen elsewhere may be written down here later. */
export const momentOf = (change: LeadChange, at: Instant): Instant =>
  'happenedAt' in change ? (change.happenedAt ?? at) : at;

/** Since when the present round runs; one that has never come back takes what was before its arrival, too. */
const beganAt = (events: readonly LeadEvent[]): Instant =>
  events.findLast(({ change }) => change.kind === 'returned')?.at ?? 0;

function isKnownContact(events: readonly LeadEvent[], how: CrmContact, sight: Sight): boolean {
  return events.some(({ change, at }) => {
    if (change.kind !== 'contacted') return false;
    const isAlike = change.how === how || change.how === 'contacted' || how === 'contacted';
    const apart = change.via === undefined ? SAME_BY_HAND : SAME_ELSEWHERE;
    return isAlike && isWithin(momentOf(change, at), sight, apart);
  });
}

const isWithin = (at: Instant, { happenedAt }: Sight, apart: number): boolean => Math.abs(at - happenedAt) <= apart;

const AS_CONTACT: Readonly<Partial<Record<CrmActivity, CrmContact>>> = {
  call: 'contacted',
  'e-mail': 'e-mailed',
  meeting: 'contacted',
};

const AS_ACTIVITY: Readonly<Record<CrmContact, SeenWhat & CrmActivity>> = {
  reached: 'call',
  'no-answer': 'call',
  'e-mailed': 'e-mail',
  met: 'meeting',
  contacted: 'activity',
};

/** When it happened, as far as it can be believed: nothing is ahead of now. */
export const momentSeen = ({ happenedAt }: Pick<CrmEvent, 'happenedAt'>, now: Instant): Instant =>
  Math.min(happenedAt ?? now, now);
