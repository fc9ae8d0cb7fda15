import { DEMANDED_FIELDS, isDemandedField } from '../../core/demands.ts';
import { leadFields } from '../../core/lead-fields.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import { fieldFaults } from '../arriving/field-faults.ts';
import type { LeadActor } from '../ports-service.ts';
import { refusalMessage } from '../reply-blocks.ts';
import type { Leads } from '../service.ts';
import type { LeadReplies } from '../slack.ts';
import { COMPLETE, COMPLETE_IT, completedMessage, completeModal, nothingMissingMessage } from './completing-blocks.ts';

const ASKED = Object.keys(DEMANDED_FIELDS).filter(isDemandedField);

/** Adding to a lead what it lacks. */
export function completingListeners(leads: Leads, replies: LeadReplies) {
  return {
    actions: {
      [COMPLETE]: (call: ActionCall<LeadActor>): Promise<Answer> =>
        replies.withLead(call, async (lead) => {
          if (!leads.mayComplete(call.actor)) {
            return say(refusalMessage(lead, { kind: 'not-in-teams' }, call.now, call.actor.zone));
          }
          const missing = await leads.lacking(lead);
          return missing.length === 0
            ? say(nothingMissingMessage(lead))
            : { kind: 'open', view: completeModal(lead, missing) };
        }),
    },
    views: {
      async [COMPLETE_IT](call: ViewCall<LeadActor>): Promise<Answer> {
        const typed = Object.fromEntries(ASKED.map((name) => [name, call.values.text(name)]));
        const faults = fieldFaults(typed);
        if (Object.keys(faults).length > 0) return errors(faults);
        const lead = await leads.byId(call.actor.workspaceId, call.metadata);
        // A number without a country is read as one of the prospect's own.
        const outcome = await leads.complete(call.actor, call.metadata, leadFields(typed, lead?.fields.region));
        return replies.answer(call, outcome, (completed) => say(completedMessage(completed)));
      },
    },
  };
}
