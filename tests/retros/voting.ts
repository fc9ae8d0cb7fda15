import type { Database } from '../../src/platform/db/database.ts';
import { systemIds } from '../../src/platform/ids.ts';
import type { RetroActor } from '../../src/retros/ports-service.ts';
import type { Retro } from '../../src/retros/retro.ts';
import type { Slot } from '../../src/retros/voting/ballot.ts';
import { allDotsOf } from '../../src/retros/voting/ballot-store.ts';
import type { BallotSeen, Voted } from '../../src/retros/voting/vote-service.ts';
import { createVoting, type Voting } from '../../src/retros/voting/voting-service.ts';
import { WORKSPACE } from '../support/features.ts';
import { MARKETING, SALES, type Writing, writer, writing } from './writing.ts';

/** The vote of a retro with so many cards, which the company's six people have written. */
export interface VotingCompany extends Writing {
  readonly voting: Voting;
  readonly retro: Retro;
  /** The form as somebody sees it now. */
  form(id: string): Promise<{ readonly ids: readonly string[]; readonly seen: BallotSeen; readonly dots: number }>;
  /** Sends it: "a" for one dot on the first topic, "aa" for two. */
  vote(
    id: string,
    words: string,
    seen?: BallotSeen & { readonly ids?: readonly string[] },
    gesture?: string,
  ): Promise<Voted>;
  /** All dots of the database: how many on each topic, by position. */
  lying(): Promise<readonly number[]>;
}

export async function votingCompany(
  database: Database,
  { cards: count = 5, data = [] }: { readonly cards?: number; readonly data?: readonly (string | undefined)[] } = {},
): Promise<VotingCompany> {
  const company = await writing(database);
  const { it, retros, cards } = company;
  const voting = createVoting({
    database,
    clock: it.clock,
    ids: systemIds,
    jobs: it.jobs,
    people: it.people,
    manners: it.notices,
    retros,
    cards,
  });
  const begun = await company.begin({ facilitatorId: 'UANN' });
  const authors = [...SALES, ...MARKETING];
  for (let at = 0; at < count; at += 1)
    await cards.write(writer(authors[at % authors.length] ?? 'UANN', `card-${at}`), {
      column: 'fix',
      text: `Card ${at + 1}`,
      datum: data[at],
    });
  const retro = await company.moveOn(begun.id);

  const form: VotingCompany['form'] = async (id) => {
    const ballot = await voting.votes.voting(voter(id), retro.id);
    if (ballot.kind !== 'form') throw new Error(ballot.kind);
    return { ids: ballot.topics.map(({ topic }) => topic.id), seen: ballot.seen, dots: ballot.dots };
  };
  return {
    ...company,
    voting,
    retro,
    form,
    async vote(id, words, seen, gesture) {
      const now = await form(id);
      const ids = seen?.ids ?? now.ids;
      const letters = Map.groupBy(
        words.split('').filter((letter) => letter !== ' '),
        (letter) => letter,
      );
      const wish = [...letters].map(([letter, on]): [string, Slot] => [
        ids[letter.charCodeAt(0) - 'a'.charCodeAt(0)] ?? letter,
        on.length === 1 ? 1 : 2,
      ]);
      return voting.votes.vote(voter(id, gesture), retro.id, new Map(wish), seen ?? now.seen);
    },
    lying: () =>
      database.transaction(async (tx) => {
        const dots = await allDotsOf(tx, retro.id);
        const topics = await voting.topics.view(tx, retro.id);
        const all = (topics?.topics ?? []).flatMap(({ group }) => group.topics);
        return all
          .toSorted((a, b) => a.position - b.position)
          .map(({ id }) => dots.filter(({ topicId }) => topicId === id).length);
      }),
  };
}

/** Somebody who presses something; Max manages sales. */
export const voter = (id: string, gesture?: string): RetroActor => ({
  id,
  workspaceId: WORKSPACE,
  name: id,
  zone: 'UTC',
  teams: [SALES.some((one) => one === id) ? 'sales' : 'marketing'],
  manages: id === 'UMAX' ? ['sales'] : [],
  isAdmin: false,
  gesture,
});
