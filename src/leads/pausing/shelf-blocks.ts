import type { KnownBlock } from '@slack/types';
import { context, divider, section } from '../../blockkit/blocks.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, onDay } from '../../blockkit/mrkdwn.ts';
import type { Instant } from '../../core/instants.ts';
import { REASON_KEYS, REASONS } from '../../core/lead-reasons.ts';
import { countedStage, type StageWords } from '../../core/lead-stages.ts';
import { LEAST_FOR_PERCENT, percentOf } from '../../core/share-text.ts';
import { counted } from '../../core/time-text.ts';
import { type Lead, leadName } from '../lead.ts';
import type { ShelfYield } from './shelf-yield.ts';

/** For whom the shelf is written; `words` are the company's own for stages. */
interface ShelfReader {
  readonly words: StageWords;
  readonly now: Instant;
  readonly zone: string;
}

/** Leads that come back one day, by reason: what a common campaign could be about; and what has become of those that came back. */
export function shelfMessage(
  leads: readonly Lead[],
  yields: readonly ShelfYield[],
  { words, now, zone }: ShelfReader,
): MessageContent {
  const none = md`No lead is on the shelf. Those that are put off until a day show here.`;
  if (leads.length === 0)
    return yields.length === 0 ? message(none) : message(none, [section(none), ...yieldBlocks(yields, words)]);
  const byReason = Map.groupBy(leads, ({ reason }) => reason);
  const groups = REASON_KEYS.flatMap((reason) => {
    const group = byReason.get(reason) ?? [];
    return group.length === 0
      ? []
      : [section(cohort(REASONS[reason].words, group, now, zone)), context(md`${REASONS[reason].acts}`)];
  });
  return message(md`${counted(leads.length, 'lead')} on the shelf`, [
    section(md`*On the shelf: ${counted(leads.length, 'lead')}*`),
    divider(),
    ...groups,
    ...yieldBlocks(yields, words),
  ]);
}

function yieldBlocks(yields: readonly ShelfYield[], words: StageWords): KnownBlock[] {
  if (yields.length === 0) return [];
  return [
    divider(),
    section(lines(md`*Came back in the last 90 days*`, ...yields.map((one) => yieldLine(one, words)))),
  ];
}

function yieldLine({ reason, back, qualified, won }: ShelfYield, words: StageWords): Mrkdwn {
  const share = back < LEAST_FOR_PERCENT ? '' : ` (${percentOf(qualified, back)} %)`;
  return md`${REASONS[reason].words}: ${counted(back, 'lead')}, ${countedStage(qualified, 'qualified', words)}${share}, ${countedStage(won, 'customer', words)}`;
}

const MOST_NAMED = 8;

function cohort(words: string, leads: readonly Lead[], now: Instant, zone: string): Mrkdwn {
  const named = leads
    .slice(0, MOST_NAMED)
    .map((lead) => md`${leadName(lead)}, back ${onDay(lead.returnsAt ?? lead.receivedAt, now, zone)}`);
  const more = leads.length > MOST_NAMED ? [md`and ${leads.length - MOST_NAMED} more`] : [];
  return lines(md`*${words}* (${leads.length})`, joined([...named, ...more], '\n'));
}
