import type { Ports } from '../src/platform/ports.ts';
import type { Bot } from './bot.ts';
import { FIRST_LEAD, MORE_LEADS, type SampleLead } from './sample-leads.ts';
import { signedLead } from './signed-lead.ts';

/** Sends one lead after the other to the bot's form, signed, over HTTP; says what came of each. */
export function createLeadSender(
  bot: Pick<Bot, 'form'>,
  { clock, ids, fetch }: Pick<Ports, 'clock' | 'ids' | 'fetch'>,
): () => Promise<string> {
  const leads: readonly SampleLead[] = [...MORE_LEADS, FIRST_LEAD];
  let sent = 0;
  return async () => {
    const lead = leads[sent % leads.length] ?? FIRST_LEAD;
    sent += 1;
    const { url, secret } = bot.form();
    const answer = await fetch(url, { method: 'POST', ...signedLead(lead, secret, ids.next(), clock.now()) });
    return answer.ok
      ? `The website has sent a lead of ${lead.company}. Its card is in #leads.`
      : `The lead was refused: ${answer.status} ${await answer.text()}`;
  };
}
