import type { Instant } from '../core/instants.ts';
import type { ReasonKey } from '../core/lead-reasons.ts';
import type { VerdictKind } from '../core/verdict.ts';
import type { Verdict } from './verdict.ts';

/** From an instant on, and before another one. */
export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

/** What was found of one lead, by however many. */
export interface JudgedLead {
  readonly leadId: string;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly found: readonly { readonly verdict: VerdictKind; readonly reason: ReasonKey | undefined }[];
}

/** Where a lead comes from, and whether it stands in figures. */
interface Known {
  readonly id: string;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly isCounted: boolean;
}

/** Verdicts by the leads that people see; what counts nowhere is left out. */
export function countedLeads(
  verdicts: readonly Pick<Verdict, 'leadId' | 'verdict' | 'reason'>[],
  seenAs: ReadonlyMap<string, Known>,
): JudgedLead[] {
  const known = verdicts.flatMap((verdict) => {
    const lead = seenAs.get(verdict.leadId);
    return lead?.isCounted ? [{ lead, verdict }] : [];
  });
  const byLead = Map.groupBy(known, ({ lead }) => lead.id);
  return [...byLead].map(([leadId, all]) => ({
    leadId,
    source: all[0]?.lead.source,
    campaign: all[0]?.lead.campaign,
    found: all.map(({ verdict: { verdict, reason } }) => ({ verdict, reason })),
  }));
}
