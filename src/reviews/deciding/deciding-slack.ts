import type { InputBlock } from '@slack/types';
import { ACTION_KINDS } from '../../core/action.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { Answer, Listeners, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import type { ReviewActor, Reviews } from '../service.ts';
import type { ItemPlace } from './agenda.ts';
import { DECIDE, type Decision, DISCUSS, NOTHING } from './agenda-blocks.ts';
import {
  beforeBlocks,
  DECIDE_IT,
  DISCUSS_IT,
  decidedMessage,
  decideModal,
  discussModal,
  endedAlreadyMessage,
  endedMessage,
  FIELDS,
  markedMessage,
  meanwhileMessage,
  refusedMessage,
} from './deciding-blocks.ts';

/** How what was decided reads; the feature that has decisions says. */
export interface DecisionWords {
  readonly decision: Decision;
  /** What a decision is to move, for a form about leads of such an origin. */
  metricInput(
    about: { readonly source: string | undefined; readonly campaign: string | undefined },
    chosen?: string,
  ): readonly InputBlock[];
  /** Why a decision can't be made so, with what to do. */
  readonly refusal: Readonly<Record<'not-in-teams' | 'owner-not-in-teams' | 'day-is-over' | 'day-is-far', string>>;
}

/** Putting leads of a review on its agenda, and deciding. */
export function decidingListeners(
  reviews: Reviews,
  { decision, refusal, metricInput }: DecisionWords,
): Listeners<ReviewActor> {
  return {
    actions: {
      async [DISCUSS]({ actor, value }) {
        const form = await reviews.discussing(actor, placeIn(value));
        if (form.kind === 'refused') return say(refusedMessage(form.why));
        const { lead, line, review } = form;
        const isBlind = review.state === 'open';
        const { isAnonymous } = review;
        return { kind: 'open', view: discussModal({ place: value, name: lead.name, line, isBlind, isAnonymous }) };
      },

      async [DECIDE]({ actor, value }) {
        const form = await reviews.deciding(actor, placeIn(value));
        if (form.kind === 'refused') return say(refusedMessage(form.why));
        const { lead, what, owner, dueOn, seen, decisions } = form;
        const before = beforeBlocks(decisions, false, decision);
        return {
          kind: 'open',
          view: decideModal({
            place: value,
            name: lead.name,
            kind: what,
            owner,
            dueOn,
            seen,
            before,
            metric: metricInput(lead),
          }),
        };
      },

      async [NOTHING]({ actor, value }) {
        const outcome = await reviews.nothingToChange(actor, placeIn(value));
        switch (outcome.kind) {
          case 'refused':
            return say(refusedMessage(outcome.why));
          case 'ended':
            return say(endedMessage(outcome.lead.name));
          case 'ended-already':
            return say(endedAlreadyMessage(outcome.lead.name, outcome.by));
          case 'meanwhile':
            return say(meanwhileMessage(outcome.lead.name, outcome.decisions, decision));
        }
      },
    },

    views: {
      async [DISCUSS_IT]({ actor, metadata, values }) {
        const outcome = await reviews.discuss(actor, placeIn(metadata), values.text(FIELDS.line));
        if (outcome.kind === 'refused') return say(refusedMessage(outcome.why));
        return say(markedMessage(outcome.lead.name, outcome.review.state === 'open'));
      },

      [DECIDE_IT]: decided,
    },
  };

  async function decided({ actor, metadata, values, viewId }: ViewCall<ReviewActor>): Promise<Answer> {
    const [reviewId = '', leadId = '', typed] = metadata.split(' ');
    const kind = ACTION_KINDS.find((one) => one === values.option(FIELDS.kind));
    const text = values.text(FIELDS.text);
    const owner = values.user(FIELDS.owner);
    const dueOn = values.date(FIELDS.dueOn);
    if (kind === undefined || text === undefined || dueOn === undefined)
      return errors({
        ...(kind === undefined && { [FIELDS.kind]: 'Choose one, please.' }),
        ...(text === undefined && { [FIELDS.text]: 'A few words, please: somebody does it.' }),
        ...(dueOn === undefined && { [FIELDS.dueOn]: 'Choose a day, please.' }),
      });
    const seen = Number(typed ?? 0);
    // Whoever sends the form again to add theirs sends the same window.
    const madeFrom = `view:${viewId}`;
    const metric = values.option(FIELDS.metric);
    const wish = { kind, text, owner, dueOn, seen, madeFrom, metric };
    const outcome = await reviews.decide(actor, { reviewId, leadId }, wish);
    switch (outcome.kind) {
      case 'decided':
        return say(decidedMessage(outcome.lead.name, outcome.view, decision));
      case 'meanwhile': {
        const before = beforeBlocks(outcome.decisions, true, decision);
        const place = `${reviewId} ${leadId}`;
        const { lead } = outcome;
        const inputs = metricInput(lead, metric);
        return {
          kind: 'update',
          view: decideModal({
            place,
            name: lead.name,
            kind,
            text,
            owner,
            dueOn,
            seen: outcome.seen,
            before,
            metric: inputs,
          }),
        };
      }
      case 'refused':
        switch (outcome.why.kind) {
          case 'owner-not-in-teams':
            return errors({ [FIELDS.owner]: refusal[outcome.why.kind] });
          case 'day-is-over':
          case 'day-is-far':
            return errors({ [FIELDS.dueOn]: refusal[outcome.why.kind] });
          case 'not-in-teams':
            return say(refusedMessage({ kind: outcome.why.kind }));
          case 'not-found':
          case 'called-off':
          case 'still-blind':
            return say(refusedMessage(outcome.why));
        }
    }
  }
}

function placeIn(value: string): ItemPlace {
  const [reviewId = '', leadId = ''] = value.split(' ');
  return { reviewId, leadId };
}
