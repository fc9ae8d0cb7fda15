import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import type { ReasonKey } from '../../src/core/lead-reasons.ts';
import type { MeasuredLead } from '../../src/reports/measuring.ts';
import type { Sample } from '../../src/reports/pack.ts';
import type { Happened, LateLead, PackMaterial } from '../../src/reports/packing.ts';
import { at } from '../core/cases.ts';

/** Two weeks that end on a Monday. */
export const WINDOW = { from: at('2026-03-02T08:00Z'), until: at('2026-03-16T08:00Z') };

export const BEFORE = { from: at('2026-02-16T08:00Z'), until: at('2026-03-02T08:00Z') };

export const NOTHING: Happened = {
  arrived: [],
  late: [],
  rejections: [],
  moves: { givenBack: 0, handedOn: 0, cameBack: 0 },
};

const NO_ASKS = {
  opened: 0,
  answered: 0,
  declined: 0,
  closed: 0,
  waiting: 0,
  median: undefined,
  oldest: undefined,
};

/** A company in which nothing happens. */
export const QUIET: PackMaterial = {
  window: WINDOW,
  zone: 'Europe/Berlin',
  at: WINDOW.until,
  now: NOTHING,
  before: NOTHING,
  target: undefined,
  asks: { sales: NO_ASKS, marketing: NO_ASKS },
  judged: [],
};

export const came = (some: Partial<MeasuredLead> = {}): MeasuredLead => ({
  arrivedAt: WINDOW.from + HOUR,
  stage: 'new',
  isTurnedDown: some.stage === 'rejected',
  source: 'Webinar',
  campaign: undefined,
  persona: undefined,
  found: [],
  contact: undefined,
  ...some,
});

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

export const late = (leadId: string, source: string | undefined, some: Partial<LateLead> = {}): LateLead => ({
  leadId,
  source,
  at: WINDOW.from + HOUR,
  about: 'first-contact',
  clause: 'Every lead',
  holder: 'sales',
  ...some,
});

const reasons = (...of: readonly (readonly [ReasonKey, number])[]) =>
  of.flatMap(([reason, count]) => times(count, { reason }));

export const sample = (number: number, sales: Sample['says']['sales'], marketing: Sample['says']['sales']): Sample => ({
  leadId: `lead-${number}`,
  number,
  source: 'Webinar',
  says: { sales, marketing },
  ...(sales === 'not' && { reason: 'no-budget' as const }),
});

const met = { state: 'met', dueAt: WINDOW.until, worked: 45 * MINUTE };
const missed = { state: 'met-late', dueAt: WINDOW.from, worked: 3 * HOUR };

/** Two busy weeks beside two that were less so. */
export const BUSY: PackMaterial = {
  ...QUIET,
  target: HOUR,
  now: {
    arrived: [
      ...times(12, came({ contact: met })),
      ...times(5, came({ contact: missed, stage: 'qualified' })),
      ...times(4, came({ source: 'Fair', contact: missed, stage: 'rejected' })),
      ...times(3, came({ source: 'Partner', contact: met, stage: 'customer' })),
      ...times(2, came({ source: 'Ads' })),
      came({ source: undefined }),
    ],
    late: [
      ...['a', 'b', 'c', 'd', 'e'].map((id) => late(id, 'Webinar')),
      ...['f', 'g'].map((id) =>
        late(id, 'Fair', { at: WINDOW.from + 7 * HOUR, clause: 'Demo requests', holder: 'nobody' }),
      ),
      late('a', 'Webinar', { at: WINDOW.from + DAY, about: 'outcome' }),
    ],
    rejections: reasons(['no-budget', 4], ['not-icp', 3], ['unreachable', 1]),
    moves: { givenBack: 2, handedOn: 1, cameBack: 3 },
  },
  before: {
    arrived: times(11, came({ arrivedAt: BEFORE.from, contact: { ...met, worked: 30 * MINUTE } })),
    late: [late('z', 'Fair')],
    rejections: reasons(['no-budget', 1], ['not-icp', 3]),
    moves: { givenBack: 2, handedOn: 0, cameBack: 0 },
  },
  asks: {
    sales: {
      ...NO_ASKS,
      opened: 4,
      answered: 2,
      declined: 1,
      closed: 2,
      waiting: 2,
      median: { days: 3 },
      oldest: { days: 5 },
    },
    marketing: { ...NO_ASKS, opened: 1, answered: 1 },
  },
  judged: [
    sample(12, 'not', 'good'),
    sample(13, 'good', 'good'),
    sample(14, 'not', 'silent'),
    sample(15, 'good', 'silent'),
    sample(16, 'undecided', 'silent'),
  ],
};
