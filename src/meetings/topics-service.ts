import { managesAny } from '../core/rights.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { addItems, findItem, meetingsOf, turnItem } from './items-store.ts';
import type { Item, ItemOutcome, ItemPlace, Meeting, Topic } from './meeting.ts';
import { findMeeting, holdAgenda, openMeeting } from './meetings-store.ts';
import { type MeetingActor, type MeetingsDeps, mayDecide } from './ports-service.ts';
import type { TopicRefusal } from './refusals.ts';
import type { MeetingTelling } from './telling-service.ts';
import { findMadeFrom, hadEffect, insertTopic, recordGesture, setTopic } from './topics-store.ts';

/** A topic on its way in. */
export interface NewTopic {
  readonly workspaceId: string;
  readonly text: string;
  /** Who puts it up; undefined where nobody did. */
  readonly by: string | undefined;
  /** Where it comes from, such as `headsup:<id>`. */
  readonly origin: string | undefined;
  /** Names what makes it: the same makes one topic, however often it comes. */
  readonly madeFrom: string;
}

/** Where a topic has landed: on the agenda of a meeting that is prepared already, or it waits for the next one. */
export interface Added {
  readonly topic: Topic;
  readonly meeting: Meeting | undefined;
}

export type TopicOutcome =
  | { readonly kind: 'done'; readonly item: Item }
  | { readonly kind: 'refused'; readonly why: TopicRefusal };

/** The topics of the meetings: put up by anybody, settled in a meeting, or carried over to the next. */
export function createTopics({ database, clock, ids }: MeetingsDeps, telling: MeetingTelling) {
  const { db } = database;

  return {
    addTopic,

    /** The same for whoever types it. */
    add: (actor: MeetingActor, text: string, madeFrom: string): Promise<Added> =>
      database.transaction((tx) =>
        addTopic(tx, { workspaceId: actor.workspaceId, text, by: actor.id, origin: undefined, madeFrom }),
      ),

    /** The teams have talked about it, and nothing else follows. */
    resolve: (actor: MeetingActor, place: ItemPlace): Promise<TopicOutcome> => turn(actor, place, 'resolved'),

    /** Not today: it is up again in the next meeting. */
    nextTime: (actor: MeetingActor, place: ItemPlace): Promise<TopicOutcome> => turn(actor, place, 'carried'),

    /** Takes back what came of it in a meeting that goes on. */
    openAgain: (actor: MeetingActor, place: ItemPlace): Promise<TopicOutcome> => turn(actor, place, 'open'),

    /** Takes it off the agenda, for whoever put it up, managers and admins. */
    remove: (actor: MeetingActor, place: ItemPlace): Promise<TopicOutcome> => turn(actor, place, 'removed'),

    /** Where a topic is up now: a menu has no room for more than its id. */
    async placeNow({ workspaceId }: MeetingActor, topicId: string): Promise<ItemPlace> {
      return { meetingId: (await openMeeting(db, workspaceId))?.id ?? '', topicId };
    },

    /** The form in which somebody says it in other words. */
    async wording(actor: MeetingActor, place: ItemPlace): Promise<TopicOutcome> {
      const found = await itemFor(db, actor, place);
      if ('kind' in found) return { kind: 'refused', why: found };
      if (!isTheirs(actor, found.item.topic)) return { kind: 'refused', why: { kind: 'not-yours' } };
      return { kind: 'done', item: found.item };
    },

    reword: (actor: MeetingActor, place: ItemPlace, text: string): Promise<TopicOutcome> =>
      database.transaction(async (tx) => {
        const found = await itemFor(tx, actor, place);
        if ('kind' in found) return { kind: 'refused', why: found };
        const { item } = found;
        if (!isTheirs(actor, item.topic)) return { kind: 'refused', why: { kind: 'not-yours' } };
        await setTopic(tx, item.topic.id, { text });
        await redraw(tx, item.topic.id);
        return { kind: 'done', item: { ...item, topic: { ...item.topic, text } } };
      }),

    redraw,
    itemFor,
  };

  /** Puts a topic on the agenda: of the meeting that is prepared or held now, or else of the next one. One `madeFrom` makes one. */
  async function addTopic(tx: Tx, { workspaceId, text, by, origin, madeFrom }: NewTopic): Promise<Added> {
    await holdAgenda(tx, workspaceId, 0);
    const meeting = await openMeeting(tx, workspaceId);
    const topic: Topic = {
      id: ids.next(),
      workspaceId,
      text,
      addedBy: by,
      addedAt: clock.now(),
      origin,
      state: 'open',
    };
    if (!(await insertTopic(tx, topic, madeFrom))) {
      return { topic: (await findMadeFrom(tx, workspaceId, madeFrom)) ?? topic, meeting };
    }
    if (meeting === undefined) return { topic, meeting };
    await addItems(tx, meeting.id, [topic.id]);
    await telling.topic(tx, { meetingId: meeting.id, topicId: topic.id });
    await telling.parent(tx, meeting.id);
    return { topic, meeting };
  }

  function turn(
    actor: MeetingActor,
    place: ItemPlace,
    outcome: Exclude<ItemOutcome, 'decided'>,
  ): Promise<TopicOutcome> {
    return database.transaction(async (tx): Promise<TopicOutcome> => {
      const found = await itemFor(tx, actor, place);
      if ('kind' in found) return { kind: 'refused', why: found };
      const { item } = found;
      if (outcome === 'removed' && !isTheirs(actor, item.topic)) return { kind: 'refused', why: { kind: 'not-yours' } };
      // Slack has delivered it again: it has been done, and what has happened since stays.
      if (await hadEffect(tx, actor.gesture)) return { kind: 'done', item };
      const isReopening = outcome === 'open';
      const fits = isReopening ? item.outcome !== 'open' : item.outcome === 'open';
      const isMine = fits && (await turnItem(tx, place, item.turns, { outcome, by: actor.id, at: clock.now() }));
      if (!isMine) {
        const now = (await findItem(tx, place)) ?? item;
        if (now.outcome === outcome && (isReopening || now.endedBy === actor.id)) return { kind: 'done', item: now };
        return { kind: 'refused', why: { kind: 'meanwhile', outcome: now.outcome, by: now.endedBy } };
      }
      await recordGesture(tx, actor.gesture, clock.now());
      const state = outcome === 'resolved' ? 'settled' : outcome === 'removed' ? 'removed' : 'open';
      await setTopic(tx, item.topic.id, { state });
      await telling.topic(tx, place);
      await telling.parent(tx, place.meetingId);
      return { kind: 'done', item: { ...item, outcome, endedBy: isReopening ? undefined : actor.id } };
    });
  }

  /** A topic of a meeting that goes on, for somebody of the teams. */
  async function itemFor(
    read: Db | Tx,
    actor: MeetingActor,
    place: ItemPlace,
  ): Promise<{ readonly item: Item; readonly meeting: Meeting } | TopicRefusal> {
    const meeting = await findMeeting(read, place.meetingId);
    const item = meeting?.workspaceId === actor.workspaceId ? await findItem(read, place) : undefined;
    if (meeting === undefined || item === undefined) return { kind: 'not-found' };
    if (!mayDecide(actor) && !actor.isAdmin && item.topic.addedBy !== actor.id) return { kind: 'not-in-teams' };
    return meeting.closedAt === undefined ? { item, meeting } : { kind: 'over', number: meeting.number };
  }

  /** Wherever a topic stands, it looks different. */
  async function redraw(tx: Tx, topicId: string): Promise<void> {
    for (const meetingId of await meetingsOf(tx, topicId)) {
      await telling.topic(tx, { meetingId, topicId });
      await telling.parent(tx, meetingId);
    }
  }
}

const isTheirs = (actor: MeetingActor, topic: Topic): boolean => topic.addedBy === actor.id || managesAny(actor);
