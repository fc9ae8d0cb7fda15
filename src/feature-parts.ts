import type { createActions } from './actions/index.ts';
import type { createAgreements } from './agreements/index.ts';
import type { createAsks } from './asks/index.ts';
import type { createAudit } from './audit/index.ts';
import type { createErasure } from './erasure/index.ts';
import type { createHeadsUps } from './headsups/index.ts';
import type { createHome } from './home/index.ts';
import type { createImports } from './imports/index.ts';
import type { createIntake } from './intake/index.ts';
import type { createLeads } from './leads/index.ts';
import type { createMeetings } from './meetings/index.ts';
import type { createNotices } from './notices/index.ts';
import type { createPairings } from './pairings/index.ts';
import type { Actor, createPeople, createWorkspaces } from './people/index.ts';
import type { Db, Tx } from './platform/db/database.ts';
import type { createJobs } from './platform/jobs/jobs.ts';
import type { Log } from './platform/log.ts';
import type { createMetrics } from './platform/metrics.ts';
import type { Ports } from './platform/ports.ts';
import type { SecretBox } from './platform/secrets.ts';
import type { createSlack } from './platform/slack/create-slack.ts';
import { permalinkOf } from './platform/slack/messages/message-places.ts';
import type { createReports } from './reports/index.ts';
import type { createRetroSchedules, createRetros } from './retros/index.ts';
import type { createReviewSchedules, createReviews } from './reviews/index.ts';
import type { createRituals } from './rituals/index.ts';
import type { createRouting } from './routing/index.ts';
import type { createSetup } from './setup/index.ts';
import type { createSla } from './sla/index.ts';
import type { createStandups } from './standups/index.ts';
import type { createStatus } from './status/index.ts';
import type { createWebhooks } from './webhooks/index.ts';
import type { ConnectedConfig } from './wiring.ts';

/** What features are made of, beside each other. */
export interface FeaturesDeps {
  readonly config: ConnectedConfig;
  readonly ports: Ports;
  readonly log: Log;
  readonly secrets: SecretBox;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly workspaces: ReturnType<typeof createWorkspaces>;
  readonly slack: Awaited<ReturnType<typeof createSlack>>;
  readonly jobs: ReturnType<typeof createJobs>;
}

/** What every feature is offered; each takes what it declares. */
export function givenOf({ ports: { database, clock, ids, random }, secrets, jobs, slack }: FeaturesDeps) {
  const { client, messages, identity } = slack;
  return {
    database,
    clock,
    ids,
    random,
    secrets,
    jobs,
    client,
    messages,
    workspaceId: identity.teamId,
    workspaceUrl: identity.url,
  };
}

/** See `ground-features.ts`. */
export interface Ground {
  readonly people: ReturnType<typeof createPeople>;
  readonly sla: ReturnType<typeof createSla>;
  readonly notices: ReturnType<typeof createNotices>;
}

/** See `lead-features.ts`. */
export interface LeadFeatures {
  readonly webhooks: ReturnType<typeof createWebhooks<Actor>>;
  readonly routing: ReturnType<typeof createRouting>;
  readonly leads: ReturnType<typeof createLeads>;
  readonly agreements: ReturnType<typeof createAgreements<Actor>>;
  readonly intake: ReturnType<typeof createIntake<Actor>>;
  readonly imports: ReturnType<typeof createImports<Actor>>;
  readonly erasure: ReturnType<typeof createErasure<Actor>>;
}

/** See `exchange-features.ts`. */
export interface ExchangeFeatures {
  readonly asks: ReturnType<typeof createAsks>;
  readonly actions: ReturnType<typeof createActions>;
  readonly headsUps: ReturnType<typeof createHeadsUps>;
  readonly reviews: ReturnType<typeof createReviews>;
}

/** See `ritual-features.ts`. */
export interface RitualFeatures {
  readonly reports: ReturnType<typeof createReports<Actor>>;
  readonly rituals: ReturnType<typeof createRituals>;
  readonly reviewSchedules: ReturnType<typeof createReviewSchedules>;
  readonly meetings: ReturnType<typeof createMeetings>;
  readonly standups: ReturnType<typeof createStandups<AskView, AskCounts>>;
  readonly retros: ReturnType<typeof createRetros>;
  readonly retroSchedules: ReturnType<typeof createRetroSchedules>;
  readonly pairings: ReturnType<typeof createPairings>;
}

/** See `house-features.ts`. */
export interface HouseFeatures {
  readonly home: ReturnType<typeof createHome<Actor>>;
  readonly setup: ReturnType<typeof createSetup<Actor>>;
  readonly status: ReturnType<typeof createStatus<Actor>>;
  readonly audit: ReturnType<typeof createAudit>;
}

type AskService = ReturnType<typeof createAsks>['service'];
type AskView = Awaited<ReturnType<AskService['openFor']>>[number];
type AskCounts = Awaited<ReturnType<AskService['counts']>>;

/** Every feature, by its name. */
export type Features = Ground & LeadFeatures & ExchangeFeatures & RitualFeatures & HouseFeatures;

/** All features, for those that are made before what they ask: to be called when somebody acts, never while features are made. */
export type Later = () => Features;

type Sla = Ground['sla'];

const promised = async ({ service }: Sla, read: Db | Tx, workspace: string) =>
  (await service.policy(read, workspace))?.current;

/** The hours that the office keeps: those of sales' promise; undefined while there is none. */
export const officeOf = (sla: Sla) => async (read: Db | Tx, workspace: string) =>
  (await promised(sla, read, workspace))?.calendar;

/** What sales promises to reach; undefined while it promises nothing. */
export const targetOf = (sla: Sla) => async (read: Db | Tx, workspace: string) =>
  (await promised(sla, read, workspace))?.target;

/** Tells admins something unasked, in the transaction of the news. */
export const tellingAdmins =
  (
    { clock, workspaceId }: Pick<ReturnType<typeof givenOf>, 'clock' | 'workspaceId'>,
    { people, notices }: Pick<Ground, 'people' | 'notices'>,
  ) =>
  async (tx: Tx, news: { key: string; kind: string; subject: string }): Promise<void> =>
    notices.service.notifyEach(tx, await people.service.adminsToTell(tx), { ...news, workspaceId, at: clock.now() });

/** The addresses of the cards of leads that stand in Slack; none while Slack hasn't said where the workspace is. */
export const cardLinksOf =
  ({ cardPlaces }: Pick<LeadFeatures['leads'], 'cardPlaces'>, workspaceUrl: string | undefined) =>
  async (read: Db | Tx, leadIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    if (workspaceUrl === undefined) return new Map();
    const places = await cardPlaces(read, leadIds);
    return new Map([...places].map(([leadId, place]) => [leadId, permalinkOf(workspaceUrl, place)]));
  };
