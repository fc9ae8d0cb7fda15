import { type CampaignNews, campaignKey } from '../../core/campaign.ts';
import { DAY, SECOND } from '../../core/instants.ts';
import type { Tx } from '../../platform/db/database.ts';
import * as lists from '../lists-store.ts';
import type { LeadsDeps } from '../ports-service.ts';
import * as settingsStore from '../settings-store.ts';
import * as store from '../store.ts';
import { CARD, cardKey, OWNER_DM, ownerKey } from '../telling-service.ts';

/** An older lead links to it from its next change on. */
const NEW_ENOUGH = 90 * DAY;
/** So many open leads are looked through, and so many cards drawn anew. */
const MOST_SEEN = 5_000;
const MOST_DRAWN = 200;
/** Slack takes about one message a second in a channel, and new leads go first. */
const PACE = 1.5 * SECOND;

/** What is told of campaigns, on the cards of their leads. */
export function createCampaigns({ clock, jobs }: Pick<LeadsDeps, 'clock' | 'jobs'>) {
  return {
    /** To which campaigns cards link from now on. */
    saveCampaignNews: (tx: Tx, workspaceId: string, news: readonly CampaignNews[]): Promise<void> =>
      settingsStore.saveCampaignNews(tx, workspaceId, news),

    /** Brings the cards of the newest open leads of these campaigns up to date, one after the other. Keys as `campaignKey` writes them. */
    async redrawCampaigns(tx: Tx, workspaceId: string, keys: readonly string[]): Promise<void> {
      const now = clock.now();
      const open = await lists.listOpenOfCampaigns(tx, workspaceId, now - NEW_ENOUGH, MOST_SEEN);
      const theirs = open.filter(({ campaign }) => keys.includes(campaignKey(campaign))).slice(0, MOST_DRAWN);
      const leads = await store.findLeads(
        tx,
        theirs.map(({ id }) => id),
      );
      for (const [at, { id, owner }] of leads.toReversed().entries()) {
        const again = { runAt: now + at * PACE, mode: 'latest' } as const;
        await jobs.enqueue(tx, { kind: CARD, key: cardKey(id), payload: { leadId: id }, ...again });
        if (owner === undefined) continue;
        const { personId, event } = owner;
        const payload = { leadId: id, personId, event };
        await jobs.enqueue(tx, { kind: OWNER_DM, key: ownerKey(id, event), payload, ...again });
      }
    },
  };
}
