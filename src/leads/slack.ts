import { message } from '../blockkit/message.ts';
import { say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners } from '../platform/slack/listeners/listeners.ts';
import { prefillFrom } from './arriving/message-prefill.ts';
import { ASSIGN, CLAIM, RELEASE, SHOW, WHY } from './card/card-blocks.ts';
import { detailMessage, whyMessage } from './card/detail-blocks.ts';
import { CONTACT_ACTIONS } from './card/owner-blocks.ts';
import { leadCommands } from './commands-slack.ts';
import { digestListeners } from './digest/digest-slack.ts';
import { completingListeners } from './holding/completing-slack.ts';
import { holdingListeners } from './holding/holding-slack.ts';
import { CONTACT_KINDS, type Lead } from './lead.ts';
import { leaveListeners } from './leaving/leave-slack.ts';
import { mergingListeners } from './merging/merging-slack.ts';
import { assignModal, newLeadModal, releaseModal } from './modal-blocks.ts';
import { leadModals } from './modals-slack.ts';
import { offerListeners } from './offers/offers-slack.ts';
import { outcomeActions, outcomeForms, outcomeReplies } from './outcomes/outcomes-slack.ts';
import { pauseListeners } from './pausing/pause-slack.ts';
import type { LeadActor } from './ports-service.ts';
import { questionListeners } from './rejecting/question-slack.ts';
import {
  claimedMessage,
  contactedMessage,
  HAND_OVER,
  notSetUpMessage,
  type Refusal,
  refusalMessage,
  releasedMessage,
  releaseUndoneMessage,
  UNDO,
} from './reply-blocks.ts';
import { listActions } from './search/search-slack.ts';
import type { Leads } from './service.ts';
import { spamListeners } from './spam/spam-slack.ts';
import type { Words } from './words-slack.ts';

type Use =
  | 'complete'
  | 'claim'
  | 'assign'
  | 'release'
  | 'undoRelease'
  | 'contact'
  | 'qualify'
  | 'markSpam'
  | 'undoOutcome'
  | 'pickUp'
  | 'undoQuestion'
  | 'pass'
  | 'letThrough';

/** What came of a wish. What a rejection lacks is asked for where it is said. */
type Outcome = Awaited<ReturnType<Leads[Use]>>;

/** Everything that people do with leads in Slack. */
export function leadListeners(leads: Leads, words: Words): Listeners<LeadActor> {
  const replies = leadReplies(leads);
  const outcomes = outcomeReplies(leads, replies);
  const completing = completingListeners(leads, replies);
  const questions = questionListeners(leads, replies);
  const pauses = pauseListeners(leads, replies);
  const offers = offerListeners(leads, replies);
  const merging = mergingListeners(leads, replies);
  const spam = spamListeners(leads, replies);
  const holding = holdingListeners(leads, replies);
  const leaves = leaveListeners(leads);
  const commands = [...leadCommands(leads, replies, outcomes), ...merging.commands, ...spam.commands];

  return {
    commands,
    views: {
      ...leadModals(leads, replies),
      ...outcomeForms(leads, replies, outcomes),
      ...completing.views,
      ...pauses.views,
      ...questions.views,
      ...offers.views,
      ...merging.views,
      ...leaves.views,
    },

    actions: {
      [CLAIM]: (call) => replies.claim(call, call.value),
      [SHOW]: (call) => replies.withLead(call, (lead) => replies.show(call, lead)),
      [WHY]: (call) => replies.withLead(call, (lead) => replies.why(lead)),
      [ASSIGN]: (call) => replies.withLead(call, (lead) => replies.askAssign(call, lead)),
      [RELEASE]: (call) => replies.release(call, call.value, undefined),
      async [HAND_OVER](call) {
        const outcome = await leads.handOver(call.actor, call.value);
        return replies.answer(call, outcome, (lead) => say(releasedMessage(lead)));
      },
      async [UNDO](call) {
        const [leadId = '', seq = ''] = call.value.split(':');
        const outcome = await leads.undoRelease(call.actor, leadId, Number(seq));
        return replies.answer(call, outcome, (lead) => replace(releaseUndoneMessage(lead)));
      },
      ...completing.actions,
      ...merging.actions,
      ...spam.actions,
      ...holding.actions,
      ...digestListeners(leads).actions,
      ...outcomeActions(leads, replies, outcomes),
      ...pauses.actions,
      ...questions.actions,
      ...offers.actions,
      ...leaves.actions,
      ...listActions(leads, replies, (word) => commands.find((one) => one.word === word)?.run ?? words.run(word)),
      ...Object.fromEntries(
        CONTACT_KINDS.map((how) => [
          CONTACT_ACTIONS[how],
          (call: ActionCall<LeadActor>) => replies.contact(call, call.value, how),
        ]),
      ),
    },

    globalShortcuts: {
      'lead.new': ({ actor }) => replies.openNew(actor),
    },

    messageShortcuts: {
      'lead.from_message': ({ actor, message: from }) => replies.openNew(actor, prefillFrom(from?.text ?? '')),
    },
  };
}

export type LeadReplies = ReturnType<typeof leadReplies>;

/** What buttons and commands alike do: ask the service, turn its outcome into words. */
function leadReplies(leads: Leads) {
  const replies = {
    /** The answer to an outcome: `done` for success, a sentence for anything else. */
    async answer(
      { actor, now }: Call<LeadActor>,
      outcome: Outcome,
      done: (lead: Lead) => Answer | Promise<Answer>,
    ): Promise<Answer> {
      switch (outcome.kind) {
        case 'done':
          return done(outcome.lead);
        case 'not-found':
          return say(GONE);
        case 'refused':
          return say(refusalMessage(outcome.lead, outcome.why satisfies Refusal, now, actor.zone));
      }
    },

    async withLead(call: ActionCall<LeadActor>, then: (lead: Lead) => Promise<Answer>): Promise<Answer> {
      const lead = await leads.byId(call.actor.workspaceId, call.value);
      return lead === undefined ? say(GONE) : then(lead);
    },

    async claim(call: Call<LeadActor>, leadId: string): Promise<Answer> {
      const outcome = await leads.claim(call.actor, leadId);
      return replies.answer(call, outcome, (lead) => say(claimedMessage(lead)));
    },

    /** Asks for a reason where one is needed. */
    async release(call: Call<LeadActor>, leadId: string, reason: string | undefined): Promise<Answer> {
      const outcome = await leads.release(call.actor, leadId, reason);
      if (outcome.kind === 'refused' && outcome.why.kind === 'reason-needed') {
        return { kind: 'open', view: releaseModal(outcome.lead) };
      }
      return replies.answer(call, outcome, (lead) => say(releasedMessage(lead)));
    },

    async contact(call: Call<LeadActor>, leadId: string, how: (typeof CONTACT_KINDS)[number]): Promise<Answer> {
      const outcome = await leads.contact(call.actor, leadId, how);
      const noted = async (lead: Lead): Promise<Answer> => {
        const { promise } = await leads.view(lead);
        return say(contactedMessage(lead, how, promise, call.now));
      };
      const isRepeat = outcome.kind === 'refused' && outcome.why.kind === 'noted-already';
      return isRepeat ? noted(outcome.lead) : replies.answer(call, outcome, noted);
    },

    async show({ actor, now }: Call<LeadActor>, lead: Lead): Promise<Answer> {
      const view = await leads.view(lead);
      const recourse = await leads.recourse(actor, lead);
      return say(detailMessage({ ...view, lead, isPrivate: leads.maySeePerson(actor, lead), recourse, now }));
    },

    async why(lead: Lead): Promise<Answer> {
      const { promise, events, pauses, verdicts } = await leads.view(lead);
      return say(whyMessage(lead, promise, events, pauses, await leads.turnsOf(lead), verdicts));
    },

    async askAssign(call: Call<LeadActor>, lead: Lead): Promise<Answer> {
      if (leads.mayAssign(call.actor)) return { kind: 'open', view: assignModal(lead) };
      return say(refusalMessage(lead, { kind: 'not-manager' }, call.now, call.actor.zone));
    },

    async openNew(actor: LeadActor, prefill: Parameters<typeof newLeadModal>[0] = {}): Promise<Answer> {
      const settings = await leads.settings(actor.workspaceId);
      return settings === undefined ? say(notSetUpMessage()) : { kind: 'open', view: newLeadModal(prefill) };
    },
  };
  return replies;
}

const GONE = message('That lead is not here any more.');

const replace = (content: ReturnType<typeof message>): Answer => ({ kind: 'replace', message: content });
