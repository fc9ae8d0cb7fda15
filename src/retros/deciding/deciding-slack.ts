import type { InputBlock, KnownBlock } from '@slack/types';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { Answer, Listeners, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import type { RetroActor } from '../ports-service.ts';
import { DECIDE, type DecisionLines, NOTHING } from './decided-blocks.ts';
import type { About, DecidingPlace } from './deciding.ts';
import {
  beforeBlocks,
  DECIDE_IT,
  decidedMessage,
  decideModal,
  endedMessage,
  DECIDING_FIELDS as FIELDS,
  meanwhileMessage,
  refusedMessage,
} from './deciding-blocks.ts';
import type { AimTyped, RetroDecisionRefusal } from './deciding-ports-service.ts';
import type { Deciding, DecidingForm, Settled } from './deciding-service.ts';

/** How decisions look, and what they are chosen to move; the feature that has them says. */
export interface RetroDecisionWords extends DecisionLines {
  /** What a decision is to move, and how far, for a form about such leads. */
  readonly aimInputs: (about: Omit<About, 'leadId'>, typed?: AimTyped) => readonly InputBlock[];
  /** Why a decision can't be made so, with what to do. */
  readonly refusalWords: Readonly<Record<RetroDecisionRefusal['kind'], string>>;
}

/** Deciding about the topics of a retro. */
export function decidingListeners(deciding: Deciding, words: RetroDecisionWords): Listeners<RetroActor> {
  return {
    actions: {
      async [DECIDE]({ actor, value }) {
        const form = await deciding.deciding(actor, placeIn(value));
        if (form.kind === 'refused') return say(refusedMessage(form.why));
        const before = beforeBlocks(form.decisions, false, words.line);
        return { kind: 'open', view: modalOf(form, { owner: actor.id, dueOn: form.dueOn, before }) };
      },

      async [NOTHING]({ actor, value }) {
        const outcome = await deciding.nothing(actor, placeIn(value));
        switch (outcome.kind) {
          case 'refused':
            return say(refusedMessage(outcome.why));
          case 'ended':
            return say(endedMessage(closesFor(actor, outcome)));
          case 'meanwhile':
            return say(meanwhileMessage(outcome.decisions.map(words.line)));
        }
      },
    },

    views: { [DECIDE_IT]: decided },
  };

  async function decided({ actor, metadata, values, viewId }: ViewCall<RetroActor>): Promise<Answer> {
    const [retroId = '', topicId = '', typed] = metadata.split(' ');
    const text = values.text(FIELDS.text);
    const owner = values.user(FIELDS.owner);
    const dueOn = values.date(FIELDS.dueOn);
    if (text === undefined || dueOn === undefined)
      return errors({
        ...(text === undefined && { [FIELDS.text]: 'A few words, please: somebody does it.' }),
        ...(dueOn === undefined && { [FIELDS.dueOn]: 'Choose a day, please.' }),
      });
    const aim = { chosen: values.option(FIELDS.metric), target: values.number(FIELDS.target) };
    // Whoever sends the form again to add theirs sends the same window.
    const wish = { text, owner, dueOn, ...aim, seen: Number(typed ?? 0), madeFrom: `view:${viewId}` };
    const outcome = await deciding.decide(actor, { retroId, topicId }, wish);
    switch (outcome.kind) {
      case 'decided':
        return say(decidedMessage(words.line(outcome.view), closesFor(actor, outcome)));
      case 'meanwhile': {
        const before = beforeBlocks(outcome.decisions, true, words.line);
        return { kind: 'update', view: modalOf(outcome, { text, owner, dueOn, aim, before }) };
      }
      case 'refused':
        switch (outcome.why.kind) {
          case 'owner-not-in-teams':
            return errors({ [FIELDS.owner]: words.refusalWords[outcome.why.kind] });
          case 'day-is-over':
          case 'day-is-far':
            return errors({ [FIELDS.dueOn]: words.refusalWords[outcome.why.kind] });
          case 'not-in-teams':
            return say(refusedMessage({ kind: outcome.why.kind }));
          case 'not-found':
          case 'not-now':
            return say(refusedMessage(outcome.why));
        }
    }
  }

  function modalOf(
    { item, topic, about }: Pick<DecidingForm, 'item' | 'topic' | 'about'>,
    filled: {
      readonly text?: string;
      readonly owner: string | undefined;
      readonly dueOn: string;
      readonly aim?: AimTyped;
      readonly before: readonly KnownBlock[];
    },
  ) {
    const { aim, ...rest } = filled;
    return decideModal({
      ...rest,
      place: `${item.retroId} ${item.topicId}`,
      title: topic.title,
      seen: item.turns,
      aim: words.aimInputs(about, aim),
    });
  }
}

const closesFor = ({ zone }: RetroActor, { closesAt: at }: Settled) => (at === undefined ? undefined : { at, zone });

function placeIn(value: string): DecidingPlace {
  const [retroId = '', topicId = ''] = value.split(' ');
  return { retroId, topicId };
}
