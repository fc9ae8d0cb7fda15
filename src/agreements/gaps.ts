import { type DemandedField, type Missing, missingOf } from '../core/demands.ts';
import type { Instant } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';
import type { LeadRules } from '../core/lead-rules.ts';
import type { Stage } from '../core/lead-stages.ts';

/** A lead that arrived, as it is now. */
export interface ArrivedLead {
  readonly id: string;
  readonly number: number;
  /** Its number and its company. */
  readonly name: string;
  readonly stage: Stage;
  readonly fields: LeadFields;
  readonly isErased?: true;
  /** Who typed it in; undefined for what came from outside. */
  readonly addedBy: string | undefined;
}

/** Leads of one campaign and source, and what marketing owes on them. */
export interface CampaignGap {
  readonly campaign: string | undefined;
  readonly source: string | undefined;
  /** How many came of it, complete or not. */
  readonly arrived: number;
  readonly leads: readonly { readonly name: string; readonly missing: readonly DemandedField[] }[];
}

/** What came incomplete since marketing was told last. */
export interface GapDigest {
  readonly since: Instant;
  readonly zone: string;
  readonly gaps: readonly CampaignGap[];
}

/** What marketing owes on leads by where they come from, worst first: a form that forgets to ask is mended once, at its source. */
export function gapsOf(
  arrived: readonly ArrivedLead[],
  { demands }: Pick<LeadRules, 'demands'>,
): readonly CampaignGap[] {
  const groups = Map.groupBy(arrived, ({ fields }) => JSON.stringify([fields.campaign, fields.source]));
  return [...groups.values()]
    .map((group) => ({
      campaign: group[0]?.fields.campaign,
      source: group[0]?.fields.source,
      arrived: group.length,
      leads: group.flatMap((lead) => {
        const missing = missingOf(demands, lead).filter(isMarketings);
        return missing.length === 0 ? [] : [{ name: lead.name, missing: missing.map(({ field }) => field) }];
      }),
    }))
    .filter(({ leads }) => leads.length > 0)
    .toSorted((a, b) => b.leads.length - a.leads.length);
}

/** Whether marketing owes anything at all. */
export const owesMarketing = ({ demands }: Pick<LeadRules, 'demands'>): boolean => demands.some(isMarketings);

const isMarketings = ({ team }: Pick<Missing, 'team'>): boolean => team === 'marketing';
