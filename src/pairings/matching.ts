import { seededOrder } from '../core/seeded-order.ts';
import type { Sided } from '../core/sides.ts';
import { SIDES } from '../core/verdict.ts';
import { cheapest } from './assignment.ts';
import { type PastRound, pairOf, type Standing, standingOf } from './past.ts';

/** Somebody who takes part in a round. */
export type Partner = Sided;

/** Who meets whom in a round. */
export interface Round {
  /** Two, or three where one team is larger: always of both teams. */
  readonly groups: readonly (readonly Partner[])[];
  /** Those for whom nobody of the other team is left. */
  readonly leftOut: readonly Partner[];
}

/**
 * Pairs those who are there, each with somebody of the other team. Where one team is larger some of its people share a partner, two at
 * most; who is more than that sits out. `past` is what was before, the newest first; the same again gives the same.
 *
 * Fair: whoever had a partner for the most rounds in a row sits out, and whoever was left out most often in a row doesn't. Of the ways to
 * pair the rest one is taken in which few meet again whom they met last time or have met more often than others, and in which those
 * are in a group of three who were in the fewest lately.
 */
export function matched(people: readonly Partner[], past: readonly PastRound[], seed: string): Round {
  const standing = standingOf(past);
  const [fewer, more] = SIDES.map((side) =>
    inOrder(
      people.filter((one) => one.side === side),
      seed,
    ),
  ).toSorted((a, b) => a.length - b.length);
  if (fewer === undefined || more === undefined || fewer.length === 0) return { groups: [], leftOut: more ?? [] };
  const sitting = more
    .toSorted((a, b) => inARow(standing, b) - inARow(standing, a) || leftOut(standing, a) - leftOut(standing, b))
    .slice(0, Math.max(0, more.length - 2 * fewer.length));
  const there = more.filter((one) => !sitting.includes(one));
  return { groups: best(fewer, there, standing, seed), leftOut: sitting };
}

const inOrder = (people: readonly Partner[], seed: string): Partner[] =>
  seededOrder(people, seed, ({ personId }) => personId);

interface Grouping {
  readonly groups: readonly (readonly Partner[])[];
  readonly cost: number;
}

/** Of those with two partners so many choices are tried: with one fixed turn the same three would meet again and again. */
const TRIES = 12;

function best(fewer: readonly Partner[], there: readonly Partner[], standing: Standing, seed: string) {
  const shared = there.length - fewer.length;
  const choices = shared === 0 || shared === fewer.length ? 1 : TRIES;
  let found: Grouping | undefined;
  for (let turn = 0; turn < choices; turn += 1) {
    const order = inOrder(fewer, `${seed} ${turn}`);
    // The first try is the turn of those who had two partners least often.
    if (turn === 0) order.sort((a, b) => threesOf(standing, a) - threesOf(standing, b));
    const grouping = grouped(fewer, order.slice(0, shared), there, standing);
    if (found === undefined || grouping.cost < found.cost) found = grouping;
  }
  return found?.groups ?? [];
}

/** The best of all pairings takes longer with the square of their number; so many at once are enough to choose among. */
const AT_ONCE = 120;

/** Gives each of `there` one of `fewer`, the hosts two of them. */
function grouped(
  fewer: readonly Partner[],
  hosts: readonly Partner[],
  there: readonly Partner[],
  standing: Standing,
): Grouping {
  const places = [...fewer, ...hosts];
  const isHost = new Set(hosts.map(({ personId }) => personId));
  const costWith = (one: Partner, host: Partner): number =>
    together(standing, one, host) + (isHost.has(host.personId) ? THREE * threesOf(standing, one) : 0);
  const groups = new Map(fewer.map((one) => [one.personId, [one]]));
  let cost = hosts.reduce((sum, host) => sum + THREE * threesOf(standing, host), 0);
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const some = places.slice(from, from + AT_ONCE);
    const others = there.slice(from, from + AT_ONCE);
    const chosen = cheapest(others.map((one) => some.map((host) => costWith(one, host))));
    for (const [at, one] of others.entries()) {
      const host = some[chosen[at] ?? 0];
      if (host === undefined) continue;
      groups.get(host.personId)?.push(one);
      cost += costWith(one, host);
    }
  }
  return { groups: [...groups.values()], cost };
}

// What a pairing costs: to meet once more than others, to have been in one more group of three, and to meet again at once. When they
// last met before that decides where all else is alike, so it weighs less for all pairs of a round together.
const ONCE_MORE = 1_000_000;
const THREE = 1_000_000;
const AT_ONCE_AGAIN = 2_000_000;
const LONG_AGO = 1_000;

function together({ together: known }: Standing, one: Partner, other: Partner): number {
  const before = known.get(pairOf(one.personId, other.personId));
  if (before === undefined) return 0;
  const { times, roundsAgo } = before;
  return times * ONCE_MORE + (roundsAgo === 1 ? AT_ONCE_AGAIN : LONG_AGO / roundsAgo);
}

const inARow = (standing: Standing, { personId }: Partner): number => standing.inARow.get(personId) ?? 0;
const leftOut = (standing: Standing, { personId }: Partner): number => standing.leftOut.get(personId) ?? 0;
const threesOf = ({ threes }: Standing, { personId }: Partner): number => threes.get(personId) ?? 0;
