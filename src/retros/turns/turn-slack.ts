import { say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners } from '../../platform/slack/listeners/listeners.ts';
import { type TurnSurroundings, turnContent } from '../retro-part-blocks.ts';
import type { RetroActor, Retros } from '../service.ts';
import { MY_PART } from '../thread-blocks.ts';
import { FINISH, JOIN, NOT_NOW, noRetroMessage, notTakingPartMessage, overMessage, WRITE_ON } from './turn-blocks.ts';
import type { Turned } from './turn-service.ts';

/** Taking part in a retro: finished, not this time, or after all. */
export function turnListeners(retros: Retros, shown: TurnSurroundings): Listeners<RetroActor> {
  return {
    actions: {
      async [MY_PART]({ actor, value }) {
        const turn = await retros.turn(value, actor.id);
        if (turn?.retro.workspaceId !== actor.workspaceId) return say(noRetroMessage());
        return say(await turnContent(shown, turn, actor.id));
      },
      [FINISH]: (call) => turned(call, (retroId) => retros.finishWriting(call.actor, retroId)),
      [NOT_NOW]: (call) => turned(call, (retroId) => retros.stepOut(call.actor, retroId)),
      [WRITE_ON]: (call) => turned(call, (retroId, since) => retros.writeOn(call.actor, retroId, Number(since))),
      [JOIN]: (call) => turned(call, (retroId) => retros.join(call.actor, retroId)),
    },
  };

  /** The message of their own is drawn by its job; a copy of it in the thread, by nobody else than this. */
  async function turned(
    call: ActionCall<RetroActor>,
    how: (retroId: string, rest: string | undefined) => Promise<Turned>,
  ): Promise<Answer> {
    const [retroId = '', rest] = call.value.split(' ');
    const outcome = await how(retroId, rest);
    if (outcome.kind === 'not-found') return say(noRetroMessage());
    if (outcome.kind === 'not-in-teams') return say(notTakingPartMessage());
    if (outcome.kind === 'over') return say(overMessage(outcome.retro));
    if (call.message?.isEphemeral !== true) return { kind: 'nothing' };
    const turn = await retros.turn(retroId, call.actor.id);
    if (turn === undefined) return say(noRetroMessage());
    return { kind: 'replace', message: await turnContent(shown, turn, call.actor.id) };
  }
}
