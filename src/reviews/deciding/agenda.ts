import type { ActionKind, ActionView } from '../../core/action.ts';
import type { Instant } from '../../core/instants.ts';
import type { ReasonKey } from '../../core/lead-reasons.ts';
import type { LeadResult } from '../thread/results.ts';

/** A lead of a review. */
export interface ItemPlace {
  readonly reviewId: string;
  readonly leadId: string;
}

/** Somebody would like to discuss a lead. */
export interface Mark {
  readonly leadId: string;
  /** In a review that names nobody nobody’s id, once it is revealed. */
  readonly by: string;
  readonly line: string | undefined;
  readonly at: Instant;
}

/** Somebody has found that a lead says nothing to change. */
export interface NothingToChange {
  readonly by: string;
  readonly at: Instant;
}

/** What stands about the leads of a review beside what was said of them. */
export interface AgendaNotes {
  readonly marks: readonly Mark[];
  readonly ends: ReadonlyMap<string, NothingToChange>;
  /** Leads of which somebody questions why they were given up, and nobody has settled that. */
  readonly questioned: ReadonlySet<string>;
  readonly decisions: readonly ActionView[];
}

/** A lead of a revealed review, by how the teams differ over it. */
export interface ItemLead {
  readonly leadId: string;
  readonly position: number;
  /** "#12 Acme" */
  readonly name: string;
  readonly difference: LeadResult['difference'];
}

/** A lead to discuss, and what has come of that. */
export interface AgendaItem {
  readonly lead: ItemLead;
  readonly marks: readonly Mark[];
  readonly isQuestioned: boolean;
  readonly decisions: readonly ActionView[];
  readonly end: NothingToChange | undefined;
  /** Decided, or nothing to change, and nobody has put it up again since. */
  readonly isSettled: boolean;
}

/** The agenda of a revealed review: where the teams differ comes first, then what somebody has put up, then open questions. */
export function agendaOf(leads: readonly ItemLead[], notes: AgendaNotes): AgendaItem[] {
  const rank = ({ lead, marks }: AgendaItem): number =>
    lead.difference === undefined ? (marks.length > 0 ? 3 : 4) : DIFFERENCES.indexOf(lead.difference);
  return leads
    .flatMap((lead) => itemOf(lead, notes) ?? [])
    .toSorted((a, b) => rank(a) - rank(b) || a.lead.position - b.lead.position);
}

/** The worst first. */
const DIFFERENCES: readonly LeadResult['difference'][] = ['opposed', 'torn', 'grades'];

/** One lead of it; undefined if there is nothing to discuss. */
export function itemOf(lead: ItemLead, notes: AgendaNotes): AgendaItem | undefined {
  const { leadId } = lead;
  const marks = notes.marks.filter((one) => one.leadId === leadId);
  const decisions = notes.decisions.filter(({ action }) => action.leadId === leadId);
  const isQuestioned = notes.questioned.has(leadId);
  const end = notes.ends.get(leadId);
  const isUp = lead.difference !== undefined || marks.length > 0 || isQuestioned;
  if (!isUp && decisions.length === 0 && end === undefined) return undefined;
  const settledAt = settledLast(decisions, end);
  return {
    lead,
    marks,
    isQuestioned,
    decisions,
    end,
    isSettled: settledAt !== undefined && marks.every(({ at }) => at <= settledAt),
  };
}

/**
 * The hour of a mark that names nobody, `since` the review is revealed: it says whether somebody has put the lead up again since
 * something came of it, and not when they pressed.
 */
export function unnamedAt(item: Pick<AgendaItem, 'decisions' | 'end'> | undefined, since: Instant): Instant {
  const settledAt = item && settledLast(item.decisions, item.end);
  return settledAt === undefined ? since : settledAt + 1;
}

function settledLast(decisions: readonly ActionView[], end: NothingToChange | undefined): Instant | undefined {
  const all = [...decisions.map(({ action }) => action.madeAt), ...(end === undefined ? [] : [end.at])];
  return all.length === 0 ? undefined : Math.max(...all);
}

/** What a decision most likely changes, by why such leads are no fit; where the teams differ and nobody says why, it is the word. */
export function likelyKind(reasons: readonly ReasonKey[]): ActionKind {
  const [first] = reasons;
  return first === undefined ? 'definition' : KINDS[first];
}

const KINDS: Readonly<Record<ReasonKey, ActionKind>> = {
  unreachable: 'process',
  timing: 'process',
  'no-budget': 'definition',
  competitor: 'process',
  'no-need': 'definition',
  'not-icp': 'definition',
  'wrong-person': 'persona',
  'bad-data': 'gate',
  duplicate: 'gate',
  'existing-customer': 'process',
  'spam-or-test': 'source',
  other: 'definition',
};

/** Where an action was decided. */
export const originOf = (reviewId: string): string => `review:${reviewId}`;

/** The review in which an action was decided; undefined if it was elsewhere. */
export const reviewIn = (origin: string | undefined): string | undefined => /^review:(.+)$/.exec(origin ?? '')?.[1];
