import type { Db, Tx } from '../platform/db/database.ts';
import { createMeasuring } from './measuring-service.ts';
import { fitByOrigin, type Measured, noFitOf, type Origin, type OriginFit, trendOf, type Window } from './metrics.ts';
import { type Month, monthAt } from './months.ts';
import { createPacking } from './packing-service.ts';
import type { ReportsDeps } from './ports-service.ts';

/** A source or campaign, with how it went since the month before. */
export type OriginTrend = OriginFit & {
  /** In points of a percentage; undefined where one of the two months has too few. */
  readonly trend: number | undefined;
};

export interface SourceReport {
  readonly month: Month;
  readonly before: Month;
  /** How many leads were judged in the month, also those of which nobody can tell. */
  readonly judged: number;
  readonly by: Readonly<Record<Origin, readonly OriginTrend[]>>;
}

export type Reports = ReturnType<typeof createReportsService>;

/** Figures that both teams read. */
export function createReportsService(deps: ReportsDeps) {
  const { clock, zone, judged, arrived } = deps;
  const { db } = deps.database;
  const { standing, ...measuring } = createMeasuring(deps);

  return {
    ...measuring,
    ...createPacking(deps, { standing }),

    /** METRICS['not-a-fit'] of the leads of one source, campaign or persona that came in a window. */
    async noFit(
      read: Db | Tx,
      workspaceId: string,
      { window, of }: { readonly window: Window; readonly of: { readonly by: Origin; readonly origin: string } },
    ): Promise<Measured> {
      return noFitOf(await arrived(read, workspaceId, window), { window, of });
    },

    /** How good the leads of each source and campaign are, in the present month or so many before, beside the month before it. */
    async sources(workspaceId: string, back: number): Promise<SourceReport> {
      const place = await zone(db);
      const now = clock.now();
      const [month, before] = [monthAt(now, place, back), monthAt(now, place, back + 1)];
      const here = await judged(db, workspaceId, month);
      const there = await judged(db, workspaceId, before);
      const trends = (by: Origin): OriginTrend[] => {
        const earlier = new Map(fitByOrigin(there, by, before).map((fit) => [fit.origin, fit]));
        return fitByOrigin(here, by, month).map((fit) => ({ ...fit, trend: trendOf(fit, earlier.get(fit.origin)) }));
      };
      return {
        month,
        before,
        judged: here.length,
        by: { source: trends('source'), campaign: trends('campaign'), persona: trends('persona') },
      };
    },
  };
}
