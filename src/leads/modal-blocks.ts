import { context, section } from '../blockkit/blocks.ts';
import { emailInput, personInput, textInput } from '../blockkit/inputs.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { channelLink, md } from '../blockkit/mrkdwn.ts';
import { type Lead, leadName } from './lead.ts';

export const NEW_LEAD = 'lead.new-lead';
export const RELEASE_REASON = 'lead.release-reason';
export const ASSIGN_TO = 'lead.assign-to';

/** Ids of the fields in the modals. */
export const FIELDS = {
  company: 'company',
  contactName: 'contactName',
  email: 'email',
  phone: 'phone',
  message: 'message',
  reason: 'reason',
  person: 'person',
} as const;

export interface Prefill {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly message?: string | undefined;
}

/** A lead that reached somebody by phone, at a fair, or in a message. */
export function newLeadModal(prefill: Prefill = {}): ModalView {
  return modal({
    callbackId: NEW_LEAD,
    title: 'New lead',
    submit: 'Add',
    blocks: [
      textInput(FIELDS.company, 'Company', { optional: true, maxLength: 120, focus: true }),
      textInput(FIELDS.contactName, 'Name', { optional: true, maxLength: 120 }),
      emailInput(FIELDS.email, 'E-mail', { optional: true, initial: prefill.email }),
      textInput(FIELDS.phone, 'Phone', { optional: true, initial: prefill.phone, maxLength: 60 }),
      textInput(FIELDS.message, 'What do they want?', {
        optional: true,
        multiline: true,
        initial: prefill.message,
        hint: 'In their own words, if you can. The channel reads this without names and numbers.',
      }),
    ],
  });
}

export function leadAddedModal(lead: Lead): ModalView {
  return modal({
    callbackId: 'lead.added',
    title: 'Added',
    blocks: [section(md`*${leadName(lead)}* is in ${channelLink(lead.channelId)}.`)],
  });
}

export function releaseModal(lead: Lead): ModalView {
  return modal({
    callbackId: RELEASE_REASON,
    title: 'Release lead',
    submit: 'Release',
    metadata: lead.id,
    blocks: [
      section(md`*${leadName(lead)}* goes back to the team.`),
      textInput(FIELDS.reason, 'Why?', {
        maxLength: 200,
        placeholder: 'Wrong region, no time today, …',
        hint: 'The next one reads this.',
        focus: true,
      }),
    ],
  });
}

export function assignModal(lead: Lead): ModalView {
  return modal({
    callbackId: ASSIGN_TO,
    title: 'Assign lead',
    submit: 'Assign',
    metadata: lead.id,
    blocks: [
      section(md`Who gets *${leadName(lead)}*?`),
      personInput(FIELDS.person, 'Sales person', { focus: true }),
      context(md`They get the contact at once. The first-contact time goes on as it was.`),
    ],
  });
}
