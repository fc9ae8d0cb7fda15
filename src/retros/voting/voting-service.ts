import type { Retros } from '../service.ts';
import { createTopics } from '../topics/topics-service.ts';
import { createVoteResults } from './results-service.ts';
import type { VoteDeps } from './vote-ports-service.ts';
import { createVotes } from './vote-service.ts';
import { createVoteTelling, resultKey, topicsKey } from './vote-telling-service.ts';

export type Voting = ReturnType<typeof createVoting>;

export interface VotingDeps extends VoteDeps {
  readonly retros: VoteDeps['retros'] & Pick<Retros, 'onPhase' | 'onJoin' | 'onSkip' | 'onBack' | 'onThread'>;
}

/** The vote of a retro: what is voted on, how, and what came of it. To be created after cards, which are final before topics are made. */
export function createVoting(deps: VotingDeps) {
  const telling = createVoteTelling(deps);
  const topics = createTopics(deps, telling);
  const votes = createVotes(deps, telling);
  const results = createVoteResults(deps);
  const { retros, cards } = deps;
  retros.onPhase(votes.onPhase);
  retros.onJoin(votes.onJoin);
  retros.onSkip('voting', votes.isNeedless);
  retros.onSkip('deciding', votes.isEmpty);
  retros.onBack(async (tx, retroId) => {
    await telling.topics(tx, retroId);
    await telling.result(tx, retroId);
  });
  retros.onThread(async (_tx, retroId) => [topicsKey(retroId), resultKey(retroId)]);
  cards.onChange(async (tx, retroId) => {
    await telling.topics(tx, retroId);
    await telling.voters(tx, retroId);
  });
  return { topics, votes, results, ranked: results.ranked };
}
