import { say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer } from '../../platform/slack/listeners/listeners.ts';
import type { LeadActor } from '../ports-service.ts';
import type { Leads } from '../service.ts';
import type { LeadReplies } from '../slack.ts';
import { LET_THROUGH, letThroughMessage } from './holding-blocks.ts';

/** Letting a held lead through. */
export function holdingListeners(leads: Leads, replies: LeadReplies) {
  return {
    actions: {
      async [LET_THROUGH](call: ActionCall<LeadActor>): Promise<Answer> {
        const outcome = await leads.letThrough(call.actor, call.value);
        return replies.answer(call, outcome, (lead) => say(letThroughMessage(lead)));
      },
    },
  };
}
