import type { StageWords } from '../core/lead-stages.ts';
import { managesAny } from '../core/rights.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { startListeners } from './planning/start-slack.ts';
import type { ManagingActor } from './ports-service.ts';
import type { Reviews } from './service.ts';
import { threadListeners } from './thread/thread-slack.ts';

/** What reviews need of others to be started and run. */
export interface RunningSurroundings {
  /** What the company calls the stages. */
  readonly stageWords: (workspaceId: string) => Promise<StageWords>;
  /** Where the thread of a review is. */
  readonly threadOf: (reviewId: string) => Promise<string | undefined>;
}

/** Starting reviews, and what managers do with those that run, beside what `others` listen to. */
export function allListeners(
  reviews: Reviews,
  { stageWords, threadOf }: RunningSurroundings,
  others: readonly Listeners<ManagingActor>[],
): Listeners<ManagingActor> {
  const starting = startListeners<ManagingActor>(reviews, stageWords);
  const running = threadListeners<ManagingActor>(reviews, threadOf);
  return {
    commands: [
      {
        command: '/lead-review',
        word: 'start',
        usage: '',
        summary: 'both teams judge the same leads',
        isDefault: true,
        // Who can't start one sees what runs, and what they can do.
        run: (call) => (managesAny(call.actor) ? starting.open(call) : running.list(call)),
      },
      ...running.commands,
      ...others.flatMap(({ commands = [] }) => commands),
    ],
    actions: Object.assign({}, ...others.map(({ actions }) => actions), starting.actions, running.actions),
    views: Object.assign({}, ...others.map(({ views }) => views), starting.views, running.views),
    messageShortcuts: Object.assign({}, ...others.map(({ messageShortcuts }) => messageShortcuts)),
  };
}
