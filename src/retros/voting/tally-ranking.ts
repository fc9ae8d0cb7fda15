import { SIDES, type Side } from '../../core/verdict.ts';
import type { TopicGroup } from '../topics/topic.ts';
import { allDots, type Dots, dotsOf, type Tally } from './tally.ts';

/**
 * Who has found something worth a dot: both teams, or one that the other doesn't see; `joint` where they are counted together,
 * `unvoted` where nobody has given any.
 */
export type Standing = 'common' | 'sales-only' | 'marketing-only' | 'joint' | 'unvoted';

export interface Ranked {
  readonly group: TopicGroup;
  /** From 1. */
  readonly rank: number;
  readonly standing: Standing;
  readonly dots: Dots;
}

/**
 * The topics that got dots, in the order in which to talk of them. Common ground comes first: what the less convinced of both teams
 * is most convinced of, each by its own share of dots, so that the larger team doesn't outvote the other; then what only one team
 * sees. Ties are broken by the number of dots, and then by which was revealed first. Where nobody has voted, all are there: what most
 * cards say comes first.
 */
export function ranking(groups: readonly TopicGroup[], tally: Tally): readonly Ranked[] {
  if (tally.byTopic.size === 0) return unvoted(groups, tally);
  const given = groups.map((group) => dotsOf(group, tally));
  const whole = (side: Side): number => given.reduce((all, dots) => all + (dots.kind === 'each' ? dots[side] : 0), 0);
  const wholes = { sales: whole('sales'), marketing: whole('marketing') };
  return groups
    .flatMap((group) => {
      const dots = dotsOf(group, tally);
      return allDots(dots) === 0 ? [] : [{ group, dots, standing: standingOf(dots) }];
    })
    .toSorted(
      (a, b) =>
        placeOf(a.standing) - placeOf(b.standing) ||
        weightOf(b.dots, wholes) - weightOf(a.dots, wholes) ||
        allDots(b.dots) - allDots(a.dots) ||
        a.group.head.position - b.group.head.position,
    )
    .map((one, at) => ({ ...one, rank: at + 1 }));
}

const unvoted = (groups: readonly TopicGroup[], tally: Tally): readonly Ranked[] =>
  groups
    .toSorted((a, b) => b.topics.length - a.topics.length || a.head.position - b.head.position)
    .map((group, at) => ({ group, rank: at + 1, standing: 'unvoted', dots: dotsOf(group, tally) }));

function standingOf(dots: Dots): Standing {
  if (dots.kind === 'joint') return 'joint';
  if (dots.marketing === 0) return 'sales-only';
  return dots.sales === 0 ? 'marketing-only' : 'common';
}

const placeOf = (standing: Standing): number => (standing.endsWith('only') ? 1 : 0);

/** What the less convinced team gives it, or the only one, or all; as a share of what they have given. */
function weightOf(dots: Dots, wholes: Readonly<Record<Side, number>>): number {
  if (dots.kind === 'joint') return dots.dots;
  return Math.min(...SIDES.filter((side) => dots[side] > 0).map((side) => dots[side] / wholes[side]));
}
