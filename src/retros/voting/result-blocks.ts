import type { KnownBlock } from '@slack/types';
import { context, header, section } from '../../blockkit/blocks.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import { counted } from '../../core/time-text.ts';
import { MOST_DECIDED } from '../deciding/deciding.ts';
import { dotsText, type NamedTopic, topicName } from '../topics/topic-words.ts';
import type { Dots, Tally } from './tally.ts';
import type { Standing } from './tally-ranking.ts';

interface ShownRanked extends NamedTopic {
  readonly rank: number;
  readonly standing: Standing;
  readonly dots: Dots;
}

export interface ResultView {
  readonly retro: { readonly number: number | undefined };
  readonly tally: Tally;
  readonly ranked: readonly ShownRanked[];
  readonly without: number;
  /** Whom it rings for: who takes part, whether they have voted or not. */
  readonly tookPart: readonly string[];
}

/** The result: one new reply that rings for those who take part, with the topics in the order in which to talk of them. */
export function resultMessage(view: ResultView): MessageContent {
  const { retro, tally, ranked, without, tookPart } = view;
  const name = `Retro ${retro.number ?? ''}`.trim();
  const ring = joined(tookPart.map(mention), ' ');
  const [first] = ranked;
  const isVoted = tally.byTopic.size > 0;
  const summary =
    first === undefined ? 'there is nothing to talk about' : `${counted(ranked.length, 'topic')} to talk about`;
  return message(md`${ring} ${name}: ${summary}.`, [
    header(`${name}: what to talk about`),
    section(lines(md`${ring}`, votersText(tally))),
    ...topicSections(ranked),
    ...(isVoted && without > 0 ? [context(md`${counted(without, 'topic')} got no dots.`)] : []),
    ...noteOf(ranked),
  ]);
}

function topicSections(ranked: readonly ShownRanked[]): KnownBlock[] {
  const left = ranked.length - MOST_RANKED;
  return [
    ...ranked
      .slice(0, MOST_RANKED)
      .map((one) => section(lines(md`*${one.rank}. ${topicName(one, LONGEST)}*`, standingText(one)))),
    ...(left > 0 ? [context(md`and ${counted(left, 'topic')} with fewer dots`)] : []),
    ...(ranked.length > MOST_DECIDED ? [context(md`You decide about the first ${MOST_DECIDED}, below.`)] : []),
  ];
}

/** How many voted, and never who. */
function votersText(tally: Tally): Mrkdwn {
  if (tally.kind === 'each')
    return md`${tally.voters.sales} of sales and ${tally.voters.marketing} of marketing have voted.`;
  if (tally.voters === 0) return md`Nobody has voted, so here are all topics.`;
  return tally.voters === 1 ? md`One person has voted.` : md`${tally.voters} people have voted.`;
}

function standingText({ standing, dots, cards }: ShownRanked): Mrkdwn | undefined {
  switch (standing) {
    case 'common':
      return md`Common ground · ${sidesText(dots)}`;
    case 'sales-only':
      return md`Perception gap: only sales sees this · ${sidesText(dots)}`;
    case 'marketing-only':
      return md`Perception gap: only marketing sees this · ${sidesText(dots)}`;
    case 'joint':
      return md`${dotsText(dots.kind === 'joint' ? dots.dots : 0)}`;
    case 'unvoted':
      return cards.length > 1 ? md`${counted(cards.length, 'card')}` : undefined;
  }
}

function sidesText(dots: Dots): Mrkdwn {
  if (dots.kind === 'joint') return md`${dotsText(dots.dots)}`;
  const all = [
    ...(dots.sales > 0 ? [md`sales ${dotsText(dots.sales)}`] : []),
    ...(dots.marketing > 0 ? [md`marketing ${dotsText(dots.marketing)}`] : []),
  ];
  return joined(all, ' · ');
}

/** What the labels mean, where there are any. */
function noteOf(ranked: readonly ShownRanked[]): KnownBlock[] {
  if (ranked.some(({ standing }) => standing === 'joint'))
    return [
      context(
        md`With fewer than three voters in a team all dots are counted together, so that nobody’s can be guessed.`,
      ),
    ];
  if (!ranked.some(({ standing }) => standing.endsWith('only'))) return [];
  return [
    context(
      md`What both teams chose comes first. A perception gap is worth a question: what do you see that we don’t?`,
    ),
  ];
}

/** Beyond that nobody talks of it. */
const MOST_RANKED = 10;
const LONGEST = 150;
