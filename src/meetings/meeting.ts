import type { Instant } from '../core/instants.ts';
import type { AgendaSection } from './agenda.ts';

/** A meeting of sales and marketing, from its preparation on the working day before. */
export interface Meeting {
  readonly id: string;
  readonly workspaceId: string;
  /** Counts from 1 in each workspace. */
  readonly number: number;
  readonly ritualId: string;
  readonly occurrenceId: string;
  /** The date where the team is, YYYY-MM-DD. */
  readonly meetsOn: string;
  readonly meetsAt: Instant;
  readonly zone: string;
  readonly channelId: string;
  /** The first of its month, with what the weeks left open. */
  readonly isMonthly: boolean;
  /** What its figures are of. */
  readonly period: { readonly from: Instant; readonly until: Instant };
  readonly agenda: readonly AgendaSection[];
  readonly preparedAt: Instant;
  readonly closedAt: Instant | undefined;
  /** Undefined: by its time. */
  readonly closedBy: string | undefined;
  /** It was prepared, and then never held: its schedule was paused or stopped. */
  readonly isCalledOff: boolean;
}

export type TopicState = 'open' | 'settled' | 'removed';

/** What somebody would like to talk about. It waits for the next meeting until one settles it. */
export interface Topic {
  readonly id: string;
  readonly workspaceId: string;
  readonly text: string;
  readonly addedBy: string | undefined;
  readonly addedAt: Instant;
  /** Where it comes from, such as `headsup:<id>`. */
  readonly origin: string | undefined;
  readonly state: TopicState;
}

/** What came of a topic in one meeting; `carried`: it is up again in the next one. */
export type ItemOutcome = 'open' | 'resolved' | 'decided' | 'carried' | 'removed';

/** A topic on the agenda of one meeting. */
export interface Item {
  readonly meetingId: string;
  readonly position: number;
  readonly outcome: ItemOutcome;
  readonly turns: number;
  readonly endedBy: string | undefined;
  readonly endedAt: Instant | undefined;
  readonly topic: Topic;
}

/** Where a topic is pressed. */
export interface ItemPlace {
  readonly meetingId: string;
  readonly topicId: string;
}

/** Where a decision about a topic was made, as the action keeps it. */
export const originOf = (topicId: string): string => `meeting-topic:${topicId}`;

/** The topic in which an action was decided; undefined for one of elsewhere. */
export const topicIn = (origin: string | undefined): string | undefined =>
  /^meeting-topic:(.+)$/.exec(origin ?? '')?.[1];

/** So long after it has begun decisions can still be written down; then its minutes are made. */
export const OPEN_FOR_HOURS = 24;
