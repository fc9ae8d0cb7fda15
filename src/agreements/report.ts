import { z } from 'zod';
import type { Duration, Instant } from '../core/instants.ts';
import type { Figures } from './figures.ts';

/** What both teams are told of one week, as it was when it was told: it never changes afterwards. */
export interface Report {
  readonly from: Instant;
  readonly until: Instant;
  readonly zone: string;
  /** The version of marketing's promise that held at the end of the week, who made it, and since when it holds. */
  readonly version: number;
  readonly proposedBy: string;
  readonly agreedBy: string;
  readonly since: Instant;
  /** Working time within which sales promises a first contact; undefined without such a promise. */
  readonly target: Duration | undefined;
  readonly figures: Figures;
  /** Rejections of the last four weeks, and how many of them had no reason of their own. */
  readonly reasons: { readonly other: number; readonly all: number };
}

const count = z.number();

const reportSchema = z.object({
  from: count,
  until: count,
  zone: z.string(),
  version: count,
  proposedBy: z.string(),
  agreedBy: z.string(),
  since: count,
  target: count.optional(),
  figures: z.object({
    marketing: z.array(
      z.object({
        promise: z.object({
          owner: z.string(),
          campaigns: z.array(z.string()),
          leads: count,
          complete: count,
          kept: count,
        }),
        arrived: count,
        complete: count,
        returned: count,
      }),
    ),
    unpromised: count,
    sales: z.object({ decided: count, inTime: count, median: count.optional() }),
    rejected: count,
    hasty: count,
  }),
  reasons: z.object({ other: count, all: count }),
});

/** A report as it was written down. */
export function reportFrom(text: string): Report {
  const { target, figures, ...report } = reportSchema.parse(JSON.parse(text));
  const { sales } = figures;
  return { ...report, target, figures: { ...figures, sales: { ...sales, median: sales.median } } };
}

/** Everybody whom it names. */
export const namedIn = ({ proposedBy, agreedBy, figures }: Report): readonly string[] => [
  ...new Set([proposedBy, agreedBy, ...figures.marketing.map(({ promise }) => promise.owner)]),
];
