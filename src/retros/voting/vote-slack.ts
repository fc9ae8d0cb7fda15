import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import type { RetroActor } from '../ports-service.ts';
import type { Slot, Wish } from './ballot.ts';
import {
  MEANWHILE,
  tooManySentence,
  VOTE_FIELDS,
  VOTE_FORM,
  VOTE_NOW,
  VOTE_OUT,
  voteMessage,
  voteModal,
  voteRefusal,
} from './vote-blocks.ts';
import type { Votes } from './vote-service.ts';

/** Voting: one form, as often as somebody likes. */
export function voteListeners(votes: Votes): Listeners<RetroActor> {
  return {
    actions: {
      async [VOTE_NOW]({ actor, value }) {
        const ballot = await votes.voting(actor, value);
        return ballot.kind === 'form' ? { kind: 'open', view: voteModal(ballot) } : say(voteRefusal(ballot));
      },
      [VOTE_OUT]: out,
    },
    views: { [VOTE_FORM]: voted },
  };

  async function out({ actor, value, message }: ActionCall<RetroActor>): Promise<Answer> {
    const outcome = await votes.voteNot(actor, value);
    if (outcome.kind !== 'out') return say(voteRefusal(outcome));
    if (message?.isEphemeral !== true) return { kind: 'nothing' };
    const state = await votes.turn(value, actor.id);
    return state === undefined ? { kind: 'nothing' } : { kind: 'replace', message: voteMessage(state) };
  }

  async function voted({ actor, metadata, values }: ViewCall<RetroActor>): Promise<Answer> {
    const [retroId = '', changes, turns] = metadata.split(' ');
    const wish: Wish = new Map([
      ...values.options(VOTE_FIELDS.once).map((id): [string, Slot] => [id, 1]),
      ...values.options(VOTE_FIELDS.twice).map((id): [string, Slot] => [id, 2]),
    ]);
    const outcome = await votes.vote(actor, retroId, wish, { changes: Number(changes), turns: Number(turns) });
    switch (outcome.kind) {
      case 'voted':
        // Their message says it.
        return { kind: 'nothing' };
      case 'too-many':
        return errors({ [VOTE_FIELDS.once]: tooManySentence(outcome.wanted, outcome.dots) });
      case 'meanwhile':
        return { kind: 'update', view: voteModal(outcome, MEANWHILE) };
      case 'not-found':
      case 'not-asked':
      case 'not-voting':
        return say(voteRefusal(outcome));
    }
  }
}
