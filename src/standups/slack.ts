import { dayText } from '../core/day-text.ts';
import { say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners } from '../platform/slack/listeners/listeners.ts';
import { SKIP_REASONS, type SkipReason } from './answer.ts';
import { answerCommands, COMMAND } from './commands-slack.ts';
import { ANSWER, answerModal } from './modal-blocks.ts';
import { answerModals } from './modals-slack.ts';
import { ADD_MINE } from './parent-blocks.ts';
import type { StandupActor, StandupAsk } from './ports-service.ts';
import {
  answeredMessage,
  DAILY,
  EDIT,
  POST,
  SKIP,
  SKIP_REASON,
  skippedMessage,
  UNSKIP,
  WEEKLY,
} from './prompt-blocks.ts';
import {
  alreadyMessage,
  dailyMessage,
  postedMessage,
  refusalMessage,
  unskippedMessage,
  weeklyMessage,
  whichMessage,
} from './reply-blocks.ts';
import type { StandupTurn } from './ritual.ts';
import type { Standups } from './service.ts';
import { setupListeners } from './setup-slack.ts';

type Act = ActionCall<StandupActor>;

const ANSWER_NOW = 'standup.answer_now';

/** All that concerns one's own slot, which the service looks at, and nothing else (PPL-6). */
const FOR_GUESTS = [
  POST,
  EDIT,
  SKIP,
  SKIP_REASON,
  UNSKIP,
  WEEKLY,
  DAILY,
  ANSWER,
  ANSWER_NOW,
  ...['answer', 'skip', 'edit'].map((word) => `${COMMAND} ${word}`),
];

/** Everything that people do with standups in Slack. `newAsk` is the action of a button that opens the form of an ask. */
export function standupListeners<A extends StandupAsk, C>(
  standups: Standups<A, C>,
  newAsk: string,
): Listeners<StandupActor> {
  const replies = standupReplies(standups, newAsk);
  const setup = setupListeners(standups);

  return {
    forGuests: FOR_GUESTS,
    commands: [...answerCommands(standups, replies), ...setup.commands],
    views: { ...answerModals(standups), ...setup.views },
    globalShortcuts: { [ANSWER_NOW]: replies.answerNow },
    actions: {
      ...setup.actions,
      [POST]: replies.post,
      [EDIT]: (call) => replies.open(call.actor, call.value),
      [SKIP]: (call) => replies.skip(call, call.value, undefined),
      async [SKIP_REASON](call) {
        const [slotId = '', typed] = call.value.split(' ');
        return replies.skip(
          call,
          slotId,
          SKIP_REASONS.find((reason) => reason === typed),
        );
      },
      async [UNSKIP](call) {
        const outcome = await standups.unskip(call.actor, call.value);
        if (outcome.kind !== 'done') return say(refusalMessage(outcome.kind));
        return inPlace(call, unskippedMessage(call.value));
      },
      async [WEEKLY]({ actor, value }) {
        const outcome = await standups.asking.setCadence(actor.id, value, 'weekly');
        return say(outcome === 'done' ? weeklyMessage(value) : refusalMessage(outcome));
      },
      async [DAILY]({ actor, value }) {
        const outcome = await standups.asking.setCadence(actor.id, value, 'daily');
        return say(outcome === 'done' ? dailyMessage(value) : refusalMessage(outcome));
      },
      async [ADD_MINE]({ actor, value }) {
        const mine = await standups.mine(actor, value);
        if (typeof mine === 'string') return say(refusalMessage(mine));
        return replies.open(actor, mine.slotId);
      },
    },
  };
}

export type StandupReplies = ReturnType<typeof standupReplies>;

/** What buttons and commands alike do: ask the service, turn its outcome into words. */
function standupReplies<A extends StandupAsk, C>(standups: Standups<A, C>, newAsk: string) {
  const replies = {
    async post(call: Act): Promise<Answer> {
      const outcome = await standups.post(call.actor, call.value);
      if (outcome.kind === 'already') return say(alreadyMessage());
      if (outcome.kind !== 'posted') return say(refusalMessage(outcome.kind));
      const { id: slotId, zone, isLate } = outcome.slot;
      return call.message === undefined
        ? say(postedMessage(outcome.isEarly))
        : inPlace(call, answeredMessage({ slotId, at: outcome.slot.answeredAt ?? call.now, zone, isLate }));
    },

    async open(actor: StandupActor, slotId: string): Promise<Answer> {
      const outcome = await standups.form(actor, slotId);
      if (outcome.kind !== 'form') return say(refusalMessage(outcome.kind));
      return { kind: 'open', view: answerModal(outcome.form, newAsk) };
    },

    async skip(call: Act | Call<StandupActor>, slotId: string, reason: SkipReason | undefined): Promise<Answer> {
      const outcome = await standups.skip(call.actor, slotId, reason);
      if (outcome.kind !== 'done') return say(refusalMessage(outcome.kind));
      const content = skippedMessage(slotId, reason);
      return 'message' in call ? inPlace(call, content) : say(content);
    },

    async answerNow(call: Call<StandupActor>): Promise<Answer> {
      const turns = await standups.turns(call.actor);
      if (typeof turns === 'string') return say(refusalMessage(turns));
      return replies.oneOf('answer', turns, (slotId) => replies.open(call.actor, slotId));
    },

    /** Does it where there is no choice, else asks for which. */
    async oneOf(
      what: Parameters<typeof whichMessage>[0],
      turns: readonly StandupTurn[],
      run: (slotId: string) => Promise<Answer>,
    ): Promise<Answer> {
      const [only] = turns;
      if (only !== undefined && turns.length === 1) return run(only.slot.id);
      const choices = turns.map(({ slot, occurrence }) => ({
        slotId: slot.id,
        name: occurrence.snapshot.config.name,
        day: dayText(slot.localDate),
      }));
      return say(whichMessage(what, choices));
    },
  };
  return replies;
}

/** In the message that holds the button, or as words where there is none. A prompt is drawn by its job. */
function inPlace({ message }: Act, content: ReturnType<typeof alreadyMessage>): Answer {
  if (message === undefined) return say(content);
  return message.isEphemeral === true ? { kind: 'replace', message: content } : { kind: 'nothing' };
}
