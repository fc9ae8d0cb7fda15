import { say } from '../platform/slack/answers.ts';
import type { Subcommand } from '../platform/slack/listeners.ts';
import { freeMessage, mineMessage } from './detail-blocks.ts';
import type { ContactKind } from './lead.ts';
import { forLead } from './lead-argument-slack.ts';
import { outcomeCommands } from './outcome-commands-slack.ts';
import type { OutcomeReplies } from './outcomes-slack.ts';
import type { LeadActor } from './ports-service.ts';
import { openQuestionsMessage } from './question-blocks.ts';
import { assignedMessage, howMessage } from './reply-blocks.ts';
import type { Leads } from './service.ts';
import { shelfMessage } from './shelf-blocks.ts';
import type { LeadReplies } from './slack.ts';

const COMMAND = '/lead';

/** The words of `/lead`. */
export function leadCommands(
  leads: Leads,
  replies: LeadReplies,
  outcomes: OutcomeReplies,
): readonly Subcommand<LeadActor>[] {
  const onLead = (run: Parameters<typeof forLead>[1]) => forLead(leads, run);
  const claim = onLead((call, lead) => replies.claim(call, lead.id));

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
      usage: '[number | newest]',
      summary: 'take a lead',
      run: (call) => claim({ ...call, text: call.text || 'newest' }),
    },
    {
      command: COMMAND,
      word: 'contact',
      usage: '<number> [reached | no answer | e-mailed | met]',
      summary: 'log a call, an e-mail or a meeting',
      run: onLead(async (call, lead, rest) => {
        const how = contactKind(rest);
        return how === undefined ? say(howMessage(lead)) : replies.contact(call, lead.id, how);
      }),
    },
    {
      command: COMMAND,
      word: 'release',
      usage: '<number> [reason]',
      summary: 'give a lead back',
      run: onLead((call, lead, rest) => replies.release(call, lead.id, rest || undefined)),
    },
    {
      command: COMMAND,
      word: 'assign',
      usage: '<number> [@person]',
      summary: 'hand a lead to somebody (managers)',
      run: onLead(async (call, lead, rest) => {
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
      usage: '',
      summary: 'your open leads',
      isDefault: true,
      run: async ({ actor, now }) => say(mineMessage(await leads.mine(actor.id), now)),
    },
    {
      command: COMMAND,
      word: 'list',
      usage: '[later | questions]',
      summary: 'leads that wait: for somebody, a day, the managers',
      async run({ actor, now, text }) {
        if (/^(later|shelf)\b/i.test(text))
          return say(shelfMessage(await leads.shelved(actor.workspaceId), actor.zone));
        if (/^question/i.test(text)) return say(openQuestionsMessage(await leads.openQuestions(actor.workspaceId)));
        return say(freeMessage(await leads.free(actor.workspaceId), now));
      },
    },
    {
      command: COMMAND,
      word: 'show',
      usage: '<number>',
      summary: 'everything about a lead',
      run: onLead((call, lead) => replies.show(call, lead)),
    },
    {
      command: COMMAND,
      word: 'why',
      usage: '<number>',
      summary: 'how its due time comes about',
      run: onLead((_call, lead) => replies.why(lead)),
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
