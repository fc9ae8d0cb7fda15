import type { Duration, Instant } from '../core/instants.ts';
import type { Stage } from '../core/lead-stages.ts';
import { median } from '../core/median.ts';
import {
  type ArrivedLead,
  METRICS,
  type Measured,
  type Metric,
  noFitOf,
  type OfOrigin,
  type Window,
} from './metrics.ts';

/** What can be measured at any time of the leads that arrived in a window, and that an action can be about. */
export const MEASURED_OF_LEADS = [
  'in-time',
  'late',
  'speed',
  'rejected',
  'returned',
  'not-a-fit',
  'qualified',
  'won',
] as const satisfies readonly (keyof typeof METRICS)[];

/** The same of what was asked in a window. */
const MEASURED_OF_ASKS = ['asks-settled', 'ask-age'] as const satisfies readonly (keyof typeof METRICS)[];

export const MEASURABLE = [...MEASURED_OF_LEADS, ...MEASURED_OF_ASKS] as const;

export type LeadMetric = (typeof MEASURED_OF_LEADS)[number];
export type AskMetric = (typeof MEASURED_OF_ASKS)[number];
export type MetricKey = LeadMetric | AskMetric;

/** Whether a text that was stored, or came from Slack, names one of them. */
export const isMetricKey = (text: string): text is MetricKey => (MEASURABLE as readonly string[]).includes(text);

/** Whether it is measured of what was asked, and not of leads. */
export const isAskMetric = (metric: MetricKey): metric is AskMetric =>
  (MEASURED_OF_ASKS as readonly string[]).includes(metric);

/** What is to be measured; of the leads of one source, campaign or persona if one is named. */
export interface Measuring<K extends MetricKey = MetricKey> {
  readonly metric: K;
  readonly window: Window;
  readonly of?: OfOrigin | undefined;
}

/** Something that one team has asked of the other. */
export interface MeasuredAsk {
  readonly askedAt: Instant;
  /** Working time of whoever should answer, until it was answered or declined; undefined while it waits. */
  readonly worked: Duration | undefined;
}

/** One metric of what was asked in a window. */
export function measureAsks(
  asked: readonly MeasuredAsk[],
  { metric, window }: Pick<Measuring<AskMetric>, 'metric' | 'window'>,
): Measured {
  const own = asked.filter(({ askedAt }) => askedAt >= window.from && askedAt < window.until);
  const count = own.filter(({ worked }) => worked !== undefined).length;
  const middle = metric === 'ask-age' ? middleOf(own) : undefined;
  return { metric: METRICS[metric], window, n: own.length, count, ...(middle !== undefined && { median: middle }) };
}

/** How the promise of a first contact stands on a lead, in its first round. */
export interface FirstContact {
  readonly state: string;
  readonly dueAt: Instant;
  /** Working time until the first contact; undefined without one. */
  readonly worked: Duration | undefined;
}

/** A lead that arrived, with all that is measured of it. */
export interface MeasuredLead extends ArrivedLead {
  readonly stage: Stage;
  /** Undefined if none is promised. */
  readonly contact: FirstContact | undefined;
}

/** One metric of leads that arrived; those outside the window, or of another origin, don't count. */
export function measure(
  arrived: readonly MeasuredLead[],
  { metric, window, of }: Measuring<LeadMetric>,
  now: Instant,
): Measured {
  if (metric === 'not-a-fit') return noFitOf(arrived, { window, of });
  const leads = arrived.filter(
    (lead) =>
      lead.arrivedAt >= window.from && lead.arrivedAt < window.until && (of === undefined || lead[of.by] === of.origin),
  );
  const value = { metric: METRICS[metric] satisfies Metric, window };
  const share = (isIn: (lead: MeasuredLead) => boolean): Measured => ({
    ...value,
    n: leads.length,
    count: leads.filter(isIn).length,
  });
  switch (metric) {
    case 'rejected':
      return share(({ stage }) => stage === 'rejected' || stage === 'recycled');
    case 'returned':
      return share(({ isTurnedDown }) => isTurnedDown);
    case 'qualified':
      return share(({ stage }) => QUALIFIED.includes(stage));
    case 'won':
      return share(({ stage }) => stage === 'customer');
    case 'in-time':
    case 'late':
    case 'speed': {
      const decided = leads.flatMap(({ contact }) =>
        contact !== undefined && isDecided(contact, now) ? [contact] : [],
      );
      const inTime = decided.filter(({ state }) => state === 'met').length;
      const n = decided.length;
      if (metric === 'late') return { ...value, n, count: n - inTime };
      const middle = metric === 'speed' ? middleOf(decided) : undefined;
      return { ...value, n, count: inTime, ...(middle !== undefined && { median: middle }) };
    }
  }
}

/** Stages in which a lead has been qualified: one that was never can be no lost deal. */
const QUALIFIED: readonly Stage[] = ['qualified', 'opportunity', 'customer', 'lost'];

/** Attainment = met / (met + late + open and past due). */
const isDecided = ({ state, dueAt }: FirstContact, now: Instant): boolean =>
  ['met', 'late', 'met-late'].includes(state) || (state === 'running' && now > dueAt);

function middleOf(worked: readonly { readonly worked: Duration | undefined }[]): Duration | undefined {
  const middle = median(worked.map(({ worked }) => worked ?? Number.POSITIVE_INFINITY));
  return middle !== undefined && Number.isFinite(middle) ? middle : undefined;
}
