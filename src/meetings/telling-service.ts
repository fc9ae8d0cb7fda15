import { type Duration, type Instant, SECOND } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import type { ItemPlace, Meeting } from './meeting.ts';
import type { MeetingsDeps } from './ports-service.ts';
import { closesAt } from './preparing.ts';

/** Kinds of the jobs that prepare a meeting, keep its thread like it, and end it in time. */
export const PREPARE = 'meetings.prepare';
export const PARENT = 'meetings.parent';
export const AGENDA = 'meetings.agenda';
export const TOPIC = 'meetings.topic';
export const MINUTES = 'meetings.minutes';
export const CLOSE = 'meetings.close';
export const SHOW_DEFINITION = 'meetings.show-definition';
export const DEFINITION = 'meetings.definition';
export const SCRUB = 'meetings.scrub';

/** Where something is deleted that nobody is to know any more: whose an answer was, and what they had said before. */
export const SCRUBBED = ['meeting_checks', 'meeting_answers'] as const;

/** Names of messages, and of the jobs that keep them. */
export const parentKey = (meetingId: string): string => `meeting.parent:${meetingId}`;
export const agendaKey = (meetingId: string): string => `meeting.agenda:${meetingId}`;
export const topicKey = ({ meetingId, topicId }: ItemPlace): string => `meeting.topic:${meetingId}:${topicId}`;
export const minutesKey = (meetingId: string): string => `meeting.minutes:${meetingId}`;
export const definitionKey = (meetingId: string): string => `meeting.definition:${meetingId}`;
export const closeKey = (meetingId: string): string => `meeting.close:${meetingId}`;

/** What a message of this feature shows; undefined for any other. */
export function messageNamed(
  key: string,
): { readonly kind: string; readonly meetingId: string; readonly topicId: string | undefined } | undefined {
  const [, kind, meetingId, topicId] =
    /^meeting\.(parent|agenda|minutes|definition|topic):([^:]+)(?::([^:]+))?$/.exec(key) ?? [];
  return kind === undefined || meetingId === undefined ? undefined : { kind, meetingId, topicId };
}

/** How far one reply is apart from the next. */
const PACE = 1.5 * SECOND;

export type MeetingTelling = ReturnType<typeof createTelling>;

/** Asks for the messages of a meeting to be brought up to date, in the transaction of what has changed. */
export function createTelling({ clock, jobs }: Pick<MeetingsDeps, 'clock' | 'jobs'>) {
  return {
    prepare: (tx: Tx, occurrenceId: string, runAt: Instant): Promise<void> =>
      jobs.enqueue(tx, {
        kind: PREPARE,
        key: `meeting.prepare:${occurrenceId}`,
        payload: { occurrenceId },
        runAt,
        mode: 'latest',
      }),

    parent: (tx: Tx, meetingId: string): Promise<void> => now(tx, PARENT, parentKey(meetingId), { meetingId }),
    agenda: (tx: Tx, meetingId: string): Promise<void> => now(tx, AGENDA, agendaKey(meetingId), { meetingId }),
    minutes: (tx: Tx, meetingId: string): Promise<void> => now(tx, MINUTES, minutesKey(meetingId), { meetingId }),
    /** What was said in the definition check. */
    definition: (tx: Tx, meetingId: string): Promise<void> =>
      now(tx, DEFINITION, definitionKey(meetingId), { meetingId }),

    /** When it is shown; asked again whenever that moves. */
    showDefinition: (tx: Tx, { id, meetsAt }: Pick<Meeting, 'id' | 'meetsAt'>): Promise<void> =>
      jobs.enqueue(tx, {
        kind: SHOW_DEFINITION,
        key: `meeting.show-definition:${id}`,
        payload: { meetingId: id },
        runAt: meetsAt,
        mode: 'latest',
      }),

    /** Something was deleted that nobody is to know any more. */
    scrub: (tx: Tx, meetingId: string): Promise<void> => now(tx, SCRUB, `${SCRUB}:${meetingId}`, {}),

    topic: (tx: Tx, place: ItemPlace): Promise<void> => now(tx, TOPIC, topicKey(place), { ...place }),

    /** The whole thread of a new meeting, its replies in the order of the agenda: Slack takes about one message a second there. */
    async thread(tx: Tx, meetingId: string, topicIds: readonly string[]): Promise<void> {
      await now(tx, PARENT, parentKey(meetingId), { meetingId });
      await now(tx, AGENDA, agendaKey(meetingId), { meetingId }, PACE);
      for (const [at, topicId] of topicIds.entries()) {
        const place = { meetingId, topicId };
        await now(tx, TOPIC, topicKey(place), place, (at + 2) * PACE);
      }
    },

    /** When it is over; asked again whenever that moves. */
    close: (tx: Tx, { id, meetsAt }: Pick<Meeting, 'id' | 'meetsAt'>): Promise<void> =>
      jobs.enqueue(tx, {
        kind: CLOSE,
        key: closeKey(id),
        payload: { meetingId: id },
        runAt: closesAt(meetsAt),
        mode: 'latest',
      }),
  };

  function now(
    tx: Tx,
    kind: string,
    key: string,
    payload: Readonly<Record<string, string>>,
    after: Duration = 0,
  ): Promise<void> {
    return jobs.enqueue(tx, { kind, key, payload, runAt: clock.now() + after, mode: 'latest' });
  }
}
