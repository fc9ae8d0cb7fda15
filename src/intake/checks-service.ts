import type { Check, CheckDeps } from '../platform/check.ts';
import { rollingWindow } from '../platform/rolling-window.ts';
import { acceptedForNothing, earlyForgotten, waitingForgotten } from './checks-store.ts';
import { AWAIT, awaitKey } from './events/events-service.ts';
import { HAND_OVER, handOverKey, NOT_SET_UP } from './handing-service.ts';

const NEWEST_DEAD = 100;
const PART = 200;

/** What must hold of deliveries: each is a lead, or kept with its reason. */
export function intakeChecks({ clock, jobs }: CheckDeps): readonly Check[] {
  return [
    {
      name: 'delivery.early-forgotten',
      says: (count) =>
        `${count === 1 ? 'A lead that came' : `${count} leads that came`} before the set-up could not be handed over. The log says why, at job.failed.`,
      find: (read) => earlyForgotten(read, NOT_SET_UP, NEWEST_DEAD),
      // Not once: the key may be a tombstone.
      repair: (tx, deliveryId) =>
        jobs.enqueue(tx, {
          kind: HAND_OVER,
          key: handOverKey(deliveryId),
          payload: { deliveryId },
          runAt: clock.now(),
          mode: 'latest',
        }),
    },
    {
      name: 'delivery.waiting-forgotten',
      says: (count) =>
        `${count === 1 ? 'News of a lead' : `${count} pieces of news of leads`} that came before the lead could not be looked at again. The log says why, at job.failed.`,
      find: waitingForgotten,
      repair: (tx, deliveryId) =>
        jobs.enqueue(tx, {
          kind: AWAIT,
          key: awaitKey(deliveryId),
          payload: { deliveryId },
          runAt: clock.now(),
          mode: 'latest',
        }),
    },
    {
      name: 'delivery.without-lead',
      says: (count) =>
        `${count === 1 ? 'A form was told that its lead was taken, and the lead is' : `Forms were told that ${count} leads were taken, and those are`} not there. Was the database edited? The log names the delivery, at audit.found; what was sent is in the table deliveries.`,
      find: rollingWindow('', async (read, after) => {
        const { lost, last } = await acceptedForNothing(read, after, PART);
        return { subjects: lost, next: last };
      }),
    },
  ];
}
