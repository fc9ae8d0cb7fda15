import type { Check, CheckDeps } from '../platform/check.ts';
import type { Tx } from '../platform/db/database.ts';
import * as checks from './checks-store.ts';
import { CONDUCT, conductKey, PLAN, planKey, SLOT, slotKey } from './kinds-service.ts';

/** Slots that wait for their prompt, of everything that is open, looked at in one audit. */
const WAITING = 500;
const LAST_CLOSED = 20;

/** What must hold of rituals, their dates and everybody's part. */
export function ritualChecks({ clock, jobs }: CheckDeps): readonly Check[] {
  return [
    {
      name: 'ritual.without-next',
      says: (count) =>
        `${count === 1 ? 'A standup or another recurring thing has' : `${count} recurring things have`} no next date, and planning it has not helped. Save its set-up again, such as /standup setup.`,
      find: checks.withoutNext,
      repair: plan,
    },
    {
      name: 'occurrence.planned-without-job',
      says: () =>
        'A standup or another recurring thing will not begin at its next date. Save its set-up again, such as /standup setup.',
      find: checks.plannedUnwatched,
      repair: plan,
    },
    {
      name: 'occurrence.open-without-job',
      says: () => 'A standup or another recurring thing is open and will not close. The log names it, at audit.found.',
      find: checks.openUnwatched,
      repair: (tx, occurrenceId) => enqueue(tx, CONDUCT, conductKey(occurrenceId), { occurrenceId }),
    },
    {
      name: 'slot.pending-without-job',
      says: (count) =>
        `${count === 1 ? 'Somebody was' : `${count} people were`} not asked though it was time. "/standup" lets them answer.`,
      find: (read) => checks.pendingUnwatched(read, WAITING),
      // Asks at once only whose time has come.
      repair: (tx, slotId) => enqueue(tx, SLOT, slotKey(slotId), { slotId }),
    },
    {
      name: 'slot.left-open',
      says: (count) =>
        `${count === 1 ? 'Somebody’s part' : `${count} people’s parts`} in something that is over ended without a result, so a count of answers may be wrong. The log names it, at audit.found.`,
      find: (read) => checks.leftOpen(read, LAST_CLOSED),
    },
  ];

  function plan(tx: Tx, ritualId: string): Promise<void> {
    return enqueue(tx, PLAN, planKey(ritualId), { ritualId });
  }

  function enqueue(tx: Tx, kind: string, key: string, payload: object): Promise<void> {
    return jobs.enqueue(tx, { kind, key, payload, runAt: clock.now(), mode: 'latest' });
  }
}
