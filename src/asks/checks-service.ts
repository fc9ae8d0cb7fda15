import type { Check, CheckDeps } from '../platform/check.ts';
import { waitingUnwatched } from './checks-store.ts';
import { LOOK } from './service.ts';

const WAITING = 500;

/** What must hold of asks. */
export function askChecks({ clock, jobs }: CheckDeps): readonly Check[] {
  return [
    {
      name: 'ask.without-job',
      says: (count) =>
        `${count === 1 ? 'An ask waits' : `${count} asks wait`} for an answer, and nobody will hear if that takes too long. The log names them, at audit.found.`,
      find: (read) => waitingUnwatched(read, WAITING),
      // The look reckons by itself when it is too long.
      repair: (tx, askId) =>
        jobs.enqueue(tx, { kind: LOOK, key: `ask:${askId}`, payload: { askId }, runAt: clock.now(), mode: 'latest' }),
    },
  ];
}
