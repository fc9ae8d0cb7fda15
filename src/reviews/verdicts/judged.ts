import type { Instant } from '../../core/instants.ts';
import type { ReasonKey } from '../../core/lead-reasons.ts';
import type { Stage } from '../../core/lead-stages.ts';
import type { Side, VerdictKind } from '../../core/verdict.ts';
import { type Says, saidBySide } from '../thread/results.ts';
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
  readonly persona: string | undefined;
  readonly found: readonly { readonly verdict: VerdictKind; readonly reason: ReasonKey | undefined }[];
}

/** A lead that came, and what was found of it so far. */
export interface FoundLead extends JudgedLead {
  readonly arrivedAt: Instant;
  readonly stage: Stage;
  readonly isTurnedDown: boolean;
}

/** Where a lead comes from, and whether it stands in figures. */
interface Known {
  readonly id: string;
  readonly number: number;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly persona: string | undefined;
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
    persona: all[0]?.lead.persona,
    found: all.map(({ verdict: { verdict, reason } }) => ({ verdict, reason })),
  }));
}

/** A lead as both teams judged it. */
export interface LeadOfBoth {
  readonly leadId: string;
  readonly number: number;
  readonly source: string | undefined;
  readonly says: Readonly<Record<Side, Says>>;
  /** Why it is no good fit, as most say. */
  readonly reason: ReasonKey | undefined;
}

/** What each team says of each lead, by the leads that people see; what counts nowhere is left out. */
export function saidOfEach(
  verdicts: readonly Pick<Verdict, 'leadId' | 'verdict' | 'grade' | 'reason' | 'side'>[],
  seenAs: ReadonlyMap<string, Known>,
): LeadOfBoth[] {
  const byLead = Map.groupBy(verdicts, ({ leadId }) => seenAs.get(leadId)?.id);
  return [...byLead].flatMap(([, all]) => {
    const lead = all[0] && seenAs.get(all[0].leadId);
    if (!lead?.isCounted) return [];
    const { sales, marketing } = saidBySide(all);
    const { id, number, source } = lead;
    const reason = sales.reasons[0] ?? marketing.reasons[0];
    return [{ leadId: id, number, source, says: { sales: sales.says, marketing: marketing.says }, reason }];
  });
}
