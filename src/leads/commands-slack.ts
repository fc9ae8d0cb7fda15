import { say } from '../platform/slack/listeners/answers.ts';
import type { Subcommand } from '../platform/slack/listeners/listeners.ts';
import { whatHappenedMessage, worthACallMessage } from './digest/digest-blocks.ts';
import type { ContactKind } from './lead.ts';
import { forLead, type Naming } from './lead-argument-slack.ts';
import { outcomeCommands } from './outcomes/outcome-commands-slack.ts';
import type { OutcomeReplies } from './outcomes/outcomes-slack.ts';
import { shelfMessage } from './pausing/shelf-blocks.ts';
import type { LeadActor } from './ports-service.ts';
import { openQuestionsMessage } from './rejecting/question-blocks.ts';
import { assignedMessage, howMessage } from './reply-blocks.ts';
import { listAnswer, readerOf } from './search/search-slack.ts';
import type { Leads } from './service.ts';
import type { LeadReplies } from './slack.ts';

const COMMAND = '/lead';

/** The words of `/lead`. */
export function leadCommands(
  leads: Leads,
  replies: LeadReplies,
  outcomes: OutcomeReplies,
): readonly Subcommand<LeadActor>[] {
  const onLead = (naming: Naming, run: Parameters<typeof forLead>[2]) => forLead(leads, naming, run);
  const claim = onLead({ word: 'claim', about: 'free', isWhole: true }, (call, lead) => replies.claim(call, lead.id));

  return [
    {
      command: COMMAND,
      word: 'new',
      usage: '',
      summary: 'add a lead by hand',
      run: ({ actor }) => replies.openNew(actor),
    },
    {
      command: COMMAND,
      word: 'claim',
      usage: '[lead | newest]',
      summary: 'take a lead',
      run: (call) => claim({ ...call, text: call.text || 'newest' }),
    },
    {
      command: COMMAND,
      word: 'contact',
      usage: '<lead> [reached | no answer | e-mailed | met]',
      summary: 'log a contact',
      run: onLead({ word: 'contact', about: 'own' }, async (call, lead, rest) => {
        const how = contactKind(rest);
        return how === undefined ? say(howMessage(lead)) : replies.contact(call, lead.id, how);
      }),
    },
    {
      command: COMMAND,
      word: 'release',
      usage: '<lead> [reason]',
      summary: 'give a lead back',
      run: onLead({ word: 'release', about: 'own' }, (call, lead, rest) =>
        replies.release(call, lead.id, rest || undefined),
      ),
    },
    {
      command: COMMAND,
      word: 'assign',
      usage: '<lead> [@person]',
      summary: 'hand a lead to somebody (managers)',
      run: onLead({ word: 'assign', about: 'any' }, async (call, lead, rest) => {
        const to = /^<@(\w+)(?:\|[^>]*)?>/.exec(rest)?.[1];
        if (to === undefined) return replies.askAssign(call, lead);
        const outcome = await leads.assign(call.actor, lead.id, to);
        return replies.answer(call, outcome, (assigned) => say(assignedMessage(assigned, to)));
      }),
    },
    ...outcomeCommands(leads, outcomes),
    {
      command: COMMAND,
      word: 'mine',
      usage: '[today | campaigns]',
      summary: 'your leads, or what became of them',
      isDefault: true,
      async run(call) {
        const { actor, text } = call;
        const isSelling = actor.teams.includes('sales') || actor.manages.includes('sales');
        const isMarketing = actor.teams.includes('marketing') || actor.manages.includes('marketing');
        if (/^campaign/i.test(text) || (isMarketing && !isSelling))
          return say(whatHappenedMessage(await leads.whatHappened(actor), actor.zone, await leads.isWeekly(actor.id)));
        if (/^(today|call)/i.test(text)) return say(worthACallMessage(await leads.worthACall(actor)));
        return listAnswer(leads, call, { list: 'mine', cursor: undefined, text: '' });
      },
    },
    {
      command: COMMAND,
      word: 'list',
      usage: '[later | questions]',
      summary: 'leads that wait',
      async run(call) {
        const { actor, text } = call;
        if (/^(later|shelf)\b/i.test(text))
          return say(
            shelfMessage(
              await leads.shelved(actor.workspaceId),
              await leads.shelfYield(actor.workspaceId),
              await readerOf(leads, call),
            ),
          );
        if (/^question/i.test(text)) return say(openQuestionsMessage(await leads.openQuestions(actor.workspaceId)));
        return listAnswer(leads, call, { list: 'free', cursor: undefined, text: '' });
      },
    },
    {
      command: COMMAND,
      word: 'search',
      usage: '<words> [mine | free | late | from:website | …]',
      summary: 'find leads',
      run: (call) => listAnswer(leads, call, { list: 'search', cursor: undefined, text: call.text }),
    },
    {
      command: COMMAND,
      word: 'show',
      usage: '<lead>',
      summary: 'everything about a lead',
      run: onLead({ word: 'show', about: 'any', isWhole: true }, (call, lead) => replies.show(call, lead)),
    },
    {
      command: COMMAND,
      word: 'why',
      usage: '<lead>',
      summary: 'how its due time comes about',
      run: onLead({ word: 'why', about: 'any', isWhole: true }, (_call, lead) => replies.why(lead)),
    },
  ];
}

/** What people type for the four kinds of contact. */
function contactKind(text: string): ContactKind | undefined {
  const typed = text.toLowerCase().replace(/[^a-z]/g, '');
  if (['reached', 'called', 'call', 'spoke'].includes(typed)) return 'reached';
  if (['noanswer', 'voicemail', 'missed'].includes(typed)) return 'no-answer';
  if (['emailed', 'email', 'mail', 'mailed'].includes(typed)) return 'e-mailed';
  if (['met', 'meeting'].includes(typed)) return 'met';
  return undefined;
}
