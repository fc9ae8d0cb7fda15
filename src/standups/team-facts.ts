import type { LeadFact } from '../core/lead-activity.ts';
import { median } from '../core/median.ts';

/** What the teams did together: totals only, never a ranking. */
export interface TeamTotals {
  readonly delivered: number;
  readonly claimed: number;
  readonly contacted: number;
  /** Of those contacted or late, how many first contacts were in time; both undefined while nothing is promised. */
  readonly inTime: number;
  readonly decided: number;
  readonly late: number;
  /** Median working time to first contact, in milliseconds. */
  readonly median: number | undefined;
}

export function teamTotals(activity: readonly LeadFact[]): TeamTotals {
  const contacts = activity.filter((one) => one.kind === 'first-contact');
  const promised = contacts.filter(({ target }) => target !== undefined);
  const late = leads(activity, 'late').size;
  const inTime = promised.filter(({ isLate }) => !isLate).length;
  return {
    delivered: leads(activity, 'delivered').size,
    claimed: new Set([...leads(activity, 'claimed'), ...leads(activity, 'taken-over')]).size,
    contacted: leads(activity, 'first-contact').size,
    inTime,
    decided: inTime + late,
    late,
    median: median(promised.map(({ worked }) => worked ?? 0)),
  };
}

const leads = (activity: readonly LeadFact[], kind: LeadFact['kind']): ReadonlySet<string> =>
  new Set(activity.filter((one) => one.kind === kind).map(({ lead }) => lead.leadId));
