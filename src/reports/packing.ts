import type { Duration, Instant } from '../core/instants.ts';
import type { ReasonKey } from '../core/lead-reasons.ts';
import { hourAt } from '../core/local-time.ts';
import { SIDES, type Side } from '../core/verdict.ts';
import { type MeasuredLead, measure } from './measuring.ts';
import type { Window } from './metrics.ts';
import type {
  AsksOfTeam,
  Compared,
  Conversion,
  ConversionPart,
  DataPack,
  Holder,
  LatePart,
  ReasonsPart,
  ReturnedPart,
  Sample,
  SamplesPart,
  Speed,
} from './pack.ts';

/** What happened in one window, of which a pack is made; nothing of it counts nowhere (1e). */
export interface Happened {
  readonly arrived: readonly MeasuredLead[];
  /** One for each announced promise that became late. */
  readonly late: readonly LateLead[];
  readonly rejections: readonly { readonly reason: ReasonKey }[];
  readonly moves: { readonly givenBack: number; readonly handedOn: number; readonly cameBack: number };
}

export interface LateLead {
  readonly leadId: string;
  readonly source: string | undefined;
  /** When it became late. */
  readonly at: Instant;
  readonly about: 'first-contact' | 'follow-up' | 'outcome';
  readonly clause: string;
  /** Undefined where that isn’t known. */
  readonly holder: Holder | undefined;
}

/** All that a pack is made of. */
export interface PackMaterial {
  readonly window: Window;
  readonly zone: string;
  readonly at: Instant;
  readonly now: Happened;
  readonly before: Happened;
  readonly target: Duration | undefined;
  /** What each team has asked of the other in the window. */
  readonly asks: Readonly<Record<Side, AskCounts>>;
  /** Leads that were judged in the window. */
  readonly judged: readonly Sample[];
}

interface AskCounts {
  readonly opened: number;
  readonly answered: number;
  readonly declined: number;
  readonly closed: number;
  readonly waiting: number;
  readonly median: { readonly days: number } | undefined;
  readonly oldest: { readonly days: number } | undefined;
}

/** The window of the same length right before. */
export const windowBefore = ({ from, until }: Window): Window => ({ from: from - (until - from), until: from });

/** The figures that both teams look at before they talk. The same material makes the same pack. */
export function packOf({ window, zone, at, now, before, target, asks, judged }: PackMaterial): DataPack {
  const earlier = windowBefore(window);
  return {
    window,
    before: earlier,
    zone,
    at,
    late: latePart(now, before, zone),
    speed: {
      ...(target !== undefined && { target }),
      now: speedOf(now.arrived, window, at),
      before: speedOf(before.arrived, earlier, at),
    },
    reasons: reasonsPart(now, before),
    conversion: conversionPart(now, before),
    returned: returnedPart(now, before),
    asks: { sales: asksOf(asks.sales), marketing: asksOf(asks.marketing) },
    samples: samplesOf(judged),
  };
}

/** More than that nobody reads. */
const MOST = 5;
const MOST_SAMPLES = 3;
const MOST_HOURS = 3;

function latePart(now: Happened, before: Happened, zone: string): LatePart {
  const inTurn = now.late.toSorted((a, b) => b.at - a.at);
  // Each by the first promise that was broken on it.
  const leads = [...new Map(inTurn.map((one) => [one.leadId, one])).values()];
  const came = bySource(now.arrived);
  const clauses = Map.groupBy(now.late, ({ clause, about }) => `${about} ${clause}`);
  return {
    ...compared(leads.length, new Set(before.late.map(({ leadId }) => leadId)).size),
    sources: [...bySource(leads)]
      .map(([origin, late]) => ({ origin, late: late.length, came: came.get(origin)?.length ?? 0 }))
      .toSorted((a, b) => b.late - a.late || compare(a.origin, b.origin))
      .slice(0, MOST),
    clauses: [...clauses.values()]
      .flatMap(([first, ...rest]) =>
        first === undefined ? [] : [{ clause: first.clause, about: first.about, late: rest.length + 1 }],
      )
      .toSorted((a, b) => b.late - a.late || compare(a.clause, b.clause) || compare(a.about, b.about))
      .slice(0, MOST),
    hours: [...Map.groupBy(leads, ({ at }) => hourAt(at, zone))]
      .map(([hour, late]) => ({ hour, late: late.length }))
      .toSorted((a, b) => b.late - a.late || a.hour - b.hour)
      .slice(0, MOST_HOURS),
    holders: [...Map.groupBy(leads, ({ holder }) => holder)]
      .flatMap(([holder, late]) => (holder === undefined ? [] : [{ holder, late: late.length }]))
      .toSorted((a, b) => b.late - a.late || compare(a.holder, b.holder)),
  };
}

function speedOf(arrived: readonly MeasuredLead[], window: Window, at: Instant): Speed {
  const { n, count, median } = measure(arrived, { metric: 'speed', window }, at);
  return { n, inTime: count, ...(median !== undefined && { median }) };
}

function reasonsPart(now: Happened, before: Happened): ReasonsPart {
  const earlier = Map.groupBy(before.rejections, ({ reason }) => reason);
  const top = [...Map.groupBy(now.rejections, ({ reason }) => reason)]
    .map(([reason, all]) => ({ reason, ...compared(all.length, earlier.get(reason)?.length ?? 0) }))
    .toSorted((a, b) => b.now - a.now || compare(a.reason, b.reason))
    .slice(0, MOST);
  return { ...compared(now.rejections.length, before.rejections.length), top };
}

function conversionPart(now: Happened, before: Happened): ConversionPart {
  return {
    now: conversionOf(now.arrived),
    before: conversionOf(before.arrived),
    sources: [...bySource(now.arrived)]
      .map(([origin, leads]) => ({ origin, ...conversionOf(leads) }))
      .toSorted((a, b) => b.n - a.n || compare(a.origin, b.origin))
      .slice(0, MOST),
  };
}

function conversionOf(arrived: readonly MeasuredLead[]): Conversion {
  const count = (metric: 'qualified' | 'won'): number => measure(arrived, { metric, window: ALWAYS }, 0).count;
  return { n: arrived.length, qualified: count('qualified'), won: count('won') };
}

const ALWAYS: Window = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

function returnedPart(now: Happened, before: Happened): ReturnedPart {
  const turnedDown = (leads: readonly MeasuredLead[]): number => leads.filter((lead) => lead.isTurnedDown).length;
  return {
    turnedDown: compared(turnedDown(now.arrived), turnedDown(before.arrived)),
    givenBack: compared(now.moves.givenBack, before.moves.givenBack),
    handedOn: compared(now.moves.handedOn, before.moves.handedOn),
    cameBack: compared(now.moves.cameBack, before.moves.cameBack),
    sources: [...bySource(now.arrived)]
      .map(([origin, leads]) => ({ origin, turnedDown: turnedDown(leads), came: leads.length }))
      .filter((one) => one.turnedDown > 0)
      .toSorted((a, b) => b.turnedDown - a.turnedDown || compare(a.origin, b.origin))
      .slice(0, MOST),
  };
}

const asksOf = ({ opened, answered, declined, closed, waiting, median, oldest }: AskCounts): AsksOfTeam => ({
  opened,
  settled: answered + declined,
  closed,
  waiting,
  ...(median !== undefined && { medianDays: median.days }),
  ...(oldest !== undefined && { oldestDays: oldest.days }),
});

function samplesOf(judged: readonly Sample[]): SamplesPart {
  const isNot = ({ says }: Sample): boolean => SIDES.some((side) => says[side] === 'not');
  const isGood = ({ says }: Sample): boolean => SIDES.some((side) => says[side] === 'good');
  // What the teams see differently is worth the most, then what both have looked at, then what is new.
  const worth = (one: Sample): number =>
    (isNot(one) && isGood(one) ? 2 : 0) + (SIDES.every((side) => one.says[side] !== 'silent') ? 1 : 0);
  const first = (some: readonly Sample[]): readonly Sample[] =>
    some.toSorted((a, b) => worth(b) - worth(a) || b.number - a.number).slice(0, MOST_SAMPLES);
  return { strong: first(judged.filter((one) => isGood(one) && !isNot(one))), weak: first(judged.filter(isNot)) };
}

const compared = (now: number, before: number): Compared => ({ now, before });

/** What has no source is in none. */
function bySource<L extends { readonly source: string | undefined }>(leads: readonly L[]): ReadonlyMap<string, L[]> {
  const all = new Map<string, L[]>();
  for (const lead of leads) {
    if (lead.source === undefined) continue;
    const own = all.get(lead.source);
    if (own === undefined) all.set(lead.source, [lead]);
    else own.push(lead);
  }
  return all;
}

/** The same on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
