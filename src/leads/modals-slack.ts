import { leadFields, usableContact } from '../core/lead-fields.ts';
import { errors } from '../platform/slack/listeners/answers.ts';
import type { Answer, Listeners } from '../platform/slack/listeners/listeners.ts';
import { fieldFaults } from './arriving/field-faults.ts';
import { ASSIGN_TO, FIELDS, leadAddedModal, NEW_LEAD, RELEASE_REASON } from './modal-blocks.ts';
import type { LeadActor } from './ports-service.ts';
import { assignedMessage, notSetUpMessage } from './reply-blocks.ts';
import type { Leads } from './service.ts';
import type { LeadReplies } from './slack.ts';

const TYPED = ['company', 'contactName', 'email', 'phone', 'message'] as const;

/** What people send from the modals about leads. */
export function leadModals(leads: Leads, replies: LeadReplies): NonNullable<Listeners<LeadActor>['views']> {
  return {
    async [NEW_LEAD]({ actor, values, viewId }) {
      const typed = Object.fromEntries(TYPED.map((name) => [name, values.text(FIELDS[name])]));
      const faults = fieldFaults(typed);
      if (Object.keys(faults).length > 0) return errors(faults);
      const fields = leadFields({ ...typed, source: `Added by ${actor.name}` });
      if (!usableContact(fields)) return errors({ [FIELDS.email]: NO_CONTACT });
      const lead = await leads.create({
        workspaceId: actor.workspaceId,
        by: 'person',
        fields,
        extra: {},
        personId: actor.id,
        originKey: `view:${viewId}`,
      });
      if (lead === undefined) return { kind: 'say', message: notSetUpMessage() };
      return { kind: 'update', view: leadAddedModal(lead) };
    },

    async [RELEASE_REASON](call) {
      const reason = call.values.text(FIELDS.reason);
      if (reason === undefined) return errors({ [FIELDS.reason]: 'A word or two, please.' });
      return replies.release(call, call.metadata, reason);
    },

    async [ASSIGN_TO](call): Promise<Answer> {
      const to = call.values.user(FIELDS.person);
      if (to === undefined) return errors({ [FIELDS.person]: 'Choose a person, please.' });
      const outcome = await leads.assign(call.actor, call.metadata, to);
      if (outcome.kind === 'refused' && outcome.why.kind === 'not-seller') {
        const sentence = 'They are not in the sales team. Choose somebody who is.';
        return errors({ [FIELDS.person]: sentence });
      }
      return replies.answer(call, outcome, (lead) => ({ kind: 'say', message: assignedMessage(lead, to) }));
    },
  };
}

const NO_CONTACT = 'Somebody must be able to reach them: add an e-mail, a phone number, or a name with a company.';
