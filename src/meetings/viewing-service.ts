import type { Db, Tx } from '../platform/db/database.ts';
import { listAnswers } from './definition/answers-store.ts';
import { type DefinitionView, spreadOf } from './definition/definition.ts';
import { findCheck } from './definition/definition-store.ts';
import { findGoals } from './goals-store.ts';
import { carriedCounts, itemsOf } from './items-store.ts';
import { type Meeting, originOf, topicIn } from './meeting.ts';
import { findMeeting, findNumbered, listMeetings, openMeeting } from './meetings-store.ts';
import type { MeetingsDeps } from './ports-service.ts';
import { settingsOf } from './setup.ts';
import { type ItemView, type MeetingView, offersMonthlyIn } from './thread-view.ts';
import { waitingTopics } from './topics-store.ts';

/** What stands in a list of past meetings. */
const MOST_LISTED = 60;

/** Meetings as people see them. Only reads. */
export function createViewing({ database, rituals, decisions, people }: ViewingDeps) {
  const { db } = database;

  return {
    async view(meetingId: string): Promise<MeetingView | undefined> {
      const meeting = await findMeeting(db, meetingId);
      return meeting && viewOf(db, meeting);
    },

    /** The meeting with a number; without one the last that was held, or else the one that goes on. */
    async minutesOf(workspaceId: string, number: number | undefined): Promise<MeetingView | undefined> {
      const meeting = number === undefined ? await newest(workspaceId) : await findNumbered(db, workspaceId, number);
      return meeting && viewOf(db, meeting);
    },

    /** The meeting that is prepared or held. */
    async open(workspaceId: string): Promise<MeetingView | undefined> {
      const meeting = await openMeeting(db, workspaceId);
      return meeting && viewOf(db, meeting);
    },

    /** What is to come: the meeting that is prepared, or what waits for it. */
    async ahead(workspaceId: string) {
      const open = await openMeeting(db, workspaceId);
      const topics = open === undefined ? await waitingTopics(db, workspaceId) : [];
      const added = topics.flatMap(({ addedBy }) => addedBy ?? []);
      return {
        open: open && (await viewOf(db, open)),
        topics,
        names: await people.namesOf(db, [...new Set(added)]),
      };
    },

    viewOf,
  };

  async function newest(workspaceId: string): Promise<Meeting | undefined> {
    const all = await listMeetings(db, workspaceId, MOST_LISTED);
    const held = all.filter(({ isCalledOff }) => !isCalledOff);
    return held.find(({ closedAt }) => closedAt !== undefined) ?? held[0];
  }

  async function viewOf(read: Db | Tx, meeting: Meeting): Promise<MeetingView> {
    const items = await itemsOf(read, meeting.id);
    const topicIds = items.map(({ topic }) => topic.id);
    const carried = await carriedCounts(read, topicIds, meeting.meetsOn);
    const made = topicIds.length === 0 ? [] : await decisions.madeIn(read, topicIds.map(originOf));
    const byTopic = Map.groupBy(made, ({ action }) => topicIn(action.origin) ?? '');
    const ritual = await rituals.find(read, meeting.ritualId);
    const goals = meeting.isMonthly
      ? await findGoals(read, meeting.workspaceId, meeting.closedAt ?? Number.MAX_SAFE_INTEGER)
      : undefined;
    const check = meeting.isMonthly ? await checkOf(read, meeting.id) : undefined;
    const named = [
      ...items.flatMap(({ topic, endedBy }) => [topic.addedBy, endedBy]),
      goals?.by,
      check?.agreed?.by,
      meeting.closedBy,
    ].filter((id) => id !== undefined);
    return {
      meeting,
      items: items.map(
        (item): ItemView => ({
          ...item,
          carried: carried.get(item.topic.id) ?? 0,
          decisions: byTopic.get(item.topic.id) ?? [],
        }),
      ),
      names: await people.namesOf(read, [...new Set(named)]),
      goals,
      check,
      offersMonthly:
        meeting.closedAt === undefined &&
        offersMonthlyIn(meeting.number) &&
        ritual !== undefined &&
        !settingsOf(ritual.config).isMonthly,
    };
  }
}

async function checkOf(read: Db | Tx, meetingId: string): Promise<DefinitionView | undefined> {
  const check = await findCheck(read, meetingId);
  if (check === undefined) return undefined;
  const { secret: _secret, ...known } = check;
  return { ...known, spread: check.state === 'shown' ? spreadOf(await listAnswers(read, meetingId)) : undefined };
}

/** What reading needs. */
export type ViewingDeps = {
  readonly database: Pick<MeetingsDeps['database'], 'db'>;
  readonly rituals: Pick<MeetingsDeps['rituals'], 'find'>;
  readonly decisions: Pick<MeetingsDeps['decisions'], 'madeIn'>;
  readonly people: Pick<MeetingsDeps['people'], 'namesOf'>;
};
