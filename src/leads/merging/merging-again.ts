import type { LeadFields } from '../../core/lead-fields.ts';
import { type Consent, strictest } from '../arriving/consent.ts';
import { isOpen, type Lead, type LeadEvent } from '../lead.ts';
import { type Decision, move } from '../transitions.ts';
import { filled, isFinal } from './merging.ts';
import type { WroteAgain } from './merging-change.ts';

/** Somebody who is known has sent another form, or a colleague has added them once more. */
export interface Again {
  readonly by: 'form' | 'person';
  readonly fields: LeadFields;
  readonly consent: Consent | undefined;
}

/**
 * It is no lead of its own, but something that happened to theirs: what was known stays, what is new is added, and a refusal to be
 * written to holds from now on.
 */
export function wroteAgain(lead: Lead, { by, fields: said, consent }: Again, personId?: string): Decision<never> {
  const fields = filled(lead.fields, said);
  const { source, campaign, message } = said;
  const change = { kind: 'wrote-again', by, source, campaign, message, consent, filled: fields.names } as const;
  return move(lead, change, personId, {
    fields: fields.all,
    sameness: { consent: strictest(lead.consent, consent) },
  });
}

/** The newest time at which somebody who is known wrote again. */
export const latestWords = (events: readonly LeadEvent[]): (LeadEvent & { readonly change: WroteAgain }) | undefined =>
  events.findLast((event): event is LeadEvent & { readonly change: WroteAgain } => event.change.kind === 'wrote-again');

/** What is known of a prospect, with what they wrote last: that is what they want now. */
export function fieldsNow({ fields }: Lead, events: readonly LeadEvent[]): LeadFields {
  const message = latestWords(events)?.change.message;
  return message === undefined ? fields : { ...fields, message };
}

/** Whether it comes back to work with that: what was given up is worth another call, but not what was never a lead. */
export const isWorthReturning = (lead: Lead): boolean => !isOpen(lead) && !isFinal(lead);
