import type { Check, CheckDeps } from '../platform/check.ts';
import { lateUnwatched, leftUndone, runningUnwatched } from './checks-store.ts';
import { LOOK, lookKey, REAPPLY, reapplyKey } from './ports-service.ts';

/** Clocks, the first due first, that are looked at in each audit: of those further off there is time to tell. */
const FIRST_DUE = 500;
/** Late ones, the latest first: those that have been late for longer have been told of on every step. */
const LATELY_LATE = 500;

/** What must hold of clocks. */
export function slaChecks({ clock, jobs }: CheckDeps): readonly Check[] {
  // The look finds out by itself when to look again.
  const lookAgain: Check['repair'] = (tx, clockId) =>
    jobs.enqueue(tx, {
      kind: LOOK,
      key: lookKey(clockId),
      payload: { clockId },
      runAt: clock.now(),
      mode: 'latest',
    });

  return [
    {
      name: 'clock.without-job',
      says: (count) =>
        `${count === 1 ? 'A promise runs' : `${count} promises run`} unwatched: there may be no warning and no word when a lead is late. Start Baton anew.`,
      find: (read) => runningUnwatched(read, FIRST_DUE),
      repair: lookAgain,
    },
    {
      name: 'clock.steps-without-job',
      says: (count) =>
        `${count === 1 ? 'A lead is late, and those' : `${count} leads are late, and those`} who are to hear of it next may not. Start Baton anew.`,
      find: (read) => lateUnwatched(read, LATELY_LATE),
      repair: lookAgain,
    },
    {
      name: 'promise.edit-left-undone',
      says: () =>
        'An edit of a promise was to hold for open leads too, and does not yet. Save /baton promise again, please.',
      find: leftUndone,
      async repair(tx, found) {
        const { policyId, version } = versionIn(found);
        const job = { kind: REAPPLY, key: reapplyKey(policyId), payload: { policyId, version } };
        await jobs.enqueue(tx, { ...job, runAt: clock.now(), mode: 'latest' });
      },
    },
  ];
}

function versionIn(found: string): { policyId: string; version: number } {
  const at = found.lastIndexOf(':');
  return { policyId: found.slice(0, at), version: Number(found.slice(at + 1)) };
}
