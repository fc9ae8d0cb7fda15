import { SIDES, type Side } from '../../core/verdict.ts';
import type { TopicGroup } from '../topics/topic.ts';

/** A dot, by who put it there. */
export interface CastDot {
  readonly topicId: string;
  readonly voterId: string;
  readonly side: Side;
}

type BySide = Readonly<Record<Side, number>>;

/** How many dots each team has put on something, or all of them together. */
export type Dots = ({ readonly kind: 'each' } & BySide) | { readonly kind: 'joint'; readonly dots: number };

/** What is left of ballots: how many voted, and how many dots lie on each topic. */
export type Tally =
  | { readonly kind: 'each'; readonly voters: BySide; readonly byTopic: ReadonlyMap<string, BySide> }
  | { readonly kind: 'joint'; readonly voters: number; readonly byTopic: ReadonlyMap<string, number> };

/** With fewer voters in a team, its own tally might say how one of them has voted: then all are counted together. */
export const LEAST_VOTERS = 3;

/** Reduces ballots to what may be known of them. */
export function tallied(dots: readonly CastDot[]): Tally {
  const votersOf = (side: Side) => new Set(dots.filter((one) => one.side === side).map(({ voterId }) => voterId)).size;
  const voters = { sales: votersOf('sales'), marketing: votersOf('marketing') };
  const byTopic = Map.groupBy(dots, ({ topicId }) => topicId);
  if (SIDES.some((side) => voters[side] < LEAST_VOTERS)) {
    const counted = [...byTopic].map(([id, on]) => [id, on.length] as const);
    return { kind: 'joint', voters: voters.sales + voters.marketing, byTopic: new Map(counted) };
  }
  const counted = [...byTopic].map(([id, on]) => {
    const of = (side: Side) => on.filter((one) => one.side === side).length;
    return [id, { sales: of('sales'), marketing: of('marketing') }] as const;
  });
  return { kind: 'each', voters, byTopic: new Map(counted) };
}

/** The dots on a group: those on each of its topics. */
export function dotsOf({ topics }: TopicGroup, tally: Tally): Dots {
  if (tally.kind === 'joint') return { kind: 'joint', dots: sum(topics.map(({ id }) => tally.byTopic.get(id) ?? 0)) };
  const of = (side: Side) => sum(topics.map(({ id }) => tally.byTopic.get(id)?.[side] ?? 0));
  return { kind: 'each', sales: of('sales'), marketing: of('marketing') };
}

/** All dots, of both teams. */
export const allDots = (dots: Dots): number => (dots.kind === 'joint' ? dots.dots : dots.sales + dots.marketing);

const sum = (all: readonly number[]): number => all.reduce((whole, one) => whole + one, 0);
