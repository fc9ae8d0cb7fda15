import { say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import type { LeadActor } from '../ports-service.ts';
import { refusalMessage } from '../reply-blocks.ts';
import type { Leads } from '../service.ts';
import type { LeadReplies } from '../slack.ts';
import { PASS, PASS_FORM, PASS_REASON, passedMessage, passModal } from './offer-blocks.ts';

type Actions = NonNullable<Listeners<LeadActor>['actions']>;
type Views = NonNullable<Listeners<LeadActor>['views']>;

/** What people do with a lead that is offered to them, besides taking it. */
export function offerListeners(leads: Leads, replies: LeadReplies): { actions: Actions; views: Views } {
  return {
    actions: {
      [PASS]: (call: ActionCall<LeadActor>): Promise<Answer> =>
        replies.withLead(call, async (lead) => {
          if (lead.offer?.personId === call.actor.id) return { kind: 'open', view: passModal(lead) };
          return say(refusalMessage(lead, { kind: 'not-offered' }, call.now, call.actor.zone));
        }),
    },
    views: {
      async [PASS_FORM](call: ViewCall<LeadActor>): Promise<Answer> {
        const outcome = await leads.pass(call.actor, call.metadata, call.values.text(PASS_REASON));
        return replies.answer(call, outcome, (lead) => say(passedMessage(lead)));
      },
    },
  };
}
