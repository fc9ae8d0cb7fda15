import { type ReasonKey, reasonFrom } from '../../core/lead-reasons.ts';
import { addDays, dateAt } from '../../core/local-time.ts';
import { leadingDate } from '../../core/typed-date.ts';
import type { Answer, CommandCall, Subcommand } from '../../platform/slack/listeners/listeners.ts';
import type { Lead } from '../lead.ts';
import { forLead } from '../lead-argument-slack.ts';
import type { LeadActor } from '../ports-service.ts';
import type { Leads } from '../service.ts';
import { lostModal, wonModal } from './outcome-modal-blocks.ts';
import type { OutcomeReplies } from './outcomes-slack.ts';

const COMMAND = '/lead';
/** Nothing follows it. */
const LEAD = '<lead>';

/** The words of `/lead` about how the work on a lead goes on. */
export function outcomeCommands(leads: Leads, outcomes: OutcomeReplies): readonly Subcommand<LeadActor>[] {
  const word = (
    its: { word: string; usage: string; summary: string },
    run: (call: CommandCall<LeadActor>, lead: Lead, rest: string) => Promise<Answer>,
  ): Subcommand<LeadActor> => {
    const isWhole = its.usage === LEAD ? ({ isWhole: true } as const) : {};
    return { command: COMMAND, ...its, run: forLead(leads, { word: its.word, about: 'own', ...isWhole }, run) };
  };

  return [
    word({ word: 'qualify', usage: LEAD, summary: 'it fits, and they want to talk on' }, (call, lead) =>
      outcomes.qualify(call, lead.id),
    ),
    word({ word: 'reject', usage: '<lead> [reason] [note]', summary: 'it is not a fit' }, (call, lead, rest) => {
      const { reason, note } = reasonIn(rest);
      return reason === undefined
        ? outcomes.askReject(call, lead, { note })
        : outcomes.reject(call, lead.id, { reason, note });
    }),
    word(
      { word: 'later', usage: '<lead> [date] [note]', summary: 'it comes back to you on a day' },
      (call, lead, rest) => {
        const tomorrow = addDays(dateAt(call.now, call.actor.zone), 1);
        const { on, rest: note } = leadingDate(rest, tomorrow);
        return outcomes.reject(call, lead.id, { reason: 'timing', returnsOn: on, note: note || undefined });
      },
    ),
    word({ word: 'won', usage: LEAD, summary: 'they have bought' }, (call, lead) => outcomes.ask(call, lead, wonModal)),
    word({ word: 'lost', usage: LEAD, summary: 'the deal is lost' }, (call, lead) =>
      outcomes.ask(call, lead, lostModal),
    ),
  ];
}

/** The longest run of words at the beginning that is a reason: "no budget until autumn" is one with a note. */
function reasonIn(text: string): { reason: ReasonKey | undefined; note: string | undefined } {
  const words = text.split(/\s+/).filter((word) => word !== '');
  for (let count = Math.min(words.length, LONGEST_REASON); count > 0; count -= 1) {
    const reason = reasonFrom(words.slice(0, count).join(' '));
    if (reason !== undefined)
      return {
        reason,
        note:
          words
            .slice(count)
            .join(' ')
            .replace(/^[:,]\s*/, '') || undefined,
      };
  }
  return { reason: undefined, note: text || undefined };
}

const LONGEST_REASON = 6;
