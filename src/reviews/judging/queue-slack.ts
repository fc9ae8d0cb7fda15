import type { MessageContent } from '../../blockkit/message.ts';
import { VERDICT_KINDS } from '../../core/verdict.ts';
import { say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import type { Review } from '../review.ts';
import type { ReviewActor, Reviews } from '../service.ts';
import { leadKey } from '../telling-service.ts';
import { MY_QUEUE } from '../thread/thread-blocks.ts';
import {
  goneMessage,
  type InReview,
  notJudgingMessage,
  ratedMessage,
  rateMessage,
  saidInMessage,
} from '../verdicts/rate-blocks.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { type Form, formOf } from './form.ts';
import type { Shut } from './judging-service.ts';
import { moreModal } from './more-blocks.ts';
import { GO, IN, LATER, lateWordsMessage, noReviewMessage, OUT, over, queueMessage, TAP } from './queue-blocks.ts';
import type { Moved, QueueState } from './queue-service.ts';
import { type SpotValue, spotIn } from './spot-value.ts';

/** Where a message stands in Slack, by its name. */
export type AddressOf = (key: string) => Promise<string | undefined>;

/** The taps of a queue: the next lead is shown at once, in the same message. */
export function queueActions(reviews: Reviews, addressOf: AddressOf): NonNullable<Listeners<ReviewActor>['actions']> {
  return {
    ...Object.fromEntries(
      VERDICT_KINDS.map((verdict) => [
        TAP[verdict],
        async (call: ActionCall<ReviewActor>): Promise<Answer> => {
          const spot = spotIn(call.value);
          if (spot === undefined) return say(noReviewMessage());
          const outcome = await reviews.judgeIn(call.actor, spot, verdict);
          const isTheirs = outcome.kind === 'noted' || outcome.kind === 'changed-since';
          return isTheirs ? shown(call, spot.reviewId) : say(shutMessage(outcome));
        },
      ]),
    ),
    async [MY_QUEUE]({ actor, value }) {
      const state = await reviews.queue(value, actor.id);
      if (state?.review.workspaceId !== actor.workspaceId) return say(noReviewMessage());
      return say(await messageOf(state));
    },
    [GO]: (call) => moved(call, (reviewId, leadId) => reviews.goTo(call.actor, reviewId, leadId)),
    [LATER]: (call) => moved(call, (reviewId, leadId = '') => reviews.goOn(call.actor, reviewId, leadId)),
    [OUT]: (call) => moved(call, (reviewId) => reviews.stepOut(call.actor, reviewId)),
    [IN]: (call) => moved(call, (reviewId, since) => reviews.stepIn(call.actor, reviewId, Number(since))),
  };

  async function moved(
    call: ActionCall<ReviewActor>,
    move: (reviewId: string, rest: string | undefined) => Promise<Moved>,
  ): Promise<Answer> {
    const [reviewId = '', rest] = call.value.split(' ');
    const outcome = await move(reviewId, rest);
    return outcome.kind === 'moved' ? shown(call, reviewId) : say(shutMessage(outcome));
  }

  /** The message of their own is drawn by its job; a copy of it in the thread, by nobody else than this. */
  async function shown({ actor, message }: ActionCall<ReviewActor>, reviewId: string): Promise<Answer> {
    if (message?.isEphemeral !== true) return { kind: 'nothing' };
    const state = await reviews.queue(reviewId, actor.id);
    return state === undefined ? say(noReviewMessage()) : { kind: 'replace', message: await messageOf(state) };
  }

  async function messageOf(state: QueueState): Promise<MessageContent> {
    const thread = state.kind === 'asked' ? await addressOf(leadKey(state.review.id, state.lead.id)) : undefined;
    return queueMessage(state, thread);
  }
}

/** Judging a lead of a review from elsewhere than the queue: nobody else sees that either. */
export function spotAnswers(reviews: Reviews) {
  return {
    async open({ actor }: Call<ReviewActor>, spot: Omit<SpotValue, 'seen'>): Promise<Answer> {
      const seen = await reviews.lookIn(actor, spot);
      return seen.kind === 'seen' ? say(rateMessage(seen.lead, seen.mine, within(seen))) : say(shutMessage(seen));
    },

    async judge({ actor }: Call<ReviewActor>, spot: SpotValue, verdict: Verdict['verdict']): Promise<Answer> {
      const outcome = await reviews.judgeIn(actor, spot, verdict);
      if (outcome.kind !== 'noted' && outcome.kind !== 'changed-since') return say(shutMessage(outcome));
      const place = within(outcome);
      const lead = { ...outcome.lead, id: spot.leadId };
      const message =
        outcome.kind === 'noted' ? ratedMessage(lead, verdict, place) : rateMessage(lead, outcome.mine, place);
      return { kind: 'replace', message };
    },

    /** With what was typed before and not sent, or else with what was sent. */
    async more({ actor }: Call<ReviewActor>, spot: Omit<SpotValue, 'seen'>): Promise<Answer> {
      const seen = await reviews.lookIn(actor, spot);
      if (seen.kind !== 'seen') return say(shutMessage(seen));
      const { lead, mine, draft, side } = seen;
      if (mine === undefined) return say(rateMessage(lead, mine, within(seen)));
      const form = draft ?? { ...formOf(mine), next: mine.wish };
      return { kind: 'open', view: moreModal(lead, { verdict: mine.verdict, side, form, within: within(seen) }) };
    },

    async sent(
      { actor, viewId }: ViewCall<ReviewActor>,
      spot: SpotValue,
      { verdict, form }: { readonly verdict: Verdict['verdict']; readonly form: Form },
    ): Promise<Answer> {
      const outcome = await reviews.sayMoreIn(actor, spot, { verdict, form, viewId });
      if (outcome.kind === 'over' && outcome.review.state === 'revealed') {
        const number = await reviews.keepLate(actor, outcome.review, spot.leadId, viewId, form);
        return say(lateWordsMessage(outcome.review, number));
      }
      if (outcome.kind !== 'noted' && outcome.kind !== 'changed-since') return say(shutMessage(outcome));
      const place = within(outcome);
      return say(
        outcome.kind === 'noted'
          ? saidInMessage(outcome.lead, outcome.mine, outcome.mine.wish, place)
          : rateMessage({ ...outcome.lead, id: spot.leadId }, outcome.mine, place),
      );
    },
  };
}

function shutMessage(outcome: Shut): MessageContent {
  switch (outcome.kind) {
    case 'not-found':
      return goneMessage();
    case 'not-in-teams':
      return notJudgingMessage();
    case 'not-asked':
      return over('not-asked', outcome.review);
    case 'over':
      return over(outcome.review.state === 'called-off' ? 'called-off' : 'revealed', outcome.review);
  }
}

const within = ({ review, mine }: { readonly review: Review; readonly mine: Verdict | undefined }): InReview => ({
  reviewId: review.id,
  number: review.number,
  isAnonymous: review.isAnonymous,
  seen: mine?.id,
});
