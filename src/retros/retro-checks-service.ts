import { type Check, MOST_FOUND } from '../platform/check.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import type { RetrosDeps } from './ports-service.ts';
import { neverMoving } from './retro-checks-store.ts';
import { createRetroTelling, PHASE, parentPlaceOf, turnPlaceOf } from './retro-telling-service.ts';
import { findRetro } from './retros-store.ts';

/** What must hold of retros and their messages. */
export function retroChecks(deps: Pick<RetrosDeps, 'clock' | 'jobs'>): {
  readonly checks: readonly Check[];
  readonly messageOwner: MessageOwner;
} {
  const telling = createRetroTelling(deps);
  return {
    checks: [
      {
        name: 'retro.never-moving',
        says: (count) =>
          `${count === 1 ? 'A retro' : `${count} retros`} would not go on by themselves. Whoever looks after one goes on in the menu of its message.`,
        find: (read, now) => neverMoving(read, `${PHASE}:`, now, MOST_FOUND),
        async repair(tx, retroId) {
          const retro = await findRetro(tx, retroId);
          if (retro?.phaseDueAt !== undefined) await telling.phase(tx, retro);
        },
      },
    ],
    messageOwner: {
      drivenBy: ({ key, state }) =>
        state === 'blocked' || (parentPlaceOf(key) ?? turnPlaceOf(key)) === undefined ? undefined : key,
      async redo(tx, messageKey) {
        const parent = parentPlaceOf(messageKey);
        if (parent !== undefined) return telling.parent(tx, parent);
        const turn = turnPlaceOf(messageKey);
        if (turn !== undefined) await telling.turn(tx, turn.retroId, turn.personId);
      },
    },
  };
}
