import type { ModalValues } from '../../blockkit/values.ts';
import { reasonFrom } from '../../core/lead-reasons.ts';
import { dateAt } from '../../core/local-time.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import type { DealValue, Lead } from '../lead.ts';
import { mergedMessage, mergeRefusalMessage } from '../merging/merging-blocks.ts';
import type { LeadActor } from '../ports-service.ts';
import type { Draft, Rejection } from '../rejecting/rejection.ts';
import { howMessage, refusalMessage } from '../reply-blocks.ts';
import type { Leads } from '../service.ts';
import type { LeadReplies } from '../slack.ts';
import { HELPED, known, WENT_WRONG } from './lessons.ts';
import { DEAL, LATER, LOG, LOST, ON_IT, QUALIFY, REJECT, REOPEN, WON } from './outcome-actions.ts';
import {
  dealMessage,
  lostMessage,
  outcomeUndoneMessage,
  qualifiedMessage,
  rejectedMessage,
  reopenedMessage,
  UNDO_OUTCOME,
  wonMessage,
} from './outcome-blocks.ts';
import {
  CURRENCIES,
  DEAL_FORM,
  dealModal,
  LOST_FORM,
  lostModal,
  MOST_WORTH,
  OUTCOME_FIELDS,
  REASON_FIELD,
  REJECT_FORM,
  rejectionErrors,
  rejectModal,
  WON_FORM,
  wonModal,
} from './outcome-modal-blocks.ts';

export type OutcomeReplies = ReturnType<typeof outcomeReplies>;

/** What buttons and commands alike do about outcomes: ask the service, or for what is missing. */
export function outcomeReplies(leads: Leads, replies: LeadReplies) {
  const its = {
    async qualify(call: Call<LeadActor>, leadId: string): Promise<Answer> {
      const outcome = await leads.qualify(call.actor, leadId);
      return replies.answer(call, outcome, (lead) => say(qualifiedMessage(lead)));
    },

    async openDeal(call: Call<LeadActor>, leadId: string, value: DealValue | undefined): Promise<Answer> {
      const outcome = await leads.openDeal(call.actor, leadId, value);
      return replies.answer(call, outcome, (lead) => say(dealMessage(lead)));
    },

    /** Gives a lead up; what is missing for its reason is asked for in the form. */
    async reject(call: Call<LeadActor>, leadId: string, rejection: Rejection): Promise<Answer> {
      const outcome = await leads.reject(call.actor, leadId, rejection);
      if (outcome.kind === 'refused' && outcome.why.kind === 'incomplete') {
        return its.askReject(call, outcome.lead, rejection);
      }
      return its.rejected(call, outcome);
    },

    async rejected(call: Call<LeadActor>, outcome: Awaited<ReturnType<Leads['reject']>>): Promise<Answer> {
      if (outcome.kind === 'refused') {
        const { why, lead } = outcome;
        // The faults of a form are told under its fields.
        if (why.kind === 'incomplete') return its.askReject(call, lead, {});
        if (why.kind === 'unmergeable') return say(mergeRefusalMessage(lead, why.why));
        return say(refusalMessage(lead, why, call.now, call.actor.zone));
      }
      return replies.answer(call, outcome, async (lead) => {
        const whole = lead.mergedInto === undefined ? undefined : await leads.visible(lead.id);
        return say(whole === undefined ? rejectedMessage(lead, call.now, call.actor.zone) : mergedMessage(whole, lead));
      });
    },

    async askReject(call: Call<LeadActor>, lead: Lead, chosen: Draft): Promise<Answer> {
      const why = leads.rejectObjection(call.actor, lead);
      if (why !== undefined) return say(refusalMessage(lead, why, call.now, call.actor.zone));
      return { kind: 'open', view: rejectModal(lead, chosen, dateAt(call.now, call.actor.zone)) };
    },

    /** Opens one of the forms that are filled in at the end, unless it isn't theirs to fill in. */
    async ask(call: Call<LeadActor>, lead: Lead, form: typeof wonModal): Promise<Answer> {
      const why = form === lostModal ? leads.loseObjection(call.actor, lead) : leads.outcomeObjection(call.actor, lead);
      if (why !== undefined) return say(refusalMessage(lead, why, call.now, call.actor.zone));
      return { kind: 'open', view: form(lead) };
    },
  };
  return its;
}

export function outcomeActions(
  leads: Leads,
  replies: LeadReplies,
  outcomes: OutcomeReplies,
): NonNullable<Listeners<LeadActor>['actions']> {
  type Pressed = ActionCall<LeadActor>;
  const onLead = (then: (call: Pressed, lead: Lead) => Promise<Answer>) => (call: Pressed) =>
    replies.withLead(call, (lead) => then(call, lead));

  return {
    [QUALIFY]: (call) => outcomes.qualify(call, call.value),
    [REJECT]: onLead((call, lead) => outcomes.askReject(call, lead, {})),
    [LATER]: onLead((call, lead) => outcomes.askReject(call, lead, { reason: 'timing' })),
    [DEAL]: onLead((call, lead) => outcomes.ask(call, lead, dealModal)),
    [WON]: onLead((call, lead) => outcomes.ask(call, lead, wonModal)),
    [LOST]: onLead((call, lead) => outcomes.ask(call, lead, lostModal)),
    [LOG]: onLead(async (_call, lead) => say(howMessage(lead))),

    async [UNDO_OUTCOME](call) {
      const [leadId = '', seq = ''] = call.value.split(':');
      const outcome = await leads.undoOutcome(call.actor, leadId, Number(seq));
      return replies.answer(call, outcome, (lead) => ({ kind: 'replace', message: outcomeUndoneMessage(lead) }));
    },

    async [ON_IT](call) {
      const outcome = await leads.pickUp(call.actor, call.value);
      return replies.answer(call, outcome, (lead) => say(howMessage(lead)));
    },

    async [REOPEN](call) {
      const outcome = await leads.reopen(call.actor, call.value);
      return replies.answer(call, outcome, (lead) => say(reopenedMessage(lead)));
    },

    /** Another reason asks for other things; what was written stays. */
    async [REASON_FIELD](call) {
      const { actor, view, value, now } = call;
      return replies.withLead({ ...call, value: view?.metadata ?? '' }, async (lead) => {
        const chosen = { reason: reasonFrom(value), note: view?.values.text(OUTCOME_FIELDS.note) };
        return { kind: 'update', view: rejectModal(lead, chosen, dateAt(now, actor.zone)) };
      });
    },
  };
}

export function outcomeForms(
  leads: Leads,
  replies: LeadReplies,
  outcomes: OutcomeReplies,
): NonNullable<Listeners<LeadActor>['views']> {
  type Sent = ViewCall<LeadActor>;

  return {
    async [REJECT_FORM](call: Sent) {
      const rejection = rejectionIn(call.values);
      if (rejection === undefined) return errors({ [REASON_FIELD]: 'Choose a reason, please.' });
      const outcome = await leads.reject(call.actor, call.metadata, rejection);
      if (outcome.kind === 'refused' && outcome.why.kind === 'incomplete') {
        return errors(rejectionErrors(rejection.reason, outcome.why.faults));
      }
      return outcomes.rejected(call, outcome);
    },

    async [DEAL_FORM](call: Sent) {
      const worth = valueIn(call.values);
      return 'faults' in worth ? errors(worth.faults) : outcomes.openDeal(call, call.metadata, worth.value);
    },

    async [WON_FORM](call: Sent) {
      const worth = valueIn(call.values);
      if ('faults' in worth) return errors(worth.faults);
      const outcome = await leads.win(call.actor, call.metadata, { ...lessonIn(call.values), value: worth.value });
      return replies.answer(call, outcome, (lead) => say(wonMessage(lead)));
    },

    async [LOST_FORM](call: Sent) {
      const lesson = lessonIn(call.values);
      if (lesson.wrong.length === 0) return errors({ [OUTCOME_FIELDS.wrong]: 'Tick what comes nearest, please.' });
      const outcome = await leads.lose(call.actor, call.metadata, lesson);
      return replies.answer(call, outcome, (lead) => say(lostMessage(lead)));
    },
  };
}

function rejectionIn(values: ModalValues): Rejection | undefined {
  const reason = reasonFrom(values.option(REASON_FIELD) ?? '');
  if (reason === undefined) return undefined;
  const id = OUTCOME_FIELDS.detail(reason);
  return {
    reason,
    detail: values.option(id) ?? values.text(id),
    note: values.text(OUTCOME_FIELDS.note),
    returnsOn: values.date(OUTCOME_FIELDS.date(reason)),
  };
}

const lessonIn = (values: ModalValues) => ({
  helped: known(values.options(OUTCOME_FIELDS.helped), HELPED),
  wrong: known(values.options(OUTCOME_FIELDS.wrong), WENT_WRONG),
  note: values.text(OUTCOME_FIELDS.note),
});

function valueIn(values: ModalValues): { value: DealValue | undefined } | { faults: Record<string, string> } {
  const amount = values.number(OUTCOME_FIELDS.amount);
  const currency = CURRENCIES.find((code) => code === values.option(OUTCOME_FIELDS.currency));
  if (amount === undefined) {
    if (values.text(OUTCOME_FIELDS.amount) === undefined) return { value: undefined };
    return { faults: { [OUTCOME_FIELDS.amount]: 'A number, please, such as 12000.' } };
  }
  if (!(amount >= 1 && amount <= MOST_WORTH)) {
    return { faults: { [OUTCOME_FIELDS.amount]: 'It should be at least 1. Leave it empty if you can’t tell yet.' } };
  }
  if (currency === undefined) return { faults: { [OUTCOME_FIELDS.currency]: 'In which currency?' } };
  return { value: { amount: Math.round(amount), currency } };
}
