import type { Instant } from '../core/instants.ts';
import { type LeadRules, NO_RULES } from '../core/lead-rules.ts';
import type { StageWords } from '../core/lead-stages.ts';
import type { ShownFields } from '../core/shown-fields.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { createArriving } from './arriving/arriving-service.ts';
import { createCampaigns } from './arriving/campaigns-service.ts';
import { createAnnouncing } from './card/announcing-service.ts';
import { createStories } from './card/story-service.ts';
import { createChanging } from './changing-service.ts';
import { createDigests } from './digest/digest-service.ts';
import { createWeeklyDigests } from './digest/digest-weekly-service.ts';
import { createActivity } from './figures/activity-service.ts';
import { createHanding } from './handing-service.ts';
import { createCompleting } from './holding/completing-service.ts';
import { createHolding } from './holding/holding-service.ts';
import { isOpen } from './lead.ts';
import { createLeaves } from './leaving/leave-service.ts';
import { createLeaving } from './leaving/leaving-service.ts';
import * as lists from './lists-store.ts';
import { createMerging } from './merging/merging-service.ts';
import { createOffering } from './offers/offering-service.ts';
import { createOutcomes } from './outcomes/outcomes-service.ts';
import { createPausing } from './pausing/pausing-service.ts';
import { createReturning } from './pausing/returning-service.ts';
import type { LeadNews, LeadsDeps } from './ports-service.ts';
import { createPromiseTelling } from './promises/promise-telling-service.ts';
import { createRating } from './rating/rating-service.ts';
import { createSampling } from './rating/sampling-service.ts';
import { createReading } from './reading-service.ts';
import { createQuestioning } from './rejecting/question-service.ts';
import { createQuestionViewing } from './rejecting/question-viewing-service.ts';
import { createSearching } from './search/search-service.ts';
import { createSeeing } from './seen/seeing-service.ts';
import * as settingsStore from './settings-store.ts';
import { createSpam } from './spam/spam-service.ts';
import * as store from './store.ts';
import { createTelling } from './telling-service.ts';

export type Leads = ReturnType<typeof createLeadsService>;

/** Everything that can be done with leads. */
export function createLeadsService(deps: LeadsDeps) {
  const { database } = deps;
  const { db } = database;
  const telling = createTelling(deps);
  const promised = createPromiseTelling(deps);
  const changing = createChanging(deps);
  const merging = createMerging(deps, changing);
  const spam = createSpam(deps, changing);
  const digests = createDigests(deps);

  return {
    ...createArriving(deps, changing, spam),
    ...spam,
    ...createHanding(deps, changing),
    ...createHolding(deps, changing),
    ...createCompleting(changing),
    ...createAnnouncing(deps, changing),
    ...createOffering(deps, changing),
    ...createLeaving(deps, changing),
    ...createLeaves(deps, changing),
    ...createOutcomes(deps, changing, merging),
    ...createReturning(deps, changing),
    ...createQuestioning(deps, changing),
    ...createQuestionViewing(deps),
    ...createPausing(deps, changing),
    ...merging,
    ...createRating(deps, changing),
    ...createStories(),
    ...createReading(deps),
    ...createSampling(),
    ...createSeeing(deps, changing),
    ...createSearching(deps),
    ...createCampaigns(deps),
    ...digests,
    ...createWeeklyDigests(deps, digests),

    /** What happened to leads, and which wait. */
    activity: createActivity(deps.promises),

    settings: (workspaceId: string, read: Db | Tx = db) => settingsStore.findSettings(read, workspaceId),

    /** What the company calls the stages; without words of its own for any, empty. */
    stageWords: async (workspaceId: string): Promise<StageWords> =>
      (await settingsStore.findSettings(db, workspaceId))?.rules.words ?? {},

    routes: { read: settingsStore.findRoutes, write: settingsStore.saveRoutes },

    /** How many leads each of these works on or is offered; who isn't named has none. */
    loadOf: lists.loadOf,

    saveSettings: (tx: Tx, workspaceId: string, settings: settingsStore.LeadSettings) =>
      settingsStore.saveSettings(tx, workspaceId, settings),

    /** From then on, and for older leads from their next change on, the channel sees this of their persons. */
    saveShown: (tx: Tx, workspaceId: string, shown: ShownFields) => settingsStore.saveShown(tx, workspaceId, shown),

    /** What the two teams have agreed on about leads; nothing before the set-up. */
    rules: async (read: Db | Tx, workspaceId: string): Promise<LeadRules> =>
      (await settingsStore.findSettings(read, workspaceId))?.rules ?? NO_RULES,

    /** Changes it from what it is at this moment, whoever else changes it at the same time. */
    async changeRules(tx: Tx, workspaceId: string, change: (rules: LeadRules) => LeadRules): Promise<void> {
      while (!(await settingsStore.replaceRules(tx, workspaceId, change)));
    },

    /** The card of a lead is about to ring nobody: while it is free, those who are there at `opening` hear of it then. */
    async announce(leadId: string, opening: Instant): Promise<void> {
      await database.transaction(async (tx) => {
        const lead = await store.findLead(tx, leadId);
        if (lead !== undefined && lead.owner === undefined && isOpen(lead)) await telling.announce(tx, lead, opening);
      });
    },

    /** Puts a lead whose card could not be posted into the channel that the workspace uses now. */
    async moveToPresentChannel(leadId: string): Promise<void> {
      await database.transaction(async (tx) => {
        const lead = await store.findLead(tx, leadId);
        const settings = lead && (await settingsStore.findSettings(tx, lead.workspaceId));
        if (settings !== undefined) await store.moveChannel(tx, leadId, settings.channelId);
      });
    },

    /** Follows the clocks of leads: asks that those who can act be told. */
    async onClock(tx: Tx, news: LeadNews): Promise<void> {
      if (news.kind === 'still-late') await promised.tellStillLate(tx, news);
      if (!('clock' in news)) return;
      const lead = await store.findLead(tx, news.clock.leadId);
      if (lead === undefined) return;
      await telling.enqueueCard(tx, lead);
      await telling.enqueueOwnerMessages(tx, lead);
      await promised.tell(tx, lead, news);
    },
  };
}
