import type { Db, Tx } from '../platform/db/database.ts';
import {
  type FirstContact,
  isAskMetric,
  isMetricKey,
  MEASURABLE,
  type Measuring,
  type MetricKey,
  measure,
  measureAsks,
} from './measuring.ts';
import { METRICS, type Measured, type Metric, type Window } from './metrics.ts';
import type { ReportsDeps, StandingLead } from './ports-service.ts';

// SQLite takes some thirty thousand values in one query.
export const AT_ONCE = 500;

/** What actions and meetings are measured by, as it is at the moment. */
export function createMeasuring({ clock, arrived, contactsOf, askedIn }: ReportsDeps) {
  return {
    /** What an action can be about, in the order in which it is offered. */
    measurable: (): readonly (Metric & { readonly key: MetricKey })[] =>
      MEASURABLE.map((key) => ({ key, ...METRICS[key] })),

    measure: measureNow,

    /** The same of a metric that was stored by its key; undefined for one that isn't measured any more. */
    async measureStored(
      read: Db | Tx,
      workspaceId: string,
      { metric, ...asked }: Omit<Measuring, 'metric'> & { readonly metric: string },
    ): Promise<Measured | undefined> {
      return isMetricKey(metric) ? measureNow(read, workspaceId, { metric, ...asked }) : undefined;
    },

    /** The leads that arrived in a window, with all that is measured of them. */
    standing: async (read: Db | Tx, workspaceId: string, window: Window): Promise<readonly StandingLead[]> =>
      withContacts(read, await arrived(read, workspaceId, window)),
  };

  /**
   * One metric as it is now, of the leads that arrived in a window: all, or those of one source, campaign or persona; or of what was
   * asked in it.
   */
  async function measureNow(read: Db | Tx, workspaceId: string, { metric, window, of }: Measuring): Promise<Measured> {
    if (isAskMetric(metric))
      return measureAsks(await askedIn(read, workspaceId, window.from, window.until), { metric, window });
    const leads = await arrived(read, workspaceId, window);
    const own = leads.filter((lead) => of === undefined || lead[of.by] === of.origin);
    const standing = CONTACTS.includes(metric)
      ? await withContacts(read, own)
      : own.map((lead) => ({ ...lead, contact: undefined }));
    return measure(standing, { metric, window, of }, clock.now());
  }

  async function withContacts(
    read: Db | Tx,
    leads: readonly Omit<StandingLead, 'contact'>[],
  ): Promise<readonly StandingLead[]> {
    const first = new Map<string, FirstContact>();
    for (let start = 0; start < leads.length; start += AT_ONCE) {
      const ids = leads.slice(start, start + AT_ONCE).map(({ leadId }) => leadId);
      for (const one of await contactsOf(read, ids)) if (one.cycle === 1) first.set(one.leadId, one);
    }
    return leads.map((lead) => ({ ...lead, contact: first.get(lead.leadId) }));
  }
}

/** What is made of promises. */
const CONTACTS: readonly MetricKey[] = ['in-time', 'late', 'speed'];
