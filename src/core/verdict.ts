import type { ReasonKey } from './lead-reasons.ts';

/** What somebody finds of a lead. */
export type VerdictKind = 'good' | 'not' | 'unsure';

export const VERDICT_KINDS = ['good', 'not', 'unsure'] as const satisfies readonly VerdictKind[];

/** The same on buttons and in lines. */
export const VERDICT_WORDS: Readonly<Record<VerdictKind, string>> = {
  good: 'Good fit',
  not: 'Not a fit',
  unsure: 'Can’t tell',
};

/** For which team somebody says it: as they were when they said it. */
export type Side = 'sales' | 'marketing';

export const SIDES = ['sales', 'marketing'] as const satisfies readonly Side[];

/** What of a lead turned out to be wrong or missing. */
export const LEAD_PARTS = {
  email: 'E-mail',
  phone: 'Phone',
  name: 'Name',
  company: 'Company',
  persona: 'Role of the person',
  region: 'Region',
  message: 'What they want',
  source: 'Source or campaign',
} as const satisfies Readonly<Record<string, string>>;

export type LeadPart = keyof typeof LEAD_PARTS;

export const isLeadPart = (text: string): text is LeadPart => Object.hasOwn(LEAD_PARTS, text);

/** How well it fits, from hardly to very well. */
export const GRADES = [1, 2, 3, 4, 5] as const;
export type Grade = (typeof GRADES)[number];

/** One person's judgement of one lead. All but the first may be left out. */
export interface Judgement {
  readonly verdict: VerdictKind;
  readonly grade: Grade | undefined;
  /** Only of what is not a fit, or can't be told. */
  readonly reason: ReasonKey | undefined;
  readonly part: LeadPart | undefined;
  /** What helped, or what went wrong, in their own words. */
  readonly note: string | undefined;
}

/** A judgement as somebody reads it. */
export interface SeenVerdict extends Judgement {
  /** Undefined for somebody who has left: their verdict stays. And where nobody is named. */
  readonly by: string | undefined;
  /** It was said in a review that names nobody: who said it isn't known any more. */
  readonly isAnonymous?: true | undefined;
  readonly side: Side;
  /** They said it by giving the lead up. */
  readonly isByRejection: boolean;
}

/** The button by which a lead is judged, wherever it stands; its value is the lead's id. */
export const RATE = 'review.rate';

const APART: readonly ReasonKey[] = ['unreachable', 'timing'];

/**
 * What giving a lead up for a reason says of its fit: nobody who could not be reached, or who has no time now, has turned out to be
 * the wrong customer.
 */
export const verdictOf = (reason: ReasonKey): VerdictKind => (APART.includes(reason) ? 'unsure' : 'not');
