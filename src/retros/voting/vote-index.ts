import type { Check } from '../../platform/check.ts';
import type { JobKind } from '../../platform/jobs/job.ts';
import type { MessageOwner } from '../../platform/message-owner.ts';
import type { Listeners } from '../../platform/slack/listeners/listeners.ts';
import type { RetroActor } from '../ports-service.ts';
import { topicListeners } from '../topics/topic-slack.ts';
import { voteChecks } from './vote-checks-service.ts';
import { type VoteMessages, voteJobs } from './vote-jobs.ts';
import { voteListeners } from './vote-slack.ts';
import { createVoting, type Voting, type VotingDeps } from './voting-service.ts';

/** The vote, as a part of a retro. To be created after its cards. */
export function createVotePart(deps: VotingDeps & Omit<VoteMessages, 'db'>): {
  readonly voting: Voting;
  readonly listeners: Listeners<RetroActor>;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly messageOwner: MessageOwner;
} {
  const voting = createVoting(deps);
  const [vote, topics] = [voteListeners(voting.votes), topicListeners(voting.topics)];
  return {
    voting,
    listeners: { actions: { ...vote.actions, ...topics.actions }, views: { ...vote.views, ...topics.views } },
    jobs: voteJobs(voting, { ...deps, db: deps.database.db }),
    ...voteChecks(deps),
  };
}
