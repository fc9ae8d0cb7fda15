import { section } from '../../blockkit/blocks.ts';
import { cut } from '../../blockkit/escape.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { lines, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import type { Rendered } from '../../core/notice.ts';
import { isShown } from '../../core/shown-fields.ts';
import type { CardView } from '../card/card-blocks.ts';
import { companyName, isOpen, leadName } from '../lead.ts';
import { maskedMessage } from '../masking.ts';
import { latestWords } from './merging-again.ts';

/** Its owner hears in the card's thread that the prospect has written again; the channel reads it without names and numbers. */
export function wroteAgainNotice({ lead, events, shown }: CardView): Rendered<MessageContent, Mrkdwn> | undefined {
  const said = latestWords(events);
  if (said === undefined || !isOpen(lead)) return undefined;
  const { campaign, source } = said.change;
  const from = campaign ?? source;
  const words = isShown(shown, 'message', lead.owner !== undefined) ? said.change.message : undefined;
  const masked = words === undefined ? undefined : maskedMessage({ ...lead.fields, message: words });
  const title = from === undefined ? md`They wrote again` : md`They wrote again (${from})`;
  const owner = lead.owner === undefined ? md`` : md` ${mention(lead.owner.personId)}`;
  return {
    line: md`*${leadName(lead)}*: ${title}${owner}`,
    message: message(md`${title}: ${companyName(lead.fields)}${owner}`, [
      section(lines(md`💬 *${title}*${owner}`, masked === undefined ? undefined : md`“${cut(masked, LONGEST)}”`)),
    ]),
  };
}

/** More of it stands with the lead. */
const LONGEST = 1_000;
