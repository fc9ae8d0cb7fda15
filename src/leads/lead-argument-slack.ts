import { say } from '../platform/slack/answers.ts';
import type { Answer, CommandCall } from '../platform/slack/listeners.ts';
import type { Lead } from './lead.ts';
import type { LeadActor } from './ports-service.ts';
import { noFreeLeadMessage, unknownLeadMessage } from './reply-blocks.ts';
import type { Leads } from './service.ts';

/** For words of a command that begin with a lead: `12`, `#12`, `newest`; `rest` is what follows it. */
export const forLead =
  (leads: Leads, run: (call: CommandCall<LeadActor>, lead: Lead, rest: string) => Promise<Answer>) =>
  async (call: CommandCall<LeadActor>): Promise<Answer> => {
    const [, reference = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(call.text) ?? [];
    const lead = reference === '' ? undefined : await leads.find(call.actor.workspaceId, reference);
    if (lead !== undefined) return run(call, lead, rest.trim());
    if (reference.toLowerCase() === 'newest') return say(noFreeLeadMessage());
    return say(unknownLeadMessage(reference));
  };
