import type { Answer, CommandCall } from '../platform/slack/listeners/listeners.ts';
import { forLead } from './lead-argument-slack.ts';
import type { LeadActor } from './ports-service.ts';
import type { Leads } from './service.ts';

type Run = (call: CommandCall<LeadActor>) => Promise<Answer>;

export type Words = ReturnType<typeof createWords>;

/** Words of other features' commands that begin with a lead; whoever chooses between several goes on with such a word too. */
export function createWords(leads: Leads) {
  const runs = new Map<string, Run>();

  return {
    forLead(word: string, run: (call: CommandCall<LeadActor>, leadId: string) => Promise<Answer>): Run {
      const its = forLead(leads, { word, about: 'any', isWhole: true }, (call, lead) => run(call, lead.id));
      runs.set(word, its);
      return its;
    },

    run: (word: string): Run | undefined => runs.get(word),
  };
}
