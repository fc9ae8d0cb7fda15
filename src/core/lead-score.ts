import { type Conditions, type LeadFacts, matches } from './conditions.ts';

/** Leads like these have a name by which promises, routing and reports can ask for them. */
export interface Segment {
  readonly name: string;
  readonly conditions: Conditions;
}

/** A lead like this is worth so many points more, or fewer. */
export interface ScoreRule {
  readonly points: number;
  /** Why, in the company's words: "demo request". */
  readonly words: string;
  readonly conditions: Conditions;
}

/** What a lead comes to by a company's own rules, with the reasons. */
export interface OwnScore {
  readonly total: number;
  readonly reasons: readonly Pick<ScoreRule, 'points' | 'words'>[];
}

/** What a lead is by a company's own rules; nothing where it has none. */
export interface Judged {
  readonly segment?: string | undefined;
  readonly score?: OwnScore | undefined;
}

/** The first segment in order whose conditions all hold. */
export const segmentOf = (segments: readonly Segment[], facts: LeadFacts): string | undefined =>
  segments.find(({ conditions }) => matches(conditions, facts))?.name;

/** All rules that hold, added up: no rule hides another, so the reasons always come to the total. */
export function scoreOf(rules: readonly ScoreRule[], facts: LeadFacts): OwnScore | undefined {
  if (rules.length === 0) return undefined;
  const reasons = rules
    .filter(({ conditions }) => matches(conditions, facts))
    .map(({ points, words }) => ({ points, words }));
  return { total: reasons.reduce((sum, { points }) => sum + points, 0), reasons };
}

/** "+20 demo request, +10 company of 50–200"; a loss has a true minus. */
export const scoreReasons = ({ reasons }: Pick<OwnScore, 'reasons'>): string =>
  reasons.map(({ points, words }) => `${points < 0 ? '−' : '+'}${Math.abs(points)} ${words}`).join(', ');

/** A lead by its facts: its segment first, because a score may depend on it. */
export function judged(
  { segments, score }: { readonly segments: readonly Segment[]; readonly score: readonly ScoreRule[] },
  facts: LeadFacts,
): Judged {
  const segment = segmentOf(segments, facts);
  return { segment, score: scoreOf(score, segment === undefined ? facts : { ...facts, segment }) };
}

/** The same facts, with what the company's own rules add to them. A score that came with the lead is the lead's. */
export function factsWith(facts: LeadFacts, { segment, score }: Judged): LeadFacts {
  return {
    ...facts,
    ...(segment !== undefined && { segment }),
    ...(facts.score === undefined && score !== undefined && { score: score.total }),
  };
}
