import type { KnownBlock } from '@slack/types';
import { context, header, section } from '../../blockkit/blocks.ts';
import { type BarChart, barChart, type DataVisualizationBlock } from '../../blockkit/charts.ts';
import { cut } from '../../blockkit/escape.ts';
import { PHONE } from '../../blockkit/limits.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import { type Column, table } from '../../blockkit/tables.ts';
import { REASONS, type ReasonKey } from '../../core/lead-reasons.ts';
import { LEAST_FOR_PERCENT, shareText } from '../../core/share-text.ts';
import { counted } from '../../core/time-text.ts';
import { SIDES, type Side, VERDICT_WORDS } from '../../core/verdict.ts';
import { verdictText } from '../../core/verdict-text.ts';
import { ANONYMOUS_A_SIDE } from '../sides.ts';
import {
  type LeadResult,
  learnedFrom,
  ORIGINS,
  type OriginResult,
  type ReviewResults,
  type Says,
  type ShownVerdict,
  type SideVerdict,
} from './results.ts';

/** What the parent in the channel says once a review is revealed; what is left to discuss stands there as well, and the rest in its thread. */
export const resultBlocks = (results: ReviewResults, isAnonymous: boolean): KnownBlock[] => [
  section(lines(md`*Results*`, ...foundLines(results, isAnonymous))),
];

export interface ResultView {
  readonly number: number;
  readonly isAnonymous: boolean;
  readonly results: ReviewResults;
  /** Who took part and is still there, in an anonymous review as well: that they judged is no secret. */
  readonly tookPart: readonly string[];
}

/**
 * The new reply in the thread: it rings for those who took part, once, and says what was found. A Slack that knows no charts gets
 * the table alone, and one that knows no tables words.
 */
export function resultMessage(view: ResultView): MessageContent {
  const { number, results, isAnonymous } = view;
  const title = `Review ${number}: what you found`;
  const ring = joined(view.tookPart.map(mention), ' ');
  const thanks = view.tookPart.length === 0 ? md`Nobody has judged a lead.` : md`${ring}, thank you.`;
  const anonymous = isAnonymous && md`This review is anonymous: nobody’s verdict has a name.`;
  const head = [
    header(title),
    section(lines(thanks, ...foundLines(results, isAnonymous), anonymous)),
    ...disagreementSections(view, MOST_IN_REPLY),
  ];
  const foot = [...tableOf(results), ...fewNote(results)];
  const words = lines(
    md`*${title}*`,
    thanks,
    ...foundLines(results, isAnonymous),
    ...disagreementLines(view, MOST_IN_REPLY),
    ...results.by.source.slice(0, MOST_IN_REPLY).map((one) => md`• ${originText(one)}`),
  );
  return {
    ...message(summary(view, ring), [...head, ...charts(view), ...foot]),
    plainer: { ...message(summary(view, ring), [...head, ...foot]), plainer: message(words) },
  };
}

/**
 * What was said of one lead, for its own reply in the thread: each side, and then who said what, by name. A reply that is posted
 * late would ring for whom it mentions.
 */
export function saidLines(
  { lead: { verdicts }, sides }: LeadResult,
  words: { readonly isAnonymous: boolean; readonly names: ReadonlyMap<string, string> },
): Mrkdwn[] {
  return SIDES.flatMap((side) => {
    const theirs = verdicts.filter((one) => one.side === side);
    return [
      md`*${SIDE_NAMES[side]}:* ${sideText(sides[side], words.isAnonymous)}`,
      ...theirs.slice(0, MOST_OF_SIDE).map((one) => md`• ${saidText(one, words)}`),
      ...(theirs.length > MOST_OF_SIDE ? [md`• and ${theirs.length - MOST_OF_SIDE} more`] : []),
    ];
  });
}

function saidText(
  one: ShownVerdict,
  { isAnonymous, names }: { readonly isAnonymous: boolean; readonly names: ReadonlyMap<string, string> },
): Mrkdwn {
  const who = (one.by && names.get(one.by)) ?? 'A former member';
  const said = isAnonymous ? md`${verdictText(one)}` : md`${who}: ${verdictText(one)}`;
  const words = [
    ...(one.note === undefined ? [] : [md`“${cut(one.note, LONGEST_NOTE)}”`]),
    ...(one.wish === undefined ? [] : [md`next time: “${cut(one.wish, LONGEST_NOTE)}”`]),
  ];
  return joined([said, ...words], ' · ');
}

/** What a locked phone shows: no lead, and no name but those whom it rings for. */
function summary({ number, results, tookPart }: ResultView, ring: Mrkdwn): Mrkdwn {
  const { agreement, disagreements } = results;
  const found = agreement.n === 0 ? md`no lead was judged by both teams` : md`you agree on ${agreeText(agreement)}`;
  const open = disagreements.length === 0 ? md`` : md`, ${disagreements.length} to discuss`;
  return md`${tookPart.length === 0 ? md`` : md`${ring} `}Review ${number}: ${found}${open}.`;
}

const foundLines = (results: ReviewResults, isAnonymous: boolean): (Mrkdwn | undefined)[] => [
  agreementLine(results),
  leftOutLine(results, isAnonymous),
  learnedLine(results),
];

function agreementLine({ agreement }: ReviewResults): Mrkdwn {
  if (agreement.n === 0) return md`There is no lead of which both teams could tell.`;
  return md`Sales and marketing agree on *${agreeText(agreement)}*.`;
}

/** "6 of 8 leads"; from ten on "75 % of the leads (9 of 12)". */
const agreeText = ({ count, n }: ReviewResults['agreement']): string =>
  n < LEAST_FOR_PERCENT ? `${count} of ${counted(n, 'lead')}` : shareText(count, n).replace('%', '% of the leads');

/** Leads of which nothing is said by the agreement, and why; undefined if there is none. */
function leftOutLine({ agreement, leads, unjudged }: ReviewResults, isAnonymous: boolean): Mrkdwn | undefined {
  const count = (who: Side | 'both'): number => unjudged.filter(({ by }) => by === who).length;
  // Where nobody is named, what two have said is shown of no lead.
  const not = isAnonymous ? (team: string) => `that fewer than ${FEWEST} of ${team} have judged` : notJudged;
  const parts = [
    [leads.length - agreement.n - unjudged.length, 'of which one team can’t tell'],
    [count('sales'), not('sales')],
    [count('marketing'), not('marketing')],
    [count('both'), not('either team')],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, why]) => `${number} ${why}`);
  return said.length === 0 ? undefined : md`Not counted in it: ${said.join(', ')}.`;
}

const notJudged = (team: string): string =>
  team === 'either team' ? 'that nobody has judged' : `that ${team} has not judged`;

function learnedLine(results: ReviewResults): Mrkdwn | undefined {
  const learned = learnedFrom(results);
  if (learned === undefined) return undefined;
  if (learned.kind === 'reason') {
    return md`*Learned:* the most frequent reason for no fit is ${reasonWords(learned.key)}, in ${learned.count} of ${counted(learned.of, 'lead')}.`;
  }
  const { origin } = learned;
  return md`*Learned:* fewer than half of the leads from ${cut(origin.origin, LONGEST_ORIGIN)} are good fits, ${shareText(origin.good, origin.n)}.`;
}

function disagreementSections(view: ResultView, most: number): KnownBlock[] {
  const said = disagreementLines(view, most);
  return said.length === 0 ? [] : [section(lines(...said))];
}

function disagreementLines({ results, isAnonymous }: ResultView, most: number): Mrkdwn[] {
  const { disagreements, agreement } = results;
  if (disagreements.length === 0)
    return agreement.n === 0 ? [] : [md`Nothing to discuss: no lead is judged differently.`];
  const wanted = counted(disagreements.length, 'decision');
  return [
    md`*${wanted} wanted*, the largest difference first: press *Decide* below the lead. Each changes a gate, a definition, a persona, a source or a process, and has an owner and a day.`,
    ...disagreements
      .slice(0, most)
      .map((one, at) => md`${at + 1}. *${cut(one.lead.name, LONGEST_NAME)}*: ${differenceText(one, isAnonymous)}`),
    ...(disagreements.length > most ? [md`${disagreements.length - most} more stand below their leads.`] : []),
  ];
}

function differenceText({ sides, difference }: LeadResult, isAnonymous: boolean): string {
  const [sales, marketing] = [sides.sales, sides.marketing];
  if (difference === 'grades')
    return `${VERDICT_WORDS[decidedBy(sales, marketing)]}, but sales gives ${gradeText(sales)} and marketing ${gradeText(marketing)} of 5`;
  return `sales ${lower(sideText(sales, isAnonymous))}, marketing ${lower(sideText(marketing, isAnonymous))}`;
}

const decidedBy = (...sides: readonly SideVerdict[]) =>
  sides.map(({ says }) => says).find((says) => says === 'good' || says === 'not') ?? 'unsure';

const gradeText = ({ grade = 0 }: SideVerdict): string => String(Math.round(10 * grade) / 10);

/** "Not a fit by 2 of 3 (no budget)" */
function sideText({ says, good, not, unsure, reasons }: SideVerdict, isAnonymous: boolean): string {
  const all = good + not + unsure;
  if (says === 'silent') return silentText(isAnonymous);
  if (says === 'undecided' && good > 0) return `Divided (${good} good fit, ${not} not)`;
  const most = says === 'good' ? good : says === 'not' ? not : unsure;
  const of = most === all ? '' : ` by ${most} of ${all}`;
  const why = says === 'good' ? [] : reasons.slice(0, MOST_REASONS).map(reasonWords);
  return `${SAYS[says]}${of}${why.length === 0 ? '' : ` (${why.join(', ')})`}`;
}

/** At most two, which Slack takes; each says the same as a row of the table or a line above. */
function charts({ results: { leads, by }, isAnonymous }: ResultView): DataVisualizationBlock[] {
  const saying = (side: Side, says: Says): number => leads.filter(({ sides }) => sides[side].says === says).length;
  const told = (['good', 'not', 'undecided', 'silent'] as const).filter((says) =>
    SIDES.some((side) => saying(side, says) > 0),
  );
  if (told.every((says) => says === 'silent')) return [];
  const teams = barChart({
    title: 'What each team finds',
    unit: 'leads',
    categories: told.map((says) => (says === 'silent' ? silentText(isAnonymous) : SAYS[says])),
    series: SIDES.map((side) => ({ name: SIDE_NAMES[side], values: told.map((says) => saying(side, says)) })),
  });
  return by.source.length < 2 ? [teams] : [teams, barChart(sourcesChart(by.source))];
}

/** The largest sources, and the others as one. */
function sourcesChart(sources: readonly OriginResult[]): BarChart {
  const most = PHONE.chartPoints.max;
  const shown = sources.length > most ? sources.slice(0, most - 1) : sources;
  const rest = sources.slice(shown.length);
  const sum = (of: (one: OriginResult) => number): number => rest.reduce((all, one) => all + of(one), 0);
  const bars = (of: (one: OriginResult) => number) => [...shown.map(of), ...(rest.length === 0 ? [] : [sum(of)])];
  return {
    title: 'Good fits by source',
    unit: 'leads',
    categories: [...shown.map(({ origin }) => origin), ...(rest.length === 0 ? [] : [`${rest.length} others`])],
    series: [
      { name: 'Good fits', values: bars(({ good }) => good) },
      { name: 'Other leads', values: bars(({ n, good }) => n - good) },
    ],
  };
}

const COLUMNS: readonly Column[] = [
  { title: 'Leads from' },
  { title: 'Good fits', align: 'right' },
  { title: 'Teams agree', align: 'right' },
  { title: 'Mostly no fit for' },
];

function tableOf({ by }: ReviewResults): KnownBlock[] {
  const rows = ORIGINS.flatMap((kind) => {
    const shown = by[kind].slice(0, MOST_ROWS);
    const left = by[kind].length - shown.length;
    return [
      ...shown.map((one) => rowOf(ORIGIN_NAMES[kind], one)),
      ...(left === 0 ? [] : [[`${left} more of this kind`]]),
    ];
  });
  return rows.length === 0 ? [] : [table(COLUMNS, rows, { most: MOST_IN_TABLE })];
}

const rowOf = (kind: string, { origin, n, good, agreed, decided, reason }: OriginResult): string[] => [
  `${kind}: ${cut(origin, LONGEST_ORIGIN)}`,
  shareText(good, n),
  decided === 0 ? '' : shareText(agreed, decided),
  reason === undefined ? '' : `${reasonWords(reason.key)} (${reason.count})`,
];

function fewNote({ by }: ReviewResults): KnownBlock[] {
  if (by.source.length + by.campaign.length + by.persona.length === 0) return [];
  return [
    context(
      md`Good fit: everybody who could tell says so. Under ${LEAST_FOR_PERCENT} leads there is no percentage: so few say little of a source.`,
    ),
  ];
}

const originText = ({ origin, good, n }: OriginResult): string =>
  `${cut(origin, LONGEST_ORIGIN)}: ${shareText(good, n)} good fits`;

const reasonWords = (key: ReasonKey): string => REASONS[key].words.toLowerCase();

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const SAYS: Readonly<Record<Says, string>> = {
  good: VERDICT_WORDS.good,
  not: VERDICT_WORDS.not,
  undecided: VERDICT_WORDS.unsure,
  silent: 'Not judged',
};

const FEWEST = ANONYMOUS_A_SIDE === 3 ? 'three' : String(ANONYMOUS_A_SIDE);

const silentText = (isAnonymous: boolean): string => (isAnonymous ? 'Too few judged' : SAYS.silent);

const SIDE_NAMES: Readonly<Record<Side, string>> = { sales: 'Sales', marketing: 'Marketing' };

const ORIGIN_NAMES = { source: 'Source', campaign: 'Campaign', persona: 'Persona' } as const;

const MOST_IN_REPLY = 10;
const MOST_OF_SIDE = 8;
const MOST_REASONS = 2;
const MOST_ROWS = 25;
const MOST_IN_TABLE = 4_000;
const LONGEST_NAME = 80;
const LONGEST_NOTE = 200;
const LONGEST_ORIGIN = 60;
