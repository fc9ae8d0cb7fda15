import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import type { RetroActor } from '../ports-service.ts';
import {
  APART,
  APART_FORM,
  APART_NEEDS_GROUPS,
  apartModal,
  CHOOSE_DOTS,
  CHOOSE_ONE,
  CHOOSE_TWO,
  changedAnswer,
  DOTS,
  DOTS_FORM,
  dotsModal,
  GROUP,
  GROUP_ALL,
  GROUP_FORM,
  groupModal,
  TOPIC_FIELDS,
  topicsRefusal,
  UNDO,
} from './topic-blocks.ts';
import type { Topics, TopicsChanged, TopicsView } from './topics-service.ts';

/** Grouping topics and taking them apart, for those who look after a retro. The message in the thread is drawn by its job. */
export function topicListeners(topics: Topics): Listeners<RetroActor> {
  return {
    actions: {
      [GROUP]: (call) => form(call, (view) => ({ kind: 'open', view: groupModal(call.value, view.topics) })),
      [APART]: (call) =>
        form(call, (view) =>
          view.topics.some(({ cards }) => cards.length > 1)
            ? { kind: 'open', view: apartModal(call.value, view.topics) }
            : say(APART_NEEDS_GROUPS),
        ),
      [DOTS]: (call) => form(call, (view) => ({ kind: 'open', view: dotsModal(call.value, view) })),
      async [GROUP_ALL]({ actor, value }) {
        return answer(await topics.mergeSuggested(actor, value));
      },
      async [UNDO]({ actor, value }) {
        const [retroId = '', seq] = value.split(' ');
        return answer(await topics.undo(actor, retroId, Number(seq)));
      },
    },
    views: {
      async [GROUP_FORM]({ actor, metadata, values }) {
        const ids = values.options(TOPIC_FIELDS.topics);
        if (ids.length < 2) return errors({ [TOPIC_FIELDS.topics]: CHOOSE_TWO });
        return quiet(await topics.merge(actor, metadata, ids));
      },
      async [APART_FORM]({ actor, metadata, values }) {
        const ids = values.options(TOPIC_FIELDS.topics);
        if (ids.length === 0) return errors({ [TOPIC_FIELDS.topics]: CHOOSE_ONE });
        return quiet(await topics.takeOut(actor, metadata, ids));
      },
      async [DOTS_FORM]({ actor, metadata, values }: ViewCall<RetroActor>) {
        const dots = values.number(TOPIC_FIELDS.dots);
        if (dots === undefined) return errors({ [TOPIC_FIELDS.dots]: CHOOSE_DOTS });
        return quiet(await topics.setDots(actor, metadata, dots));
      },
    },
  };

  async function form({ actor, value }: ActionCall<RetroActor>, open: (view: TopicsView) => Answer): Promise<Answer> {
    const outcome = await topics.changing(actor, value);
    return outcome.kind === 'form' ? open(outcome) : say(topicsRefusal(outcome));
  }

  function answer(outcome: TopicsChanged): Answer {
    return 'view' in outcome ? say(changedAnswer(outcome)) : say(topicsRefusal(outcome));
  }

  /** A form that closes has done what it says; the message in the thread shows it. */
  function quiet(outcome: TopicsChanged): Answer {
    return outcome.kind === 'changed' ? { kind: 'nothing' } : answer(outcome);
  }
}
