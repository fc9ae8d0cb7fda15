import { say } from '../platform/slack/listeners/answers.ts';
import type { Answer, CommandCall } from '../platform/slack/listeners/listeners.ts';
import type { Lead } from './lead.ts';
import type { LeadActor } from './ports-service.ts';
import { noFreeLeadMessage, unknownLeadMessage } from './reply-blocks.ts';
import { LONGEST_REST, whichMessage } from './search/search-blocks.ts';
import { readerOf } from './search/search-slack.ts';
import type { Leads } from './service.ts';

/** How a word of a command names its lead. */
export interface Naming {
  readonly word: string;
  /** Which leads it is about: of several those are meant. */
  readonly about: 'free' | 'own' | 'any';
  /** Nothing follows the lead. */
  readonly isWhole?: true;
}

/**
 * For words of a command that begin with a lead: `12`, `#12`, `newest`, or what somebody remembers of it; `rest` is what follows.
 * Of several leads somebody chooses, and nothing of what they typed is lost.
 */
export const forLead =
  (
    leads: Leads,
    { word, about, isWhole }: Naming,
    run: (call: CommandCall<LeadActor>, lead: Lead, rest: string) => Promise<Answer>,
  ) =>
  async (call: CommandCall<LeadActor>): Promise<Answer> => {
    const { actor, text } = call;
    const meant = await leads.resolve(actor, text, about, isWhole ?? false);
    if (meant.kind === 'one') return run(call, meant.lead, meant.rest.trim());
    if (meant.kind === 'several' && meant.rest.length <= LONGEST_REST)
      return say(whichMessage(word, meant, await readerOf(leads, call)));
    if (text.toLowerCase() === 'newest') return say(noFreeLeadMessage());
    return say(unknownLeadMessage(isWhole ? text : (/^("[^"]*"|\S*)/.exec(text)?.[0] ?? '')));
  };
