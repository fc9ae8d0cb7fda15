import type { MessageContent } from '../blockkit/message.ts';
import { say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners } from '../platform/slack/listeners/listeners.ts';
import type { Learned, Moved } from './moving-service.ts';
import type { PairingActor } from './ports-service.ts';
import type { Pairings } from './service.ts';
import { BREAKS } from './setup.ts';
import * as blocks from './turn-blocks.ts';

/** What people press in their message of a round. */
export function turnListeners(
  pairings: Pairings,
  draw: blocks.DrawTurn,
): Pick<Listeners<PairingActor>, 'actions' | 'views'> {
  return {
    actions: {
      [blocks.MET]: (call) => moved(call, (round) => pairings.met(call.actor, round)),
      [blocks.SKIP]: (call) => moved(call, (round) => pairings.skip(call.actor, round)),
      [blocks.COME_BACK]: (call) => moved(call, (round, since) => pairings.comeBack(call.actor, round, Number(since))),
      async [blocks.PAUSE](call) {
        const [round = '', weeks] = call.value.split(' ');
        const long = BREAKS.find((one) => String(one) === weeks);
        if (long === undefined) return say(blocks.notPairedMessage());
        const outcome = await pairings.pause(call.actor, round === '-' ? undefined : round, long);
        return round === '-' && outcome.kind === 'done' ? say(blocks.onBreakMessage()) : shown(call, round, outcome);
      },
      async [blocks.END_BREAK](call) {
        await pairings.endBreak(call.actor, call.value);
        return say(blocks.breakEndedMessage());
      },
      async [blocks.WRITE]({ actor, value }) {
        const form = await pairings.learning(actor, value);
        return form.kind === 'open'
          ? { kind: 'open', view: blocks.learnedModal(value, form.isAnonymous) }
          : say(learnedMessage(form));
      },
    },
    views: {
      async [blocks.LEARNED]({ actor, metadata, values }) {
        const text = values.text(blocks.WORDS);
        if (text === undefined) return { kind: 'errors', errors: { [blocks.WORDS]: 'Write a line, please.' } };
        return say(learnedMessage(await pairings.learned(actor, metadata, text)));
      },
    },
  };

  async function moved(
    call: ActionCall<PairingActor>,
    move: (occurrenceId: string, rest: string | undefined) => Promise<Moved>,
  ): Promise<Answer> {
    const [round = '', rest] = call.value.split(' ');
    return shown(call, round, await move(round, rest));
  }

  /** Their own message is drawn by its job; a copy of it, and the later question, by nobody else than this. */
  async function shown(call: ActionCall<PairingActor>, occurrenceId: string, outcome: Moved): Promise<Answer> {
    if (outcome.kind === 'not-yours') return say(blocks.notPairedMessage());
    if (outcome.kind === 'not-now') return say(blocks.tooLateMessage());
    const isCopy = call.message?.isEphemeral === true || call.value.endsWith(` ${blocks.ASKED_AGAIN}`);
    const turn = isCopy ? await pairings.turn(occurrenceId, call.actor.id) : undefined;
    return turn === undefined ? { kind: 'nothing' } : { kind: 'replace', message: await draw(turn) };
  }
}

function learnedMessage(outcome: Learned): MessageContent {
  switch (outcome.kind) {
    case 'noted':
      return blocks.notedMessage(outcome.isAnonymous);
    case 'noted-before':
      return blocks.notedBeforeMessage();
    case 'too-many':
      return blocks.tooManyCardsMessage();
    case 'not-yours':
      return blocks.notPairedMessage();
    case 'done':
    case 'not-now':
      return blocks.tooLateMessage();
  }
}
