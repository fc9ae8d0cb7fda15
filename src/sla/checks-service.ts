import type { Check, CheckDeps } from '../platform/check.ts';
import { runningUnwatched } from './checks-store.ts';
import { LOOK, lookKey } from './ports-service.ts';

/** Clocks, the first due first, that are looked at in each audit: of those further off there is time to tell. */
const FIRST_DUE = 500;

/** What must hold of clocks. */
export function slaChecks({ clock, jobs }: CheckDeps): readonly Check[] {
  return [
    {
      name: 'clock.without-job',
      says: (count) =>
        `${count === 1 ? 'A promise runs' : `${count} promises run`} unwatched: there may be no warning and no word when a lead is late. Start Baton anew.`,
      find: (read) => runningUnwatched(read, FIRST_DUE),
      // The look finds out by itself when to look again.
      repair: (tx, clockId) =>
        jobs.enqueue(tx, {
          kind: LOOK,
          key: lookKey(clockId),
          payload: { clockId },
          runAt: clock.now(),
          mode: 'latest',
        }),
    },
  ];
}
