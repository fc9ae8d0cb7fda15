import { type Check, MOST_FOUND } from '../platform/check.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { neverReminding } from './checks-store.ts';
import type { HeadsUpsDeps } from './ports-service.ts';
import { findHeadsUp } from './store.ts';
import { createTelling, headsUpOf, REMIND } from './telling-service.ts';

/** What must hold of heads-ups and their messages. */
export function headsUpChecks(deps: Pick<HeadsUpsDeps, 'clock' | 'jobs'>): {
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
} {
  const telling = createTelling(deps);
  return {
    checks: [
      {
        name: 'heads-up.never-reminding',
        says: (count) =>
          `${count === 1 ? 'A heads-up' : `${count} heads-ups`} would remind nobody. The log names them, at audit.found.`,
        find: (read, now) => neverReminding(read, `${REMIND}:`, now, MOST_FOUND),
        async repair(tx, id) {
          const headsUp = await findHeadsUp(tx, id);
          if (headsUp !== undefined) await telling.remind(tx, id, headsUp.remindAt);
        },
      },
    ],
    messageOwners: [
      {
        drivenBy: ({ key, state }) => (state === 'blocked' || headsUpOf(key) === undefined ? undefined : key),
        async redo(tx, messageKey) {
          const id = headsUpOf(messageKey);
          if (id !== undefined) await telling.parent(tx, id);
        },
      },
    ],
  };
}
