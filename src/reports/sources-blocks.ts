import type { KnownBlock } from '@slack/types';
import { context, header, section } from '../blockkit/blocks.ts';
import { cut } from '../blockkit/escape.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { code, joined, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { REASONS } from '../core/lead-reasons.ts';
import { LEAST_FOR_PERCENT, shareText } from '../core/share-text.ts';
import { counted } from '../core/time-text.ts';
import { bestAndWorst, METRICS, type Origin, type OriginFit } from './metrics.ts';

/** How good the leads of each source, campaign and persona were in a month. */
interface View {
  readonly month: { readonly name: string; readonly isOver: boolean };
  readonly before: { readonly name: string };
  readonly judged: number;
  readonly by: Readonly<Record<Origin, readonly Trend[]>>;
}

type Trend = OriginFit & { readonly trend: number | undefined };

/** The best and the worst, each with how many leads it speaks of, and no percentage of too few. */
export function sourcesMessage(view: View): MessageContent {
  const { month, judged } = view;
  const when = month.isOver ? month.name : `${month.name} so far`;
  const title = `Best and worst sources, ${when}`;
  if (judged === 0) return message(title, [section(lines(md`*${title}*`, nothingYet(view)))]);
  return message(title, [
    header(title),
    context(md`${METRICS['good-fit'].name}: ${METRICS['good-fit'].means} ${counted(judged, 'lead')} judged.`),
    ...origins('By source', view.by.source, view),
    ...origins('By campaign', view.by.campaign, view),
    ...origins('By persona', view.by.persona, view),
    context(
      md`Tests, spam and duplicates count nowhere. ${code('/lead-review sources last')} shows the month before, ${code('/lead-review rate 12')} judges a lead.`,
    ),
  ]);
}

const nothingYet = ({ month }: View): Mrkdwn =>
  md`Nobody has judged a lead ${month.isOver ? md`then` : md`yet this month`}. ${code('/lead-review rate 12')} takes one tap, and whoever gives a lead up has judged it as well.`;

function origins(title: string, trends: readonly Trend[], view: View): KnownBlock[] {
  if (trends.length === 0) return [];
  const { best, worst, tooFew } = bestAndWorst(trends, MOST);
  const known = new Map(trends.map((trend) => [trend.origin, trend]));
  const lineOf = (fit: OriginFit, isBad: boolean): Mrkdwn => {
    const trend = known.get(fit.origin);
    return trend === undefined ? md`` : line(trend, view, isBad);
  };
  // One alone is neither the best nor the worst.
  const mark = worst.length === 0 ? '•' : '🟢';
  return [
    section(
      lines(
        md`*${title}*`,
        ...best.map((fit) => md`${mark} ${lineOf(fit, worst.length === 0)}`),
        ...worst.map((fit) => md`🔴 ${lineOf(fit, true)}`),
        ...fewLines(tooFew),
      ),
    ),
  ];
}

/** What to mend is told where there is something to mend. */
function line(fit: Trend, { before }: View, isBad: boolean): Mrkdwn {
  const { reason } = fit;
  const isToldWhy = isBad && reason !== undefined;
  const why = isToldWhy ? [md`most often: ${REASONS[reason.key].words.toLowerCase()} (${reason.count})`] : [];
  return joined([md`*${nameOf(fit)}*: ${shareText(fit.count, fit.n)}`, trendText(fit, before.name), ...why], ' · ');
}

function trendText({ trend }: Trend, before: string): Mrkdwn {
  if (trend === undefined) return md`too few in ${before} to compare`;
  if (trend === 0) return md`as in ${before}`;
  return md`${trend > 0 ? '▲' : '▼'} ${counted(Math.abs(trend), 'point')} since ${before}`;
}

/** So few say nothing in percent, but whoever knows them wants to see that they are counted. */
function fewLines(few: readonly OriginFit[]): Mrkdwn[] {
  if (few.length === 0) return [];
  const shown = few.slice(0, MOST_FEW).map((fit) => md`${nameOf(fit)}: ${shareText(fit.count, fit.n)}`);
  const rest = few.length > MOST_FEW ? [md`${few.length - MOST_FEW} more`] : [];
  return [md`Under ${LEAST_FOR_PERCENT}, too few to tell: ${joined([...shown, ...rest], ', ')}`];
}

const nameOf = ({ origin }: OriginFit): string => cut(origin, 80);

const MOST = 3;
const MOST_FEW = 5;
