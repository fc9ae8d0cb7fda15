import { type Check, MOST_FOUND } from '../platform/check.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { neverEnding } from './checks-store.ts';
import { findPairing, movePairing } from './pairings-store.ts';
import { listPartners } from './parts-store.ts';
import type { PairingDeps } from './ports-service.ts';
import { redrawTurns, turnJob, turnPlaceOf } from './telling-service.ts';

/** What must hold of pairings and their messages. */
export function pairingChecks(deps: Pick<PairingDeps, 'clock' | 'jobs'>): {
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
} {
  return {
    checks: [
      {
        name: 'pairing.never-ending',
        says: (count) =>
          `${count === 1 ? 'A pair is' : `${count} pairs are`} asked to meet although the time has passed. The log names them, at audit.found.`,
        find: (read, now) => neverEnding(read, now, MOST_FOUND),
        async repair(tx, id) {
          if ((await findPairing(tx, id)) === undefined) return;
          if (await movePairing(tx, id, ['open'], { state: 'over' }))
            await redrawTurns(deps, tx, await listPartners(tx, id));
        },
      },
    ],
    messageOwners: [
      {
        drivenBy: ({ key, state }) => (state === 'blocked' || turnPlaceOf(key) === undefined ? undefined : key),
        async redo(tx, messageKey) {
          const place = turnPlaceOf(messageKey);
          if (place !== undefined) await deps.jobs.enqueue(tx, turnJob(place, deps.clock.now()));
        },
      },
    ],
  };
}
