import { cut } from '../blockkit/escape.ts';
import { joined, lines, link, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import type { Datum, PackSection } from '../core/datum.ts';
import { figureText } from '../core/figure.ts';
import { REASONS } from '../core/lead-reasons.ts';
import { type StageWords, stageCalled } from '../core/lead-stages.ts';
import { LEAST_FOR_PERCENT, percentOf, shareText } from '../core/share-text.ts';
import { counted, workingTimeText } from '../core/time-text.ts';
import { SIDES, type Side, VERDICT_WORDS } from '../core/verdict.ts';
import type { AsksOfTeam, Compared, Conversion, DataPack, Holder, LatePart, Sample, Speed } from './pack.ts';

/** How a pack is shown. */
export interface PackLook {
  /** Whether everything has its [React to this]. */
  readonly isReactable: boolean;
  /** What the company calls the stages. */
  readonly words: StageWords;
  /** Where the cards of the leads are, by lead. */
  readonly cards: ReadonlyMap<string, string>;
}

/** Something that is said, and what of it somebody can react to. */
interface Fact {
  readonly datum?: Datum;
  readonly line: Mrkdwn;
}

interface Part {
  readonly hasAny: (pack: DataPack) => boolean;
  /** Undefined where there is nothing to say in so few words. */
  readonly inShort: (pack: DataPack, words: StageWords) => Mrkdwn | undefined;
  /** The first fact is the whole; `more` is in small print below. */
  readonly say: (
    pack: DataPack,
    look: PackLook,
  ) => { readonly facts: readonly Fact[]; readonly more: readonly Mrkdwn[] };
}

/** What each part of a data pack says. */
export const PARTS: Readonly<Record<PackSection, Part>> = {
  late: {
    hasAny: ({ late }) => late.now + late.before > 0,
    inShort: ({ late }) => md`${comparedText(late)}`,
    say: ({ late, zone }) => ({
      facts: [
        { line: md`${counted(late.now, 'lead')} became late, ${beforeText(late)}` },
        ...late.sources.slice(0, MOST).map(({ origin, late: count, came }) => ({
          datum: originOf('late', origin),
          line: md`${nameOf(origin)}: ${count} late, ${came} arrived`,
        })),
        ...[...Map.groupBy(late.clauses, ({ clause }) => clause)].slice(0, MOST).map(([clause, all]) => ({
          datum: { kind: 'clause', clause } as const,
          line: joined(
            [md`Promise “${nameOf(clause)}”`, ...all.map((one) => md`${ABOUT[one.about]}: ${one.late} late`)],
            ' · ',
          ),
        })),
      ],
      more:
        late.now < LEAST_TO_SPLIT
          ? []
          : [
              ...(late.holders.length === 0 ? [] : [holdersText(late.holders)]),
              ...(late.hours.length === 0 ? [] : [hoursText(late.hours, zone)]),
            ],
    }),
  },
  speed: {
    hasAny: ({ speed }) => speed.now.n + speed.before.n > 0,
    inShort: ({ speed: { now, target } }) => joined([speedText(now), ...promised(target)], ', '),
    say: ({ speed: { now, before, target } }) => ({
      facts: [
        {
          line: lines(
            joined([now.n === 0 ? md`no leads` : md`median: ${speedText(now)}`, ...promised(target)], ', '),
            now.n > 0 && md`in time: ${shareText(now.inTime, now.n)}`,
            before.n === 0
              ? md`before: no leads`
              : md`before: median ${speedText(before)}, in time: ${shareText(before.inTime, before.n)}`,
          ),
        },
      ],
      more: [],
    }),
  },
  reasons: {
    hasAny: ({ reasons }) => reasons.now + reasons.before > 0,
    inShort: ({ reasons: { top, ...all } }) => {
      const [first] = top;
      return first === undefined
        ? md`${comparedText(all)}`
        : md`${comparedText(all)}; most often ${REASONS[first.reason].words.toLowerCase()}`;
    },
    say: ({ reasons }) => ({
      facts: [
        { line: md`${counted(reasons.now, 'time')} a lead was given up, ${beforeText(reasons)}` },
        ...reasons.top.map((one) => ({
          datum: { kind: 'reason', reason: one.reason } as const,
          line: md`${REASONS[one.reason].words}: ${comparedText(one)}`,
        })),
      ],
      more: [],
    }),
  },
  conversion: {
    hasAny: ({ conversion }) => conversion.now.n + conversion.before.n > 0,
    inShort: ({ conversion }, words) => conversionText(conversion.now, words),
    say: ({ conversion }, { words }) => ({
      facts: [
        {
          line: lines(
            conversionText(conversion.now, words),
            conversion.before.n === 0
              ? md`before: no leads`
              : md`before, as they are by now: ${conversionText(conversion.before, words)}`,
          ),
        },
        ...conversion.sources.slice(0, MOST).map((one) => ({
          datum: originOf('conversion', one.origin),
          line: md`${nameOf(one.origin)}: ${conversionText(one, words)}`,
        })),
      ],
      more: conversion.sources.slice(MOST).map((one) => md`${nameOf(one.origin)}: ${conversionText(one, words)}`),
    }),
  },
  returned: {
    hasAny: ({ returned: { turnedDown, givenBack, handedOn, cameBack } }) =>
      [turnedDown, givenBack, handedOn, cameBack].some(({ now, before }) => now + before > 0),
    inShort: ({ returned }, words) => md`${stageCalled('rejected', words)} ${comparedText(returned.turnedDown)}`,
    say: ({ returned, conversion }, { words }) => ({
      facts: [
        {
          line: lines(
            md`• ${stageCalled('rejected', words)}: ${comparedText(returned.turnedDown)}, of ${counted(conversion.now.n, 'lead')} that arrived`,
            md`• given back for anybody: ${comparedText(returned.givenBack)}`,
            md`• handed on to somebody else: ${comparedText(returned.handedOn)}`,
            md`• back from the shelf: ${comparedText(returned.cameBack)}`,
          ),
        },
        ...returned.sources.slice(0, MOST).map(({ origin, turnedDown, came }) => ({
          datum: originOf('returned', origin),
          line: md`${nameOf(origin)}: ${stageCalled('rejected', words)} ${shareText(turnedDown, came)}`,
        })),
      ],
      more: [],
    }),
  },
  asks: {
    hasAny: ({ asks }) => SIDES.some((side) => asks[side].opened + asks[side].settled + asks[side].waiting > 0),
    inShort: ({ asks }) =>
      md`${asks.sales.opened + asks.marketing.opened} asked, ${asks.sales.settled + asks.marketing.settled} settled, ${asks.sales.waiting + asks.marketing.waiting} waiting`,
    say: ({ asks }) => ({
      facts: [{ line: lines(...SIDES.map((side) => md`• ${asksText(side, asks[side])}`)) }],
      more: [],
    }),
  },
  samples: {
    hasAny: ({ samples }) => samples.strong.length + samples.weak.length > 0,
    inShort: () => undefined,
    say: ({ samples }, { cards }) => ({
      facts: [
        { line: md`what people found of them, and why` },
        ...[...samples.strong, ...samples.weak].map((one) => ({
          datum: { kind: 'lead', leadId: one.leadId } as const,
          line: sampleText(one, cards.get(one.leadId)),
        })),
      ],
      more: [],
    }),
  },
};

/** So many of each have a button, or a phone scrolls for ever. */
const MOST = 3;

/** Of fewer an hour says nothing, and a team would be one person. */
const LEAST_TO_SPLIT = 3;

/** "When they became late: 5 with sales, 2 not claimed" */
const holdersText = (holders: LatePart['holders']): Mrkdwn =>
  md`When they became late: ${joined(
    holders.map(({ holder, late }) => md`${late} ${HELD[holder]}`),
    ', ',
  )}`;

const HELD: Readonly<Record<Holder, string>> = {
  sales: 'with sales',
  marketing: 'with marketing',
  other: 'with somebody of neither team',
  nobody: 'not claimed',
};

/** "Most became late at 10:00–11:00 (4), 16:00–17:00 (2), Europe/Berlin time" */
function hoursText(hours: LatePart['hours'], zone: string): Mrkdwn {
  const hour = (at: number): string => `${String(at % 24).padStart(2, '0')}:00`;
  const all = hours.map(({ hour: at, late }) => md`${hour(at)}–${hour(at + 1)} (${late})`);
  return md`Most became late at ${joined(all, ', ')}, ${zone} time`;
}

const ABOUT = {
  'first-contact': 'first contact',
  'follow-up': 'all attempts',
  outcome: 'how it ends',
} as const;

const originOf = (part: PackSection, origin: string): Datum => ({
  kind: 'origin',
  section: part,
  by: 'source',
  origin,
});

/** "12, 8 before" */
const comparedText = (one: Compared): string => `${one.now}, ${beforeText(one)}`;

const beforeText = ({ now, before }: Compared): string => (now === before ? 'as before' : `${before} before`);

const speedText = ({ n, inTime, median }: Speed): string => figureText({ unit: 'time', n, count: inTime, median });

const promised = (target: number | undefined): Mrkdwn[] =>
  target === undefined ? [] : [md`promised within ${workingTimeText(target)}`];

/** "40 leads, 20 % (8 of 40) qualified, 2 won" */
function conversionText({ n, qualified, won }: Conversion, words: StageWords): Mrkdwn {
  if (n === 0) return md`no leads`;
  const percent = n < LEAST_FOR_PERCENT ? md`` : md` (${percentOf(qualified, n)} %)`;
  return md`${counted(n, 'lead')}, ${qualified} ${stageCalled('qualified', words)}${percent}, ${won} ${stageCalled('customer', words)}`;
}

function asksText(side: Side, { opened, settled, closed, waiting, medianDays, oldestDays }: AsksOfTeam): Mrkdwn {
  const ages =
    waiting === 0 || medianDays === undefined || oldestDays === undefined
      ? md``
      : md` (median ${counted(medianDays, 'working day')}, the oldest ${oldestDays})`;
  const who = side === 'sales' ? 'Sales asked marketing' : 'Marketing asked sales';
  return md`${who}: ${opened} opened, ${settled} answered or declined, ${closed} closed, ${waiting} waiting${ages}`;
}

/** "#12 from Webinar: sales says good fit, marketing says not a fit: no budget" */
function sampleText({ number, source, says, reason }: Sample, card: string | undefined): Mrkdwn {
  const name = card === undefined ? md`#${number}` : link(card, `#${number}`);
  const from = source === undefined ? md`` : md` from ${nameOf(source)}`;
  const said = SIDES.map((side) => md`${side}: ${SAYS[says[side]]}`);
  const why = reason === undefined ? [] : [md`${REASONS[reason].words.toLowerCase()}`];
  return joined([md`*${name}*${from}`, ...said, ...why], ' · ');
}

const SAYS: Readonly<Record<Sample['says'][Side], string>> = {
  good: VERDICT_WORDS.good.toLowerCase(),
  not: VERDICT_WORDS.not.toLowerCase(),
  undecided: 'undecided',
  silent: 'not said',
};

const nameOf = (origin: string): string => cut(origin, 80);
