import type { ScheduledPart } from '../core/scheduled.ts';
import { createMatching } from './matching-service.ts';
import { createMoving } from './moving-service.ts';
import { createOffer } from './offer-service.ts';
import { findPart } from './parts-store.ts';
import type { PairingDeps } from './ports-service.ts';
import { createPairingSetup } from './setup-service.ts';
import { ASKED_AGAIN } from './telling-service.ts';
import { createTurns } from './turn-service.ts';

export type Pairings = ReturnType<typeof createPairingsService>;

/** One of sales and one of marketing, every few weeks, with something to begin with. */
export function createPairingsService(deps: PairingDeps) {
  const setup = createPairingSetup(deps);
  return {
    ...createMatching(deps),
    ...createTurns(deps),
    ...createMoving(deps),
    setup,
    ...createOffer(deps, setup.couldBegin),

    /** Before the end they are asked whether they have met, once. */
    async askAgain({ slot, ritual, occurrence }: ScheduledPart): Promise<void> {
      const { database, clock, notify } = deps;
      const part = await findPart(database.db, occurrence.id, slot.personId);
      if (part?.state !== 'in') return;
      await database.transaction((tx) =>
        notify(tx, {
          key: `${ASKED_AGAIN}:${occurrence.id}:${slot.personId}`,
          workspaceId: ritual.workspaceId,
          recipient: { person: slot.personId },
          kind: ASKED_AGAIN,
          subject: occurrence.id,
          at: clock.now(),
        }),
      );
    },
  };
}
