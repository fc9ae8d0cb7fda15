import { campaignKey } from '../core/campaign.ts';
import type { Instant } from '../core/instants.ts';

/** What one campaign owner of marketing promises sales. */
export interface CampaignPromise {
  /** The marketer who answers for these campaigns. */
  readonly owner: string;
  /** Their names; none means every lead that nobody else answers for. */
  readonly campaigns: readonly string[];
  /** Leads a week. */
  readonly leads: number;
  /** Of a hundred leads, so many have all that marketing sees to. */
  readonly complete: number;
  /** Of a hundred leads, so many are not closed by sales as not a fit. */
  readonly kept: number;
}

/** All of them in one version; in force since somebody who answers for sales agreed. */
export interface Agreement {
  readonly workspaceId: string;
  readonly version: number;
  readonly promises: readonly CampaignPromise[];
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly agreed: { readonly by: string; readonly at: Instant } | undefined;
}

/** Who answers for a campaign: whoever names it, else whoever answers for the rest. */
export function promiseFor(
  promises: readonly CampaignPromise[],
  campaign: string | undefined,
): CampaignPromise | undefined {
  const named = campaign === undefined ? undefined : promises.find(({ campaigns }) => names(campaigns, campaign));
  return named ?? promises.find(({ campaigns }) => campaigns.length === 0);
}

export type PromiseFault = { readonly campaign: string; readonly of: string } | 'two-for-the-rest';

/** Why a promise can't stand beside the others: two people would answer for the same leads. */
export function promiseFault(
  others: readonly CampaignPromise[],
  { campaigns }: Pick<CampaignPromise, 'campaigns'>,
): PromiseFault | undefined {
  for (const other of others) {
    if (campaigns.length === 0 && other.campaigns.length === 0) return 'two-for-the-rest';
    const campaign = campaigns.find((one) => names(other.campaigns, one));
    if (campaign !== undefined) return { campaign, of: other.owner };
  }
  return undefined;
}

/** The promises with this one in the place of its owner's. */
export const withPromise = (promises: readonly CampaignPromise[], promise: CampaignPromise): CampaignPromise[] => [
  ...promises.filter(({ owner }) => owner !== promise.owner),
  promise,
];

const names = (campaigns: readonly string[], campaign: string): boolean =>
  campaigns.some((one) => campaignKey(one) === campaignKey(campaign));
