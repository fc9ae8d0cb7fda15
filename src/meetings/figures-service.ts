import type { ActionView } from '../core/action.ts';
import type { Figure } from '../core/figure.ts';
import { DAY, type Duration, type Instant } from '../core/instants.ts';
import type { ReasonKey } from '../core/lead-reasons.ts';
import type { LeadRules } from '../core/lead-rules.ts';
import type { StageWords } from '../core/lead-stages.ts';
import type { Db } from '../platform/db/database.ts';
import { type AgendaSection, linesOf } from './agenda.ts';
import * as words from './figures.ts';
import type { AgendaWish } from './ports-service.ts';

type Window = AgendaWish['period'];

/** What of an agenda is measured of the leads that arrived; METRICS of src/reports. */
export type MeetingMetric = 'in-time' | 'late' | 'speed' | 'rejected' | 'returned' | 'not-a-fit' | 'qualified' | 'won';

interface Measured extends Omit<Figure, 'unit'> {
  readonly metric: { readonly name: string; readonly unit: Figure['unit']; readonly better: 'more' | 'less' };
}

/** Where the figures of an agenda come from. */
export interface FigureSources {
  measure(
    read: Db,
    workspaceId: string,
    asked: { readonly metric: MeetingMetric; readonly window: Window },
  ): Promise<Measured>;
  /** How many leads stand in each open stage, and how many of them came before a moment. */
  standing(read: Db, workspaceId: string, oldBefore: Instant): Promise<readonly words.Standing[]>;
  stageWords(workspaceId: string): Promise<StageWords>;
  /** Why leads were given up in a window. */
  reasons(read: Db, workspaceId: string, window: Window): Promise<readonly { readonly reason: ReasonKey }[]>;
  /** Within which working time a first contact is promised. */
  target(read: Db, workspaceId: string): Promise<Duration | undefined>;
  /** By the team that asks. */
  asks(
    read: Db,
    workspaceId: string,
    from: Instant,
    until: Instant,
  ): Promise<Readonly<Record<'sales' | 'marketing', words.AskStanding>>>;
  /** What was decided and is to be done, oldest first. */
  openDecisions(workspaceId: string): Promise<readonly ActionView[]>;
  rules(read: Db, workspaceId: string): Promise<LeadRules>;
  /** What marketing promises, if sales has agreed. */
  promised(workspaceId: string): Promise<{ readonly version: number; readonly leads: number } | undefined>;
}

/** Makes the agenda of a meeting out of what the features know: sentences, frozen when the meeting is prepared. */
export function createFigures(sources: FigureSources) {
  return async function figures(read: Db, wish: AgendaWish): Promise<readonly AgendaSection[]> {
    const { workspaceId, period, monthly } = wish;
    const open = await sources.openDecisions(workspaceId);
    const weekly: AgendaSection[] = [
      { key: 'scorecard', lines: await scorecard(period) },
      {
        key: 'stages',
        lines: words.stageLines(
          await sources.standing(read, workspaceId, period.until - words.OLD_DAYS * DAY),
          await sources.stageWords(workspaceId),
        ),
      },
      { key: 'hand-off', lines: await handOff() },
      {
        key: 'speed',
        lines: [...(await moved(['speed', 'late'], period)), words.targetLine(await sources.target(read, workspaceId))],
      },
      { key: 'voice', lines: await voice() },
      { key: 'decisions', lines: words.decisionLines(open, nameIn(open)) },
    ];
    if (monthly === undefined) return weekly;
    const terms = words.termLines(await sources.rules(read, workspaceId), await sources.promised(workspaceId));
    const month = { from: monthly.from, until: period.until };
    const overdue = words.overdueLine(open);
    return [
      ...weekly,
      { key: 'month', lines: await scorecard(month) },
      { key: 'left-open', lines: overdue === undefined ? [] : [overdue] },
      { key: 'definitions', lines: terms },
      { key: 'changes', lines: words.changeLines(terms, monthly.before && linesOf(monthly.before, 'definitions')) },
    ];

    async function scorecard(window: Window): Promise<string[]> {
      const [now, then] = [await arrivals(window), await arrivals(earlier(window))];
      return [words.arrivedLine(now, then), ...(await moved(['in-time', 'qualified', 'won'], window))];
    }

    async function handOff(): Promise<string[]> {
      const now = await sources.reasons(read, workspaceId, period);
      const then = await sources.reasons(read, workspaceId, earlier(period));
      const reasons = words.reasonsLine(
        now.map(({ reason }) => reason),
        then.map(({ reason }) => reason),
      );
      return [
        ...(await moved(['rejected', 'returned', 'not-a-fit'], period)),
        ...(reasons === undefined ? [] : [reasons]),
      ];
    }

    async function voice(): Promise<string[]> {
      const { sales, marketing } = await sources.asks(read, workspaceId, period.from, period.until);
      return [words.asksLine('Sales', 'marketing', sales), words.asksLine('Marketing', 'sales', marketing)];
    }

    async function moved(metrics: readonly MeetingMetric[], window: Window): Promise<string[]> {
      const all: string[] = [];
      for (const metric of metrics) {
        const now = await sources.measure(read, workspaceId, { metric, window });
        const then = await sources.measure(read, workspaceId, { metric, window: earlier(window) });
        const { name, unit, better } = now.metric;
        all.push(words.movedLine({ name, better, now: { ...now, unit }, before: { ...then, unit } }));
      }
      return all;
    }

    /** Of all that arrived. */
    async function arrivals(window: Window): Promise<number> {
      return (await sources.measure(read, workspaceId, { metric: 'rejected', window })).n;
    }
  };
}

/** As long a time before. */
const earlier = ({ from, until }: Window): Window => ({ from: from - (until - from), until: from });

const nameIn =
  (open: readonly ActionView[]) =>
  (id: string): string =>
    open.find(({ names }) => names.has(id))?.names.get(id) ?? 'somebody';
