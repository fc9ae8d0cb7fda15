import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import { defineJob, type JobKind, type Later, later } from '../platform/jobs/job.ts';
import { scrubbed } from '../platform/jobs/scrubbed.ts';
import { again } from '../platform/slack/messages/again.ts';
import { inChannel } from '../platform/slack/messages/in-channel.ts';
import type { Messages, ShownMessage } from '../platform/slack/messages/messages.ts';
import { definitionMessage } from './definition/definition-blocks.ts';
import { minutesReply } from './minutes-blocks.ts';
import { parentMessage } from './parent-blocks.ts';
import type { Meetings } from './service.ts';
import {
  AGENDA,
  agendaKey,
  CLOSE,
  DEFINITION,
  definitionKey,
  MINUTES,
  minutesKey,
  PARENT,
  PREPARE,
  parentKey,
  SCRUB,
  SCRUBBED,
  SHOW_DEFINITION,
  TOPIC,
  topicKey,
} from './telling-service.ts';
import type { MeetingView } from './thread-view.ts';
import { agendaMessage, type DecisionWords, topicMessage } from './topic-blocks.ts';

/** Where messages are shown and found. */
export interface ThreadMessages {
  readonly messages: Messages;
  readonly database: Database;
  readonly clock: Clock;
  /** How a decision reads. */
  readonly decision: DecisionWords;
  /** Called when the head of a thread says something else: Homes do too. */
  readonly onHome: (tx: Tx, workspaceId: string) => Promise<void>;
}

/** The work that prepares meetings, keeps their threads like them, and ends them in time. */
export function threadJobs(
  meetings: Meetings,
  { messages, database, clock, decision, onHome }: ThreadMessages,
): readonly JobKind[] {
  const ofMeeting = z.strictObject({ meetingId: z.string() });

  return [
    defineJob({
      kind: PREPARE,
      payload: z.strictObject({ occurrenceId: z.string() }),
      handle: async ({ payload: { occurrenceId }, settle }) => later(await meetings.prepare(occurrenceId, settle)),
    }),

    defineJob({
      kind: CLOSE,
      payload: ofMeeting,
      handle: async ({ payload: { meetingId }, settle }) => later(await meetings.closeAtTime(meetingId, settle)),
    }),

    defineJob({
      kind: PARENT,
      payload: ofMeeting,
      async handle({ payload: { meetingId } }) {
        const view = await meetings.viewing.view(meetingId);
        if (view === undefined) return undefined;
        const key = parentKey(meetingId);
        const done = await shown(view, { key, content: parentMessage(view) });
        await database.transaction((tx) => onHome(tx, view.meeting.workspaceId), 'later');
        return done;
      },
    }),

    defineJob({
      kind: AGENDA,
      payload: ofMeeting,
      async handle({ payload: { meetingId } }) {
        const view = await meetings.viewing.view(meetingId);
        return view && shown(view, { ...under(view), key: agendaKey(meetingId), content: agendaMessage(view) });
      },
    }),

    defineJob({
      kind: TOPIC,
      payload: z.strictObject({ meetingId: z.string(), topicId: z.string() }),
      async handle({ payload: place }) {
        const view = await meetings.viewing.view(place.meetingId);
        const item = view?.items.find(({ topic }) => topic.id === place.topicId);
        if (view === undefined || item === undefined) return undefined;
        return shown(view, { ...under(view), key: topicKey(place), content: topicMessage(view, item, decision) });
      },
    }),

    defineJob({
      kind: DEFINITION,
      payload: ofMeeting,
      async handle({ payload: { meetingId } }) {
        const view = await meetings.viewing.view(meetingId);
        const content = view && definitionMessage(view);
        return content && shown(view, { ...under(view), key: definitionKey(meetingId), content });
      },
    }),

    defineJob({
      kind: SHOW_DEFINITION,
      payload: ofMeeting,
      handle: async ({ payload: { meetingId }, settle }) =>
        later(await meetings.definition.showAtTime(meetingId, settle)),
    }),

    defineJob({
      kind: SCRUB,
      payload: z.strictObject({}),
      handle: () => scrubbed({ database, clock }, SCRUBBED),
    }),

    defineJob({
      kind: MINUTES,
      payload: ofMeeting,
      async handle({ payload: { meetingId } }) {
        const view = await meetings.viewing.view(meetingId);
        return (
          view && shown(view, { ...under(view), key: minutesKey(meetingId), content: minutesReply(view, decision) })
        );
      },
    }),
  ];

  /**
   * What was called off before it could be posted needs no message. A channel that can't be used is the business of those who
   * look after the meetings, who hear of it once (PPL-4).
   */
  async function shown({ meeting }: MeetingView, message: Omit<ShownMessage, 'to'>): Promise<Later | undefined> {
    const standing = await messages.standing(message.key, !meeting.isCalledOff);
    if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
    const outcome = await inChannel(
      () => messages.show({ ...message, to: { channel: meeting.channelId } }),
      (code) => meetings.channelTrouble(meeting.ritualId, code),
    );
    return again(outcome);
  }
}

/** Where replies of a meeting stand. */
const under = ({ meeting }: MeetingView) => ({ inThreadOf: parentKey(meeting.id) });
