import type { Instant } from '../../core/instants.ts';
import { FIELD_NAMES, type FieldName, type LeadFields } from '../../core/lead-fields.ts';
import { strictest } from '../arriving/consent.ts';
import { isOpen, type Lead, type LeadEvent, STAGES } from '../lead.ts';
import { ownedNow, type Standing, type Transition, type Worker } from '../transitions.ts';
import type { Gained, MergedAway } from './merging-change.ts';

export type MergeRefusal =
  | { readonly kind: 'same-lead' }
  /** It is one with another lead already. */
  | { readonly kind: 'merged'; readonly number: number }
  /** Its deal is won: merged into another, it would no longer count. */
  | { readonly kind: 'won' }
  /** Only one of the two counts. */
  | { readonly kind: 'test' }
  | { readonly kind: 'not-yours'; readonly owner: string }
  | { readonly kind: 'not-sales' };

/** Why two leads stay as they are. */
export type MergeRefused = MergeRefusal | { readonly kind: 'forgotten' };

export type UnmergeRefused =
  | MergeRefusal
  | { readonly kind: 'not-merged' }
  /** What was merged last is taken apart first. */
  | { readonly kind: 'later-first'; readonly number: number };

/** What a merge writes: to the lead that stays, and to the one that goes. */
export interface Merge {
  readonly kind: 'move';
  readonly into: Transition;
  readonly from: Transition;
}

interface Refused {
  readonly kind: 'refuse';
  readonly why: MergeRefusal;
}

/** Who may say that two leads are one: managers of either team, and reps of leads that are theirs or nobody's. */
export function mergeObjection(
  leads: readonly Lead[],
  by: Worker & { readonly sells: boolean; readonly managesMarketing: boolean },
): MergeRefusal | undefined {
  if (by.managesSales || by.managesMarketing) return undefined;
  if (!by.sells) return { kind: 'not-sales' };
  const other = leads.map(({ owner }) => owner?.personId).find((owner) => owner !== undefined && owner !== by.id);
  return other === undefined ? undefined : { kind: 'not-yours', owner: other };
}

/** Which of two stays where nobody says: one that is worked on, one that somebody has, the one that came first. */
export function survivorOf(a: Lead, b: Lead): { readonly into: Lead; readonly from: Lead } {
  const worth = (lead: Lead) => [
    lead.stage === 'customer' ? 1 : 0,
    isOpen(lead) ? 1 : 0,
    lead.owner === undefined ? 0 : 1,
    -lead.number,
  ];
  const [ofA, ofB] = [worth(a), worth(b)];
  const differing = ofA.findIndex((value, at) => value !== ofB[at]);
  return (ofA[differing] ?? 0) >= (ofB[differing] ?? 0) ? { into: a, from: b } : { into: b, from: a };
}

/**
 * Makes one lead of two. The one that stays keeps what it says and gets what only the other says; it is as far as the further
 * one, and its owner's. One that was closed goes on where the other, which is worked on, has come to. The other is kept as it was,
 * and counts nowhere.
 */
export function merge(into: Lead, from: Lead, by: string, now: Instant, note?: string): Merge | Refused {
  const why = unmergeable(into, from);
  if (why !== undefined) return { kind: 'refuse', why };
  const was = standingOf(into);
  const became = together(into, from, now);
  const fields = filled(into.fields, from.fields);
  const gained: Gained = {
    kind: 'gained',
    lead: from.id,
    number: from.number,
    to: became.owner?.event === was.owner?.event ? undefined : became.owner?.personId,
    was,
    became,
    filled: fields.names,
    consentWas: into.consent,
    ownedBy: became.owner?.event,
    isContacted: became.firstContactAt !== undefined,
  };
  const away: MergedAway = {
    kind: 'merged',
    into: into.id,
    number: into.number,
    was: standingOf(from),
    isCounted: false,
    note,
  };
  return {
    kind: 'move',
    into: {
      ...became,
      ...offered(into, became, from.poolId),
      change: gained,
      by,
      fields: fields.all,
      sameness: { consent: strictest(into.consent, from.consent), maybeSame: notOf(into, from) },
    },
    from: {
      ...standingOf(from),
      stage: 'rejected',
      reason: 'duplicate',
      returnsAt: undefined,
      poolId: from.poolId,
      offer: undefined,
      change: away,
      by,
      sameness: { mergedInto: into.id, maybeSame: undefined },
    },
  };
}

/**
 * Makes two leads of one again. The one that had gone is as it was. The other is so too, unless something has been done with it
 * since: what people did stays with the lead with which they did it. What it knew from the other goes, as far as nobody has
 * changed it since.
 */
export function takeApart(
  { lead: into, gain, since }: { lead: Lead; gain: GainEvent; since: readonly LeadEvent[] },
  { lead: from, away }: { lead: Lead; away: MergedAway },
  by: string,
): Merge & { readonly isRestored: boolean } {
  const { change: gained, seq } = gain;
  const isRestored = isSame(standingOf(into), gained.became);
  const standing = isRestored ? gained.was : standingOf(into);
  // Whoever has refused since, under whichever address, is not asked which of two they were; and a yes is nobody's, for the same reason.
  const refused = since.some(isRefusal) ? 'no' : undefined;
  return {
    kind: 'move',
    isRestored,
    into: {
      ...standing,
      ...offered(into, standing),
      change: {
        kind: 'gave-back',
        lead: from.id,
        number: from.number,
        seq,
        ownedBy: standing.owner?.event,
        isContacted: standing.firstContactAt !== undefined,
      },
      by,
      fields: without(into.fields, from.fields, gained.filled),
      sameness: { consent: strictest(gained.consentWas, refused) },
    },
    from: {
      ...away.was,
      poolId: from.poolId,
      offer: undefined,
      change: { kind: 'unmerged', into: into.id, number: into.number, consent: refused },
      by,
      sameness: { mergedInto: undefined, consent: strictest(from.consent, refused) },
    },
  };
}

/** A refusal to be written to, also one that came while this lead was part of another one itself. */
const isRefusal = ({ change }: LeadEvent): boolean =>
  (change.kind === 'wrote-again' || change.kind === 'unmerged') && change.consent === 'no';

function unmergeable(into: Lead, from: Lead): MergeRefusal | undefined {
  if (into.id === from.id) return { kind: 'same-lead' };
  if (from.stage === 'customer') return { kind: 'won' };
  return into.isTest === from.isTest ? undefined : { kind: 'test' };
}

/** From which lead each field comes of what two are together; those that neither says are left out. */
export function fieldsTogether(
  into: LeadFields,
  from: LeadFields,
): readonly { readonly name: FieldName; readonly value: string | number; readonly isFromOther: boolean }[] {
  return FIELD_NAMES.flatMap((name) => {
    const value = into[name] ?? from[name];
    return value === undefined ? [] : [{ name, value, isFromOther: into[name] === undefined }];
  });
}

function together(into: Lead, from: Lead, now: Instant): Standing {
  const was = standingOf(into);
  if (!isOpen(from) || isFinal(into)) return was;
  const owner = isOpen(into) ? (into.owner ?? from.owner) : (from.owner ?? into.owner);
  if (!isOpen(into)) {
    const { stage, firstContactAt, value } = from;
    // A new message: it has come back to them.
    const back = owner && ownedNow(into, owner.personId, now);
    return { stage, firstContactAt, value: value ?? into.value, owner: back, round: into.round + 1, ...OPEN };
  }
  const owned = owner === undefined || owner === into.owner ? owner : ownedNow(into, owner.personId, now);
  return {
    ...was,
    stage: further(into, from),
    owner: owned,
    value: into.value ?? from.value,
    firstContactAt: earliest(into.firstContactAt, from.firstContactAt),
  };
}

/** Somebody who is a customer stays one, and what was never a lead does not become one by coming twice. */
export const isFinal = ({ stage, reason }: Lead): boolean => stage === 'customer' || reason === 'spam-or-test';

/** Whose turn it is goes on to be found out in its own pool; what somebody has, or nobody works on, is offered to nobody. */
const offered = ({ poolId, offer }: Lead, after: Standing, otherPool?: string) => ({
  poolId: poolId ?? otherPool,
  offer: after.owner === undefined && isOpen(after) ? offer : undefined,
});

const OPEN = { reason: undefined, returnsAt: undefined } as const;

const further = (a: Lead, b: Lead) => (STAGES.indexOf(a.stage) >= STAGES.indexOf(b.stage) ? a.stage : b.stage);

const earliest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);

/** Adds to what one says what only the other says. */
export function filled(into: LeadFields, from: LeadFields): { all: LeadFields; names: readonly FieldName[] } {
  const names = fieldsTogether(into, from).flatMap(({ name, isFromOther }) => (isFromOther ? [name] : []));
  const added = names.flatMap((name) => [name, ...keysWith(name)]).map((name) => [name, from[name]]);
  return { all: { ...into, ...Object.fromEntries(added.filter(([, value]) => value !== undefined)) }, names };
}

function without(into: LeadFields, from: LeadFields, names: readonly string[]): LeadFields {
  return lacking(
    into,
    FIELD_NAMES.filter((name) => names.includes(name) && into[name] === from[name]),
  );
}

/** The same without these fields and what follows from them. */
export function lacking(fields: LeadFields, names: readonly FieldName[]): LeadFields {
  const all = new Set<string>(names.flatMap((name) => [name, ...keysWith(name)]));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !all.has(name)));
}

/** What follows from a field. */
const keysWith = (name: FieldName): readonly (keyof LeadFields)[] =>
  name === 'email' ? ['emailKey'] : name === 'phone' ? ['phoneKey'] : [];

/** What it was asked about is answered. */
const notOf = (lead: Lead, other: Lead) => (lead.maybeSame?.number === other.number ? undefined : lead.maybeSame);

const standingOf = ({ stage, owner, firstContactAt, round, reason, returnsAt, value }: Standing): Standing => ({
  stage,
  owner,
  firstContactAt,
  round,
  reason,
  returnsAt,
  value,
});

const isSame = (a: Standing, b: Standing): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

const ordered = ({ stage, owner, firstContactAt, round, reason, returnsAt, value }: Standing) => [
  [stage, owner?.personId, owner?.since, owner?.event],
  [firstContactAt, round, reason, returnsAt],
  [value?.amount, value?.currency],
];

/** An entry that made another lead part of this one. */
export type GainEvent = LeadEvent & { readonly change: Gained };

/** The newest merge of a lead that has not been undone: what was merged last is taken apart first. */
export function latestGain(events: readonly LeadEvent[]): GainEvent | undefined {
  const undone = new Set(events.map(({ change }) => (change.kind === 'gave-back' ? change.seq : undefined)));
  return events.findLast((event): event is GainEvent => event.change.kind === 'gained' && !undone.has(event.seq));
}

/** The entry by which a lead became part of the one in which it is. */
export function latestAway(events: readonly LeadEvent[]): MergedAway | undefined {
  const change = events.findLast(({ kind }) => kind === 'merged')?.change;
  return change?.kind === 'merged' ? change : undefined;
}
