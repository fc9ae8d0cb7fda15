import type { OriginKind } from '../core/datum.ts';
import type { Counted, Figure } from '../core/figure.ts';
import type { Instant } from '../core/instants.ts';
import type { ReasonKey } from '../core/lead-reasons.ts';
import { LEAST_FOR_PERCENT, percentOf } from '../core/share-text.ts';
import type { VerdictKind } from '../core/verdict.ts';

/** From an instant on, and before another one. */
export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

/** What is measured: its name never changes its meaning, so that two reports that name it say the same. */
export interface Metric {
  readonly name: string;
  /** What counts, of what, for whoever asks. */
  readonly means: string;
  /** Whether it is so many of `n`, or the working time in the middle of `n`. */
  readonly unit: Figure['unit'];
  /** Which way is better. */
  readonly better: 'more' | 'less';
  /** What it counts; leads unless this says otherwise. */
  readonly of?: Counted;
}

/** One value of a metric: so many of `n`, in a window. */
export interface Measured extends Omit<Figure, 'unit' | 'of'> {
  readonly metric: Metric;
  readonly window: Window;
}

/** The metrics that reports name. */
export const METRICS = {
  /** Verdicts count in the window in which somebody first gave them. */
  'good-fit': {
    name: 'Good fits',
    means: 'leads that everybody who could tell calls a good fit, of those of which anybody could tell.',
    unit: 'share',
    better: 'more',
  },
  /** The window is a lead review: from its start until it was revealed (src/reviews/thread/results.ts says how a side decides). */
  agreement: {
    name: 'Agreement',
    means: 'leads of which sales and marketing say the same, of those of a review of which both could tell.',
    unit: 'share',
    better: 'more',
  },
  /** The window is that of the arrival, so that a change on one day parts what came before it from what came after. */
  'not-a-fit': {
    name: 'No fit',
    means: 'leads that sales turned down or anybody calls not a fit, of all that arrived.',
    unit: 'share',
    better: 'less',
  },
  /** Of the first time that a lead came to sales; one that is still inside its time doesn't count yet. */
  'in-time': {
    name: 'First contact in time',
    means: 'leads that sales contacted in time, of those that arrived and were contacted or are late.',
    unit: 'share',
    better: 'more',
  },
  late: {
    name: 'Late leads',
    means: 'leads that sales did not contact in time, of those that arrived and were contacted or are late.',
    unit: 'share',
    better: 'less',
  },
  /** One that nobody has contacted counts as slowest. */
  speed: {
    name: 'Time to first contact',
    means:
      'working time until the first contact, in the middle of the leads that arrived and were contacted or are late.',
    unit: 'time',
    better: 'less',
  },
  rejected: {
    name: 'Given up',
    means: 'leads that sales has given up, for good or until later, of all that arrived.',
    unit: 'share',
    better: 'less',
  },
  /** As “kept by sales” in the message of the week, the other way round. */
  returned: {
    name: 'Returned to marketing',
    means: 'leads that sales has closed as not a fit, of all that arrived.',
    unit: 'share',
    better: 'less',
  },
  qualified: {
    name: 'Qualified',
    means: 'leads that got as far as qualified, of all that arrived.',
    unit: 'share',
    better: 'more',
  },
  won: { name: 'Won', means: 'leads that became customers, of all that arrived.', unit: 'share', better: 'more' },
  /** Of both teams together: either can make the other wait. */
  'asks-settled': {
    name: 'Asks answered',
    means: 'asks that were answered or declined, of all that one team has asked of the other.',
    unit: 'share',
    better: 'more',
    of: 'ask',
  },
  /** One that waits counts as slowest. */
  'ask-age': {
    name: 'Time to answer an ask',
    means: 'working time until the answer, in the middle of all that one team has asked of the other.',
    unit: 'time',
    better: 'less',
    of: 'ask',
  },
} as const satisfies Readonly<Record<string, Metric>>;

/** As a share from 0 to 1; undefined where there are too few to say (under ten). */
export const shareOf = ({ count, n }: Pick<Measured, 'count' | 'n'>): number | undefined =>
  n < LEAST_FOR_PERCENT ? undefined : count / n;

/** How many points a share has gone up or down; undefined where one of the two says nothing. */
export function trendOf(now: Measured, before: Measured | undefined): number | undefined {
  if (before === undefined || now.n < LEAST_FOR_PERCENT || before.n < LEAST_FOR_PERCENT) return undefined;
  return percentOf(now.count, now.n) - percentOf(before.count, before.n);
}

/** What was found of one lead, by however many. */
export interface JudgedLead {
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly persona: string | undefined;
  readonly found: readonly { readonly verdict: VerdictKind; readonly reason: ReasonKey | undefined }[];
}

/** By what leads are told apart. */
export type Origin = OriginKind;

/** The leads of one source, campaign or persona. */
export interface OfOrigin {
  readonly by: Origin;
  readonly origin: string;
}

/** The leads of one source or campaign. */
export interface OriginFit extends Measured {
  readonly origin: string;
  /** Why it is most often no good fit, and how often; undefined if nobody said. */
  readonly reason: { readonly key: ReasonKey; readonly count: number } | undefined;
}

/** METRICS['good-fit'] of each source or campaign, the largest first. Who says nothing of a lead's fit doesn't count. */
export function fitByOrigin(judged: readonly JudgedLead[], by: Origin, window: Window): OriginFit[] {
  const decided = judged.filter(({ found }) => found.some(({ verdict }) => verdict !== 'unsure'));
  const byOrigin = Map.groupBy(decided, (lead) => lead[by]);
  return [...byOrigin]
    .flatMap(([origin, leads]) =>
      origin === undefined
        ? []
        : [
            {
              metric: METRICS['good-fit'],
              window,
              origin,
              n: leads.length,
              count: leads.filter(isGood).length,
              reason: commonest(leads),
            },
          ],
    )
    .toSorted((a, b) => b.n - a.n || compare(a.origin, b.origin));
}

/** A lead that arrived, with what became of it so far. */
export interface ArrivedLead extends JudgedLead {
  readonly arrivedAt: Instant;
  readonly isTurnedDown: boolean;
}

/** METRICS['not-a-fit'] of one source, campaign or persona, or of all leads; what stands in no figure must not be among them. */
export function noFitOf(
  arrived: readonly ArrivedLead[],
  { window, of }: { readonly window: Window; readonly of?: OfOrigin | undefined },
): Measured {
  const own = arrived.filter(
    (lead) =>
      lead.arrivedAt >= window.from && lead.arrivedAt < window.until && (of === undefined || lead[of.by] === of.origin),
  );
  const count = own.filter(({ isTurnedDown, found }) => isTurnedDown || found.some(({ verdict }) => verdict === 'not'));
  return { metric: METRICS['not-a-fit'], window, n: own.length, count: count.length };
}

/** Best first and worst first of those of which there are enough to tell, at most `most` each and none twice. */
export function bestAndWorst(
  fits: readonly OriginFit[],
  most: number,
): {
  readonly best: readonly OriginFit[];
  readonly worst: readonly OriginFit[];
  readonly tooFew: readonly OriginFit[];
} {
  const ranked = fits
    .flatMap((fit) => {
      const share = shareOf(fit);
      return share === undefined ? [] : [{ fit, share }];
    })
    .toSorted((a, b) => b.share - a.share || b.fit.n - a.fit.n || compare(a.fit.origin, b.fit.origin))
    .map(({ fit }) => fit);
  const best = ranked.slice(0, Math.min(most, Math.ceil(ranked.length / 2)));
  const worst = ranked.slice(best.length).toReversed().slice(0, most);
  return { best, worst, tooFew: fits.filter((fit) => shareOf(fit) === undefined) };
}

const isGood = ({ found }: JudgedLead): boolean =>
  found.every(({ verdict }) => verdict !== 'not') && found.some(({ verdict }) => verdict === 'good');

/** Each lead names a reason once. */
function commonest(leads: readonly JudgedLead[]): OriginFit['reason'] {
  const named = leads.flatMap(({ found }) => [
    ...new Set(found.flatMap(({ verdict, reason }) => (verdict === 'not' && reason !== undefined ? [reason] : []))),
  ]);
  const [most] = [...Map.groupBy(named, (key) => key)].toSorted(
    ([a, as], [b, bs]) => bs.length - as.length || compare(a, b),
  );
  return most && { key: most[0], count: most[1].length };
}

/** The same on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
