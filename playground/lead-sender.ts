import type { Ports } from '../src/platform/ports.ts';
import type { Bot } from './bot.ts';
import { isRecord, parseJson } from './server/json.ts';
import { signedLead } from './signed-lead.ts';

/** What came of a lead, in words. */
export interface Sent {
  readonly isAccepted: boolean;
  readonly says: string;
}

/** Sends a lead to the bot's form as it was typed, signed, over HTTP. */
export type LeadSender = (body: string) => Promise<Sent>;

export function createLeadSender(
  bot: Pick<Bot, 'form'>,
  { clock, ids, fetch }: Pick<Ports, 'clock' | 'ids' | 'fetch'>,
): LeadSender {
  return async (body) => {
    if (parseJson(body) === undefined) return { isAccepted: false, says: 'This is no JSON: nothing was sent.' };
    const { url, secret } = bot.form();
    try {
      const answer = await fetch(url, { method: 'POST', ...signedLead(body, secret, ids.next(), clock.now()) });
      return { isAccepted: answer.ok, says: sentence(answer.status, (await answer.text()).trim()) };
    } catch {
      return { isAccepted: false, says: 'Baton’s form cannot be reached right now: try again in a moment.' };
    }
  };
}

function sentence(status: number, said: string): string {
  const answer = parseJson(said);
  if (!isRecord(answer)) return `${status}: ${said}`;
  if (typeof answer.lead === 'number') return `${status}: Baton took it as lead #${answer.lead}.`;
  return `${status}: ${typeof answer.reason === 'string' ? answer.reason : String(answer.status)}`;
}
