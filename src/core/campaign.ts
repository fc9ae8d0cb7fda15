/** A campaign as it is compared: people and forms write it with other capitals and blanks. */
export const campaignKey = (campaign: string): string =>
  campaign.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** What marketing has told of a campaign, to which the cards of its leads link. */
export interface CampaignNews {
  /** As `campaignKey` writes it. */
  readonly key: string;
  readonly headsUpId: string;
  readonly title: string;
}

/** Such news as a card shows it; without an address until it stands in Slack. */
export interface CampaignLink {
  readonly title: string;
  readonly address: string | undefined;
}

/** The news of a lead's campaign; undefined without any. */
export const newsOf = (all: readonly CampaignNews[], campaign: string | undefined): CampaignNews | undefined =>
  all.length === 0 || campaign === undefined ? undefined : all.find(({ key }) => key === campaignKey(campaign));
