import type { ReasonKey } from '../../core/lead-reasons.ts';
import { LEAST_FOR_PERCENT } from '../../core/share-text.ts';
import { type Judgement, SIDES, type Side } from '../../core/verdict.ts';
import type { Stratum } from '../planning/sample.ts';

/** A verdict of a review that may be seen. */
export interface ShownVerdict extends Judgement {
  readonly side: Side;
  /** Nobody in an anonymous review, nor for somebody who has left. */
  readonly by: string | undefined;
  /** What they need of the other team next time. */
  readonly wish?: string | undefined;
}

/** A lead of a review, with all that was said of it. */
export interface ResultLead {
  readonly leadId: string;
  readonly position: number;
  readonly number: number;
  readonly name: string;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly persona: string | undefined;
  readonly stratum: Stratum;
  readonly verdicts: readonly ShownVerdict[];
}

/** What one side says of a lead: most of those who could tell; `undecided` if as many say the contrary or nobody could tell. */
export type Says = 'good' | 'not' | 'undecided' | 'silent';

/** How many of a side said what. */
export interface SideVerdict {
  readonly says: Says;
  readonly good: number;
  readonly not: number;
  readonly unsure: number;
  /** Of those who gave one; undefined if nobody did. */
  readonly grade: number | undefined;
  /** Why it is no good fit, the most frequent first. */
  readonly reasons: readonly ReasonKey[];
}

/**
 * How two sides differ over a lead: one calls it good and the other doesn't; one is at odds with itself; both say the same,
 * and grade it two or more apart.
 */
export type Difference = 'opposed' | 'torn' | 'grades';

export interface LeadResult {
  readonly lead: ResultLead;
  readonly sides: Readonly<Record<Side, SideVerdict>>;
  /** Undefined where one side has not decided or said nothing: then they neither agree nor disagree. */
  readonly agree: boolean | undefined;
  readonly difference: Difference | undefined;
}

/** The leads of one source, campaign or persona. */
export interface OriginResult {
  readonly origin: string;
  /** Leads of which anybody could tell. */
  readonly n: number;
  /** Those of them that everybody who could tell calls a good fit. */
  readonly good: number;
  /** Leads of which both sides have decided, and those of which they say the same. */
  readonly decided: number;
  readonly agreed: number;
  /** Why they are most often no good fit, each lead once for each reason; undefined if nobody said. */
  readonly reason: { readonly key: ReasonKey; readonly count: number } | undefined;
}

export const ORIGINS = ['source', 'campaign', 'persona'] as const;

export interface ReviewResults {
  /** In the order of the thread. */
  readonly leads: readonly LeadResult[];
  /**
   * METRICS.agreement in src/reports: simple percentage agreement, the leads of which both sides have decided and say the same, of
   * all of which both have decided (McHugh, "Interrater reliability: the kappa statistic", Biochemia Medica 22, 2012). Not Cohen's kappa: at the eight
   * leads of a review its confidence interval is about as wide as its range, and where nearly all leads are judged alike it is near nought although nearly
   * all agree (Feinstein and Cicchetti, J. Clin. Epidemiol. 43, 1990). Nobody can act on either.
   */
  readonly agreement: { readonly count: number; readonly n: number };
  /** The largest first. */
  readonly disagreements: readonly LeadResult[];
  /** Leads that nobody of one side has judged, or nobody at all. */
  readonly unjudged: readonly { readonly result: LeadResult; readonly by: Side | 'both' }[];
  readonly by: Readonly<Record<(typeof ORIGINS)[number], readonly OriginResult[]>>;
  /** Who has judged any lead, and is known. */
  readonly raters: readonly string[];
}

/** What was found in a review, whatever the order of its leads and verdicts. */
export function resultsOf(all: readonly ResultLead[]): ReviewResults {
  const leads = all.toSorted((a, b) => a.position - b.position).map(resultOf);
  const decided = leads.filter(({ agree }) => agree !== undefined);
  return {
    leads,
    agreement: { count: decided.filter(({ agree }) => agree).length, n: decided.length },
    disagreements: leads
      .filter(({ difference }) => difference !== undefined)
      .toSorted((a, b) => sizeOf(b) - sizeOf(a) || a.lead.position - b.lead.position),
    unjudged: leads.flatMap((result) => {
      const silent = SIDES.filter((side) => result.sides[side].says === 'silent');
      const [only] = silent;
      if (only === undefined) return [];
      return [{ result, by: silent.length === SIDES.length ? ('both' as const) : only }];
    }),
    by: {
      source: originsOf(leads, 'source'),
      campaign: originsOf(leads, 'campaign'),
      persona: originsOf(leads, 'persona'),
    },
    raters: [...new Set(all.flatMap(({ verdicts }) => verdicts.flatMap(({ by }) => by ?? [])))].toSorted(compare),
  };
}

/** What each side says of one lead. */
export function saidBySide(
  verdicts: readonly (Pick<Judgement, 'verdict' | 'grade' | 'reason'> & { readonly side: Side })[],
): Readonly<Record<Side, SideVerdict>> {
  const of = (side: Side) => sideVerdict(verdicts.filter((one) => one.side === side));
  return { sales: of('sales'), marketing: of('marketing') };
}

/**
 * The one thing to take along: of which source most leads are no good fit, if there are enough to say so, or else why most leads
 * were none. Undefined where there is neither.
 */
export function learnedFrom({ leads, by }: ReviewResults): Learned | undefined {
  const [worst] = by.source
    .filter(({ n, good }) => n >= LEAST_FOR_PERCENT && good * 2 < n)
    .toSorted((a, b) => a.good / a.n - b.good / b.n || b.n - a.n || compare(a.origin, b.origin));
  if (worst !== undefined) return { kind: 'source', origin: worst };
  const [most] = mostFrequent(leads.flatMap(reasonsOf));
  return most === undefined || most.count < OFTEN ? undefined : { kind: 'reason', ...most, of: leads.length };
}

/** A reason that one lead has says nothing of the others. */
const OFTEN = 2;

export type Learned =
  | { readonly kind: 'source'; readonly origin: OriginResult }
  | { readonly kind: 'reason'; readonly key: ReasonKey; readonly count: number; readonly of: number };

/** What was found of one lead. */
export function resultOf(lead: ResultLead): LeadResult {
  const sides = saidBySide(lead.verdicts);
  const [sales, marketing] = [sides.sales.says, sides.marketing.says];
  const agree = isDecided(sales) && isDecided(marketing) ? sales === marketing : undefined;
  return { lead, sides, agree, difference: differenceOf(sides, agree) };
}

const isDecided = (says: Says): boolean => says === 'good' || says === 'not';

function sideVerdict(verdicts: readonly Pick<Judgement, 'verdict' | 'grade' | 'reason'>[]): SideVerdict {
  const count = (kind: Judgement['verdict']): number => verdicts.filter(({ verdict }) => verdict === kind).length;
  const [good, not, unsure] = [count('good'), count('not'), count('unsure')];
  const decided = good === not ? 'undecided' : good > not ? 'good' : 'not';
  return {
    says: verdicts.length === 0 ? 'silent' : decided,
    good,
    not,
    unsure,
    grade: mean(verdicts.flatMap(({ grade }) => grade ?? [])),
    reasons: mostFrequent(verdicts.flatMap(({ verdict, reason }) => (verdict === 'good' ? [] : (reason ?? [])))).map(
      ({ key }) => key,
    ),
  };
}

/** Grades this far apart mean something else by "fit". */
const GRADES_APART = 2;

function differenceOf(sides: LeadResult['sides'], agree: boolean | undefined): Difference | undefined {
  if (agree === false) return 'opposed';
  if (SIDES.some((side) => sides[side].says === 'undecided' && sides[side].good > 0)) return 'torn';
  return gradesApart(sides) >= GRADES_APART ? 'grades' : undefined;
}

function gradesApart({ sales, marketing }: LeadResult['sides']): number {
  return sales.grade === undefined || marketing.grade === undefined ? 0 : Math.abs(sales.grade - marketing.grade);
}

const SIZES: Readonly<Record<Difference, number>> = { opposed: 1_000, torn: 100, grades: 0 };

/** The kind first, then how many of a side are how sure of it, then how far the grades are apart: at most 10, and 4. */
function sizeOf({ sides, difference }: LeadResult): number {
  const share = ({ good, not }: SideVerdict): number => (good + not === 0 ? 0.5 : good / (good + not));
  const apart = Math.abs(share(sides.sales) - share(sides.marketing));
  return (difference === undefined ? 0 : SIZES[difference]) + 10 * apart + gradesApart(sides);
}

function originsOf(leads: readonly LeadResult[], by: (typeof ORIGINS)[number]): OriginResult[] {
  const told = leads.filter(({ sides }) => SIDES.some((side) => sides[side].good + sides[side].not > 0));
  return [...Map.groupBy(told, ({ lead }) => lead[by])]
    .flatMap(([origin, own]) => (origin === undefined ? [] : [originOf(origin, own)]))
    .toSorted((a, b) => b.n - a.n || compare(a.origin, b.origin));
}

function originOf(origin: string, leads: readonly LeadResult[]): OriginResult {
  const decided = leads.filter(({ agree }) => agree !== undefined);
  return {
    origin,
    n: leads.length,
    good: leads.filter(({ sides }) => SIDES.every((side) => sides[side].not === 0)).length,
    decided: decided.length,
    agreed: decided.filter(({ agree }) => agree).length,
    reason: mostFrequent(leads.flatMap(reasonsOf))[0],
  };
}

/** Why a lead is no good fit, each reason once. */
const reasonsOf = ({ lead }: LeadResult): ReasonKey[] => [
  ...new Set(lead.verdicts.flatMap(({ verdict, reason }) => (verdict === 'not' ? (reason ?? []) : []))),
];

const mean = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

function mostFrequent(reasons: readonly ReasonKey[]): { readonly key: ReasonKey; readonly count: number }[] {
  return [...Map.groupBy(reasons, (key) => key)]
    .map(([key, all]) => ({ key, count: all.length }))
    .toSorted((a, b) => b.count - a.count || compare(a.key, b.key));
}

/** The same on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
