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
export const MEASURABLE = [
  'in-time',
  'late',
  'speed',
  'rejected',
  'returned',
  'not-a-fit',
  'qualified',
  'won',
] as const satisfies readonly (keyof typeof METRICS)[];

export type MetricKey = (typeof MEASURABLE)[number];

/** Whether a text that was stored, or came from Slack, names one of them. */
export const isMetricKey = (text: string): text is MetricKey => (MEASURABLE as readonly string[]).includes(text);

/** What is to be measured; of the leads of one source, campaign or persona if one is named. */
export interface Measuring {
  readonly metric: MetricKey;
  readonly window: Window;
  readonly of?: OfOrigin | undefined;
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
export function measure(arrived: readonly MeasuredLead[], { metric, window, of }: Measuring, now: Instant): Measured {
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

function middleOf(contacts: readonly FirstContact[]): Duration | undefined {
  const middle = median(contacts.map(({ worked }) => worked ?? Number.POSITIVE_INFINITY));
  return middle !== undefined && Number.isFinite(middle) ? middle : undefined;
}
