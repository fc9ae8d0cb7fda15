import { DEMANDED_FIELDS, type DemandedField, isDemandedField } from '../../core/demands.ts';
import { SIDES, type Side } from '../../core/verdict.ts';

/** From so many answers on they say nothing of anybody: of all, and of each team that is shown by itself. */
export const LEAST_SHOWN = 3;

export const LONGEST_ANSWER = 150;

/** What somebody says: when a lead is ready for sales, and what must be known of it by then. */
export interface Said {
  readonly words: string;
  readonly needs: readonly DemandedField[];
}

/** What was said, without whose it is. */
export interface Answer extends Said {
  /** Undefined where no answer says of which team it is. */
  readonly side: Side | undefined;
}

/** Before a monthly meeting both teams say when a lead is ready for sales. */
export interface DefinitionCheck {
  readonly meetingId: string;
  readonly workspaceId: string;
  /** What the company called such a lead when it was asked. */
  readonly word: string | undefined;
  /** What both teams had agreed on until then. */
  readonly before: string | undefined;
  readonly isSplit: boolean;
  /** `dropped`: it is over, and too few had answered, or the meeting was called off. */
  readonly state: 'open' | 'shown' | 'dropped';
  readonly agreed: { readonly text: string; readonly by: string } | undefined;
  /** How often something was agreed on. */
  readonly agreedTurns: number;
}

/** Why somebody can't say anything, or agree on anything, here. */
export type DefinitionRefusal = 'not-found' | 'not-in-teams' | 'over';

/** What somebody sees in the form: their own answer, and how it is named. */
export interface OwnAnswer {
  readonly check: DefinitionCheck;
  readonly own: Said | undefined;
  /** Names what they have said; empty for nothing. */
  readonly seen: string;
}

/** A check with what may be known of its answers. */
export interface DefinitionView extends DefinitionCheck {
  /** Undefined before it is shown. */
  readonly spread: Spread | undefined;
}

/** What was said, by team where both may be shown by themselves. */
export interface Spread {
  readonly parts: readonly SpreadPart[];
  /** Where people differ most comes first; what nobody asks for is left out. */
  readonly needs: readonly NeedSpread[];
}

export interface SpreadPart {
  readonly side: Side | undefined;
  readonly count: number;
  readonly words: readonly string[];
}

export interface NeedSpread {
  readonly field: DemandedField;
  /** How many ask for it, in the order of the parts. */
  readonly asking: readonly number[];
  /** Half of one team asks for it more than of the other; without teams, neither most do nor most don't. */
  readonly isApart: boolean;
}

/** Answers as they may stay once they are shown: of which team each is only if of both there are enough. */
export function withSafeSides<A extends Answer>(answers: readonly A[]): readonly A[] {
  const isSafe = SIDES.every((side) => answers.filter((one) => one.side === side).length >= LEAST_SHOWN);
  return isSafe ? answers : answers.map((one) => ({ ...one, side: undefined }));
}

/** How far people are apart; `answers` in an order that says nothing. */
export function spreadOf(answers: readonly Answer[]): Spread {
  const isSplit = answers.some(({ side }) => side !== undefined);
  const groups = (isSplit ? SIDES : [undefined]).map((side) => ({
    side,
    answers: answers.filter((one) => one.side === side),
  }));
  const needs = FIELDS.map((field) => {
    const asking = groups.map((group) => group.answers.filter((one) => one.needs.includes(field)).length);
    const shares = asking.map((count, at) => count / Math.max(1, groups[at]?.answers.length ?? 0));
    return { field, asking, distance: distanceOf(shares) };
  });
  return {
    parts: groups.map(({ side, answers: own }) => ({
      side,
      count: own.length,
      words: own.map(({ words }) => words),
    })),
    needs: needs
      .filter(({ asking }) => asking.some((count) => count > 0))
      .toSorted((a, b) => b.distance - a.distance || total(b.asking) - total(a.asking))
      .map(({ field, asking, distance }) => ({ field, asking, isApart: distance >= APART })),
  };
}

/** Of two teams how far their shares are apart; of one group 1 where half of it is of another opinion, 0 where nobody is. */
const distanceOf = ([one = 0, other]: readonly number[]): number =>
  other === undefined ? 1 - Math.abs(2 * one - 1) : Math.abs(one - other);

const APART = 0.5;

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const FIELDS = Object.keys(DEMANDED_FIELDS).filter(isDemandedField);
