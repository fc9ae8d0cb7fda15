import { counted } from '../core/time-text.ts';
import type { Check, CheckDeps } from '../platform/check.ts';
import { LOOK, lookKey } from './changing-service.ts';
import { openUnwatched } from './checks-store.ts';
import { DIGEST, digestKey } from './digest-service.ts';
import { readersUnwatched } from './digest-store.ts';

/** So many of those that are open are looked at each time: a company that has more has other worries. */
const MOST_LOOKED_AT = 500;

/** What must hold of actions. */
export const actionChecks = ({ clock, jobs }: CheckDeps): readonly Check[] => [
  {
    name: 'action.without-job',
    says: (count) =>
      `${count === 1 ? 'A decision has' : `${count} decisions have`} an owner, and nobody will look when the day has come. The log names them, at audit.found.`,
    find: (read) => openUnwatched(read, MOST_LOOKED_AT),
    // The look reckons by itself when the day has come.
    repair: (tx, id) =>
      jobs.enqueue(tx, { kind: LOOK, key: lookKey(id), payload: { id }, runAt: clock.now(), mode: 'latest' }),
  },
  {
    name: 'action.digest-unwatched',
    says: (count) =>
      `${counted(count, 'colleague')} would not be told each week what is still to be done, though they chose it. "/retro actions" shows it.`,
    find: (read) => readersUnwatched(read, digestKey('')),
    repair: (tx, personId) =>
      jobs.enqueue(tx, {
        kind: DIGEST,
        key: digestKey(personId),
        payload: { personId },
        runAt: clock.now(),
        mode: 'latest',
      }),
  },
];
