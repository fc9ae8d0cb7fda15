import { type Check, MOST_FOUND } from '../platform/check.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { neverEnding } from './checks-store.ts';
import { createDefinitionChecks } from './definition/definition-service.ts';
import { secretsKept } from './definition/definition-store.ts';
import { findMeeting } from './meetings-store.ts';
import type { MeetingsDeps } from './ports-service.ts';
import { closeKey, createTelling, messageNamed } from './telling-service.ts';

/** What must hold of meetings and their threads. */
export function meetingChecks(deps: MeetingsDeps): {
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
      {
        name: 'meeting.secret-kept',
        says: (count) =>
          `Of ${count === 1 ? 'a definition check that is' : `${count} definition checks that are`} over it can still be told who said what.`,
        find: (read) => secretsKept(read, MOST_FOUND),
        repair: createDefinitionChecks(deps, telling).seal,
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
          if (kind === 'definition') return telling.definition(tx, meetingId);
          return kind === 'agenda' ? telling.agenda(tx, meetingId) : telling.minutes(tx, meetingId);
        },
      },
    ],
  };
}
