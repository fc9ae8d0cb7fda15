import type { KnownBlock } from '@slack/types';
import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { DecidedAt, DecidedAts } from '../core/action.ts';
import type { NoticeKind } from '../core/notice.ts';
import { managesAny } from '../core/rights.ts';
import type { Schedules as RitualSchedules } from '../core/scheduled.ts';
import { type SelfAskingKind, selfAsking } from '../core/self-asking.ts';
import type { Check } from '../platform/check.ts';
import type { Tx } from '../platform/db/database.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { channelFaultOf } from '../platform/slack/client/channel-fault.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { addressesIn, standNowhere } from '../platform/slack/messages/message-places.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import { allListeners, type RunningSurroundings } from './all-slack.ts';
import { reviewChecks } from './checks-service.ts';
import { reviewIn } from './deciding/agenda.ts';
import { type DecisionWords, decidingListeners } from './deciding/deciding-slack.ts';
import { effectJobs } from './deciding/effect-jobs.ts';
import { effectNotices } from './deciding/effect-notices.ts';
import { homeRows } from './home-blocks.ts';
import { createAtHome } from './home-service.ts';
import { queueJobs } from './judging/queue-jobs.ts';
import { queueNotices } from './judging/queue-notices.ts';
import { scrubJobs } from './judging/scrub-jobs.ts';
import type { ManagingActor } from './ports-service.ts';
import { findReview } from './reviews-store.ts';
import { LEAD_REVIEW } from './schedule/schedule.ts';
import { ACTIONS } from './schedule/schedule-blocks.ts';
import { scheduleNotices } from './schedule/schedule-notices.ts';
import type { ScheduleActor } from './schedule/schedule-ports-service.ts';
import { reviewScheduleListeners } from './schedule/schedule-slack.ts';
import { createSchedulesService, type Schedules } from './schedule/schedules-service.ts';
import { createReviewsService, type Reviews, type ReviewsDeps } from './service.ts';
import { type ReviewSurroundings, reviewListeners } from './slack.ts';
import { parentKey } from './telling-service.ts';
import { runningNotices } from './thread/running-notices.ts';
import { threadJobs } from './thread/thread-jobs.ts';
import { verdictChecks } from './verdicts/verdict-checks-service.ts';

export { REVIEW_COLUMNS, reviewRows } from './export-reviews-service.ts';
export { storedVerdicts, verdictsAbout } from './export-service.ts';
export { forgetWords, letGoOf } from './service.ts';
export { redrawAbout } from './thread/redrawing-service.ts';

interface ReviewsIndexDeps extends Omit<ReviewsDeps, 'standNowhere'> {
  readonly surroundings: ReviewSurroundings;
  readonly messages: Messages;
  readonly decisionWords: DecisionWords;
  readonly client: Pick<SlackClient, 'channel'>;
  readonly stageWords: RunningSurroundings['stageWords'];
  /** `Identity.url`; undefined as long as Slack hasn't said it. */
  readonly workspaceUrl: string | undefined;
  /** Somebody's Home says what waits for them. */
  readonly onHome: (tx: Tx, personIds: readonly string[]) => Promise<void>;
}

/** What sales and marketing find of leads. */
export function createReviews({
  surroundings,
  messages,
  decisionWords,
  client,
  stageWords,
  workspaceUrl,
  onHome,
  ...rest
}: ReviewsIndexDeps): {
  readonly service: Reviews;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
  readonly listeners: Listeners<ManagingActor>;
  /** In which reviews something was decided. */
  readonly decidedAt: DecidedAts;
  /** What somebody's Home shows of reviews. */
  readonly homeSection: (resident: ManagingActor) => Promise<readonly KnownBlock[]>;
} {
  const deps: ReviewsDeps = { ...rest, channelFault: channelFaultOf(client), standNowhere };
  const { clock, database } = deps;
  const { db } = database;
  const service = createReviewsService(deps);
  const addressOf = addressesIn(db, workspaceUrl);
  const { decision } = decisionWords;
  const own = reviewListeners(service, surroundings, addressOf);
  const deciding = decidingListeners(service, decisionWords);
  const { checks, messageOwners } = reviewChecks(deps);
  const atHome = createAtHome(db, { queue: service.queue, addressOf });
  return {
    service,
    jobs: [
      ...threadJobs(service, { messages, db, clock, decision }),
      ...queueJobs(service, { messages, database, addressOf, onHome }),
      ...effectJobs(service),
      ...scrubJobs({ database, clock }),
    ],
    checks: [...checks, ...verdictChecks(deps)],
    messageOwners,
    async decidedAt(workspaceId, origins) {
      const places = new Map<string, DecidedAt>();
      for (const origin of origins) {
        const reviewId = reviewIn(origin);
        const review = reviewId === undefined ? undefined : await findReview(db, reviewId);
        if (review?.workspaceId !== workspaceId) continue;
        const address = await addressOf(parentKey(review.id));
        places.set(origin, { name: `lead review ${review.number}`, at: review.revealedAt ?? review.dueAt, address });
      }
      return places;
    },
    homeSection: async (resident) => homeRows(await atHome({ ...resident, mayStart: managesAny(resident) })),
    notices: [...runningNotices(service, decision), ...queueNotices(service, addressOf), ...effectNotices(service)],
    listeners: allListeners(service, { stageWords, threadOf: (reviewId) => addressOf(parentKey(reviewId)) }, [
      own,
      deciding,
    ]),
  };
}

type SchedulesDeps = Omit<Parameters<typeof createSchedulesService>[0], 'schedules'> & {
  readonly rituals: { schedules(kind: string): RitualSchedules<ScheduleActor> };
};

/** Reviews that are held by themselves, weekly or monthly. */
export function createReviewSchedules(deps: SchedulesDeps): {
  readonly service: Schedules;
  /** To be registered with the engine of rituals. */
  readonly kind: SelfAskingKind;
  readonly listeners: Listeners<ScheduleActor>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
} {
  const service = createSchedulesService({ ...deps, schedules: deps.rituals.schedules(LEAD_REVIEW) });
  return {
    service,
    kind: selfAsking({ kind: LEAD_REVIEW, setup: '/lead-review schedule', setupAction: ACTIONS.change }, service.asks),
    listeners: reviewScheduleListeners(service),
    notices: scheduleNotices(service),
  };
}
