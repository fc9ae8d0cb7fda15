import type { Instant } from '../core/instants.ts';
import type { Team } from './ask.ts';
import { type Age, medianAge } from './ask-age.ts';
import type { AskView } from './ask-view.ts';

/** What one team has asked of the other in a window. */
export interface AskCounts {
  readonly opened: number;
  readonly answered: number;
  readonly declined: number;
  readonly closed: number;
  /** Waiting for an answer at the end of the window. */
  readonly waiting: number;
  /** Those of them that nobody has taken. */
  readonly free: number;
  /** Of those that wait at the end of the window. */
  readonly median: Age | undefined;
  readonly oldest: Age | undefined;
}

/** By the team that asks. */
export type CountsByTeam = Readonly<Record<Team, AskCounts>>;

/** Counts what happened from `from` (inclusive) to `until` (exclusive); the ages must be those at `until`. */
export function countAsks(views: readonly AskView[], from: Instant, until: Instant): CountsByTeam {
  const of = (team: Team): AskCounts => {
    const asks = views.filter(({ ask }) => ask.fromTeam === team);
    const isIn = (at: Instant | undefined): boolean => at !== undefined && from <= at && at < until;
    const settled = asks.filter(({ ask }) => isIn(ask.settledAt));
    const waiting = asks.filter(({ ask }) => ask.settledAt === undefined || ask.settledAt >= until);
    const ages = waiting.map(({ age }) => age).toSorted((a, b) => b.working - a.working);
    return {
      opened: asks.filter(({ ask }) => isIn(ask.createdAt)).length,
      // A closed ask keeps what became of it before: its answer or its reason.
      answered: settled.filter(({ ask }) => ask.answer !== undefined).length,
      declined: settled.filter(({ ask }) => ask.reason !== undefined).length,
      closed: asks.filter(({ ask }) => isIn(ask.closedAt)).length,
      waiting: waiting.length,
      free: waiting.filter(({ ask }) => ask.owner === undefined).length,
      median: medianAge(ages),
      oldest: ages[0],
    };
  };
  return { sales: of('sales'), marketing: of('marketing') };
}
