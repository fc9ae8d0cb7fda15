import { context, section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { missingWords } from '../core/demands.ts';
import { counted } from '../core/time-text.ts';
import type { CampaignGap, GapDigest } from './gaps.ts';

/** What came incomplete, by the campaign that it comes from: for marketing, once a morning. */
export function gapMessage({ since, zone, gaps }: GapDigest): MessageContent {
  const shown = gaps.slice(0, MOST_CAMPAIGNS);
  const more = gaps.length - shown.length;
  return message(gapLine({ since, zone, gaps }), [
    section(md`*${incomplete(gaps)} since ${when(since, 'date-time', zone)}*`),
    ...shown.map((gap) => section(campaignLines(gap))),
    ...(more > 0 ? [context(md`${counted(more, 'more campaign')} had incomplete leads.`)] : []),
    context(
      md`Press “Add fields” on the card of a lead to add what you know. A form that never asks is best mended itself.`,
    ),
  ]);
}

/** The same in one line. */
export const gapLine = ({ since, zone, gaps }: GapDigest): Mrkdwn =>
  md`${incomplete(gaps)} since ${when(since, 'date-time', zone)}`;

const MOST_CAMPAIGNS = 10;
const MOST_NAMED = 5;

const incomplete = (gaps: readonly CampaignGap[]): string =>
  `${counted(
    gaps.reduce((sum, { leads }) => sum + leads.length, 0),
    'lead',
  )} came incomplete`;

function campaignLines({ campaign, source, arrived, leads }: CampaignGap): Mrkdwn {
  const of = `${leads.length} of ${arrived}`;
  const title = md`*${campaign ?? 'No campaign'}*${source === undefined ? md`` : md` (${source})`}: ${of}`;
  const named = leads
    .slice(0, MOST_NAMED)
    .map(({ name, missing }) => md`${name}: ${missingWords(missing.map((field) => ({ field })))}`);
  const more = leads.length > MOST_NAMED ? [md`and ${leads.length - MOST_NAMED} more`] : [];
  return lines(title, joined([...named, ...more], '\n'));
}
