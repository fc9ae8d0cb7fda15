import type { Calendar } from '../core/calendar.ts';
import type { CampaignNews } from '../core/campaign.ts';
import type { Notice } from '../core/notice.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { Team } from './heads-up.ts';

export type { HeadsUpActor } from './rights.ts';

/** What must be known of people. */
export interface HeadsUpPeople {
  /** Ids of those who take part in a team's work. */
  members(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]>;
  managersOf(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]>;
  /** Those of these who are still there. */
  present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]>;
  /** Names of those of these who are known. */
  namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The hours of the office. */
  calendarOf(read: Db | Tx, workspaceId: string, whose: { readonly team: Team }): Promise<Calendar>;
}

/** What must be known of leads. */
export interface HeadsUpLeads {
  /** Where new leads go; undefined before the set-up. */
  channelOf(read: Db | Tx, workspaceId: string): Promise<string | undefined>;
  /** From then on the cards of these campaigns link to what is told of them. */
  saveCampaignNews(tx: Tx, workspaceId: string, news: readonly CampaignNews[]): Promise<void>;
  /** Brings the cards of open leads of these campaigns up to date, as `campaignKey` writes them. */
  redrawCampaigns(tx: Tx, workspaceId: string, keys: readonly string[]): Promise<void>;
}

/** Puts something on the agenda of the next meeting, once for each `madeFrom`; false where there is no meeting. */
export type AddTopic = (
  tx: Tx,
  topic: {
    readonly workspaceId: string;
    readonly text: string;
    readonly by: string;
    readonly origin: string;
    readonly madeFrom: string;
  },
) => Promise<boolean>;

export interface HeadsUpsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Pick<Jobs, 'enqueue' | 'enqueueAll'>;
  readonly notify: (tx: Tx, notice: Notice) => Promise<void>;
  readonly people: HeadsUpPeople;
  readonly leads: HeadsUpLeads;
  /** What waits for these people has changed. */
  readonly onDay?: (tx: Tx, personIds: readonly string[]) => Promise<void>;
  /** Without it there is no meeting. */
  readonly addTopic?: AddTopic;
  /** A sentence if nothing can be posted in a channel, with what to do. */
  readonly channelFault?: (channelId: string) => Promise<string | undefined>;
}
