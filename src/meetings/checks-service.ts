import { type Check, MOST_FOUND } from '../platform/check.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { neverEnding } from './checks-store.ts';
import { findMeeting } from './meetings-store.ts';
import type { MeetingsDeps } from './ports-service.ts';
import { closeKey, createTelling, messageNamed } from './telling-service.ts';

/** What must hold of meetings and their threads. */
export function meetingChecks(deps: Pick<MeetingsDeps, 'clock' | 'jobs'>): {
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
} {
  const telling = createTelling(deps);
  return {
    checks: [
      {
        name: 'meeting.never-ending',
        says: (count) =>
          `${count === 1 ? 'A smarketing meeting' : `${count} smarketing meetings`} would not end by themselves. A manager can end them in the menu of their message.`,
        find: (read) => neverEnding(read, closeKey(''), MOST_FOUND),
        async repair(tx, meetingId) {
          const meeting = await findMeeting(tx, meetingId);
          if (meeting !== undefined) await telling.close(tx, meeting);
        },
      },
    ],
    messageOwners: [
      {
        drivenBy: ({ key, state }) => (state === 'blocked' || messageNamed(key) === undefined ? undefined : key),
        async redo(tx, messageKey) {
          const named = messageNamed(messageKey);
          if (named === undefined) return;
          const { kind, meetingId, topicId } = named;
          if (topicId !== undefined) return telling.topic(tx, { meetingId, topicId });
          if (kind === 'parent') return telling.parent(tx, meetingId);
          return kind === 'agenda' ? telling.agenda(tx, meetingId) : telling.minutes(tx, meetingId);
        },
      },
    ],
  };
}
