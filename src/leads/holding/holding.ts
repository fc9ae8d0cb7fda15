import type { Calendar } from '../../core/calendar.ts';
import type { DemandedField, Missing } from '../../core/demands.ts';
import { missingOf } from '../../core/demands.ts';
import type { Duration, Instant } from '../../core/instants.ts';
import { type LeadRules, NO_RULES } from '../../core/lead-rules.ts';
import type { Lead, LeadEvent } from '../lead.ts';
import { type Decision, move } from '../transitions.ts';

/** What happens to a lead that lacks what it needs before sales sees it. */
export type HoldChange =
  | {
      readonly kind: 'held-back';
      /** What it lacks. */
      readonly fields: readonly string[];
      /** When it goes on even so. */
      readonly until: Instant;
      /** Whose it is to be then, if its form has said so. */
      readonly owner: string | undefined;
    }
  | {
      readonly kind: 'let-through';
      readonly why: LetThroughWhy;
      /** What it still lacks. */
      readonly missing: readonly string[];
      /** For how long it was held, in marketing's working time. */
      readonly worked: Duration;
      /** In which hours its promise counts, by the rule that routed it. */
      readonly calendar?: Calendar | undefined;
    };

/**
 * Why it went on: what it lacked has come, somebody said so, its time was up, somebody began to work on it, or it isn't asked for
 * any more.
 */
export const LET_THROUGH_WHY = ['complete', 'by-hand', 'time', 'worked', 'not-asked'] as const;

export type LetThroughWhy = (typeof LET_THROUGH_WHY)[number];

/** A lead that is held back. */
export type HeldLead = Lead & { readonly heldUntil: Instant };

export const isHeld = (lead: Lead): lead is HeldLead => lead.heldUntil !== undefined;

/** For want of what a lead is held back: only what marketing sees to from the first stage on, since sales doesn't know of it yet. */
export function wanting(
  { demands, hold }: Pick<LeadRules, 'demands' | 'hold'> = NO_RULES,
  lead: Pick<Lead, 'stage' | 'fields' | 'isErased'>,
): readonly DemandedField[] {
  if (hold === undefined) return [];
  const owed = demands.filter(({ stage, team }) => stage === 'new' && team === 'marketing');
  return missingOf(owed, lead)
    .map(({ field }: Missing) => field)
    .filter((field) => hold.fields.includes(field));
}

/** A lead that has just come is held back. */
export function holdBack(
  lead: Lead,
  { fields, until, owner }: Omit<Extract<HoldChange, { kind: 'held-back' }>, 'kind'>,
): Decision<never> {
  return move(lead, { kind: 'held-back', fields, until, owner }, undefined, { heldUntil: until });
}

/** What is held back goes on to sales. */
export function letThrough(
  lead: HeldLead,
  {
    poolId,
    by,
    ...said
  }: Omit<Extract<HoldChange, { kind: 'let-through' }>, 'kind'> & {
    readonly poolId: string | undefined;
    readonly by: string | undefined;
  },
): Decision<never> {
  return move(lead, { kind: 'let-through', ...said }, by, { heldUntil: undefined, poolId });
}

/** Why a held lead goes on by itself now; undefined while it is to wait. */
export function releaseDue(
  lead: HeldLead,
  held: HeldEvent | undefined,
  rules: LeadRules | undefined,
  now: Instant,
): LetThroughWhy | undefined {
  if (wanting(rules, lead).length === 0) return lacksNothing(lead, held) ? 'complete' : 'not-asked';
  return now >= lead.heldUntil ? 'time' : undefined;
}

const lacksNothing = ({ fields }: Lead, held: HeldEvent | undefined): boolean => {
  const known: readonly string[] = Object.keys(fields);
  return (held?.change.fields ?? []).every((field) => known.includes(field));
};

type Entry<Kind extends HoldChange['kind']> = LeadEvent & { readonly change: Extract<HoldChange, { kind: Kind }> };

export type HeldEvent = Entry<'held-back'>;
export type LetThroughEvent = Entry<'let-through'>;

/** The entry that says since when a lead was held back, and why; undefined for most. */
export const heldIn = (events: readonly LeadEvent[]): HeldEvent | undefined =>
  events.find((event): event is HeldEvent => event.change.kind === 'held-back');

/** The entry that says how it went on. */
export const letThroughIn = (events: readonly LeadEvent[]): LetThroughEvent | undefined =>
  events.find((event): event is LetThroughEvent => event.change.kind === 'let-through');

/** Entries that don't mean that somebody works on a lead: it stays held back. */
const KEEPS_HELD: ReadonlySet<LeadEvent['kind']> = new Set([
  'held-back',
  'let-through',
  'completed',
  'wrote-again',
  'seen',
  'kept-apart',
  'rated',
  'rating-undone',
  'reviewed',
]);

/** Whether whoever does this works on it, so that it goes on to sales first. */
export const endsHold = (lead: Lead, { kind }: LeadEvent['change']): boolean => isHeld(lead) && !KEEPS_HELD.has(kind);
