import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners } from '../../platform/slack/listeners/listeners.ts';
import type { Lead } from '../lead.ts';
import type { LeadActor } from '../ports-service.ts';
import type { Leads } from '../service.ts';
import type { LeadReplies } from '../slack.ts';
import type { QuestionRefusal, Verdict } from './question.ts';
import {
  OVERTURN,
  QUESTION,
  QUESTION_FORM,
  UNDO_CHOICE,
  UNDO_QUESTION,
  UPHOLD,
  WHY_FIELD,
} from './question-actions.ts';
import {
  notDecidingMessage,
  questionedMessage,
  questionMessage,
  questionModal,
  questionRefusalMessage,
  questionUndoneMessage,
  settledAlreadyMessage,
} from './question-blocks.ts';

/** What people press and send about questioned rejections. */
export function questionListeners(
  leads: Leads,
  replies: LeadReplies,
): Required<Pick<Listeners<LeadActor>, 'actions' | 'views'>> {
  return {
    actions: {
      [QUESTION]: (call) => onQuestion(call, (lead, seq) => ask(call, lead, seq)),
      [UPHOLD]: (call) => choose(call, 'uphold'),
      [OVERTURN]: (call) => choose(call, 'overturn'),
      [UNDO_CHOICE]: (call) => choose(call, undefined),
      async [UNDO_QUESTION](call) {
        const { leadId, seq } = subjectOf(call.value);
        const outcome = await leads.undoQuestion(call.actor, leadId, seq);
        return replies.answer(call, outcome, (lead) => ({ kind: 'replace', message: questionUndoneMessage(lead) }));
      },
    },

    views: {
      async [QUESTION_FORM](call) {
        const why = call.values.text(WHY_FIELD);
        if (why === undefined) return errors({ [WHY_FIELD]: 'A few words, please: the managers decide by them.' });
        const { leadId, seq } = subjectOf(call.metadata);
        const outcome = await leads.question(call.actor, leadId, seq, why);
        if (outcome.kind === 'refused') return refused(call, outcome.lead, outcome.why);
        return replies.answer(call, outcome, (lead) => say(questionedMessage(lead, seq)));
      },
    },
  };

  async function ask(call: Call<LeadActor>, lead: Lead, seq: number): Promise<Answer> {
    const why = await leads.questionObjection(call.actor, lead, seq);
    return why === undefined ? { kind: 'open', view: questionModal(lead, seq) } : refused(call, lead, why);
  }

  async function choose(call: ActionCall<LeadActor>, verdict: Verdict | undefined): Promise<Answer> {
    return onQuestion(call, async (lead, seq) => {
      const outcome = await leads.choose(call.actor, lead.id, seq, verdict);
      switch (outcome.kind) {
        case 'not-deciding':
          return say(notDecidingMessage());
        case 'chosen': {
          const view = await leads.questionView(call.actor.id, lead.id, seq);
          return view === undefined
            ? say(settledAlreadyMessage(lead))
            : { kind: 'replace', message: questionMessage(view) };
        }
        case 'settled':
        case 'not-found':
          return say(settledAlreadyMessage(lead));
      }
    });
  }

  function onQuestion(
    call: ActionCall<LeadActor>,
    then: (lead: Lead, seq: number) => Promise<Answer>,
  ): Promise<Answer> {
    const { leadId, seq } = subjectOf(call.value);
    return replies.withLead({ ...call, value: leadId }, (lead) => then(lead, seq));
  }
}

const refused = ({ actor }: Call<LeadActor>, lead: Lead, why: QuestionRefusal): Answer =>
  say(questionRefusalMessage(lead, why, actor.zone));

/** What a button or form about a rejection carries; what is none leads to no lead. */
function subjectOf(value: string): { leadId: string; seq: number } {
  const [, leadId = value, seq = '0'] = /^(.*):(\d{1,9})$/.exec(value) ?? [];
  return { leadId, seq: Number(seq) };
}
