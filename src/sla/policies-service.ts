import type { Calendar } from '../core/calendar.ts';
import { HOUR, type Instant } from '../core/instants.ts';
import { endOfWorkingDay } from '../core/working-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type Attainment, attainment } from './attainment.ts';
import * as policies from './policies-store.ts';
import { REPORT, type Settle, type SlaParts } from './ports-service.ts';
import type { Policy, PolicyVersion, PromiseKind, Terms } from './promise.ts';
import * as store from './store.ts';

const MEASURED_DAYS = 5;

/** What a promise says of which its maker says nothing. */
const USUAL = {
  name: 'First contact',
  conditions: [],
  calendarOf: 'policy',
  attempts: 3,
  followUpDays: undefined,
  outcomeDays: undefined,
  snooze: 4 * HOUR,
  ladder: undefined,
  hasDigest: false,
} as const satisfies Partial<Terms>;

/** What must be said of a promise; the rest is as usual, or as it was. */
export type NewTerms = Pick<Terms, 'target' | 'warning' | 'lateTo'> & { readonly calendar: Calendar } & Partial<Terms>;

/** What sales promises. */
export function createPolicies(
  { database, clock, ids, jobs, tell }: SlaParts,
  forgetHours: (workspaceId: string) => void,
) {
  return {
    /** Makes the promise for every lead. Unless `isAnnounced`, it is only measured, and reported on after five working days. */
    async promise(
      tx: Tx,
      { workspaceId, by, isAnnounced, ...terms }: NewTerms & { workspaceId: string; by: string; isAnnounced: boolean },
    ): Promise<Policy> {
      const policy = newPolicy(workspaceId, { ...USUAL, ...terms }, { isDefault: true, isAnnounced, position: 0 });
      await policies.insertPolicy(tx, policy, { by });
      if (!isAnnounced) await enqueueReport(tx, policy);
      return policy;
    },

    /**
     * Makes a promise for some leads, asked after those that there are; what is not said is as the one for every lead says it.
     * Undefined before the set-up, and if this gesture has made one before.
     */
    async promiseSome(
      tx: Tx,
      workspaceId: string,
      terms: Partial<Terms>,
      author: policies.Author,
    ): Promise<Policy | undefined> {
      await policies.lockPolicies(tx, workspaceId);
      const all = await policies.listPolicies(tx, workspaceId);
      const usual = all.at(-1);
      if (usual === undefined || (await policies.hasWritten(tx, author.gesture))) return undefined;
      const policy = newPolicy(
        workspaceId,
        { ...usual.current, ...terms },
        { isDefault: false, isAnnounced: usual.isAnnounced, position: all.length },
      );
      await policies.insertPolicy(tx, policy, author);
      return policy;
    },

    /** Changes the terms for leads that arrive from now on; running clocks keep theirs. False if somebody else changed them meanwhile. */
    async change(tx: Tx, policy: Policy, terms: Partial<Terms>, author: policies.Author): Promise<boolean> {
      const { policyId, version, ...before } = policy.current;
      const next: PolicyVersion = { ...before, ...termsOf({ ...before, ...terms }), policyId, version: version + 1 };
      forgetHours(policy.workspaceId);
      return policies.replaceVersion(tx, next, author, clock.now());
    },

    /** Puts a promise into another place; the one for every lead stays the last. */
    async moveTo(tx: Tx, policy: Policy, place: number): Promise<void> {
      const others = (await policies.listPolicies(tx, policy.workspaceId)).filter(
        ({ id, isDefault }) => id !== policy.id && !isDefault,
      );
      if (policy.isDefault) return;
      const order = others.map(({ id }) => id).toSpliced(place, 0, policy.id);
      await policies.reorder(tx, order);
    },

    /** No lead gets it any more; those that have it keep it. */
    retire: (tx: Tx, policyId: string) => policies.retire(tx, policyId, clock.now()),

    /** From now on new leads show their due time, and warnings and lateness are told. */
    announce: (tx: Tx, workspaceId: string) => policies.announce(tx, workspaceId),

    /** The promise for every lead that no other is for. */
    policy: (read: Db | Tx, workspaceId: string) => policies.findPolicy(read, workspaceId),

    /** All of them, in the order in which they are asked. */
    policies: (read: Db | Tx, workspaceId: string) => policies.listPolicies(read, workspaceId),

    policyById: (read: Db | Tx, id: string) => policies.findPolicyById(read, id),

    /** How the promise has been kept since `since`. */
    async attainment(
      read: Db | Tx,
      policyId: string,
      since: Instant,
      kind: PromiseKind = 'first-contact',
    ): Promise<Attainment> {
      return attainment(await store.decidedClocks(read, { policyId, kind, since, now: clock.now() }));
    },

    /** Reports on a promise that has been measured long enough, once; without any decided lead it asks to be called a working day later. */
    async report(policyId: string, settle: Settle): Promise<Instant | undefined> {
      return database.transaction(async (tx) => {
        const policy = await policies.findPolicyById(tx, policyId);
        const now = clock.now();
        if (policy !== undefined && !policy.isAnnounced) {
          const since = { policyId, kind: 'first-contact', since: policy.createdAt, now } as const;
          const { count } = attainment(await store.decidedClocks(tx, since));
          if (count === 0) return endOfWorkingDay(policy.current.calendar, now, 1);
          if (await policies.markReported(tx, policyId, now)) await tell(tx, { kind: 'measured', policy });
        }
        await settle(tx);
        return undefined;
      });
    },
  };

  function newPolicy(
    workspaceId: string,
    terms: Terms,
    its: { isDefault: boolean; isAnnounced: boolean; position: number },
  ): Policy {
    const id = ids.next();
    const current = { ...termsOf(terms), policyId: id, version: 1 };
    return { id, workspaceId, ...its, createdAt: clock.now(), current };
  }

  function enqueueReport(tx: Tx, policy: Policy): Promise<void> {
    return jobs.enqueue(tx, {
      kind: REPORT,
      key: `measured:${policy.id}`,
      payload: { policyId: policy.id },
      runAt: endOfWorkingDay(policy.current.calendar, policy.createdAt, MEASURED_DAYS),
      mode: 'once',
    });
  }
}

/** What a promise says and nothing else: callers may hand in more. */
const termsOf = (terms: Terms): Terms => ({
  name: terms.name,
  conditions: terms.conditions,
  target: terms.target,
  warning: terms.warning,
  calendar: terms.calendar,
  calendarOf: terms.calendarOf,
  attempts: terms.attempts,
  followUpDays: terms.followUpDays,
  outcomeDays: terms.outcomeDays,
  snooze: terms.snooze,
  ladder: terms.ladder,
  hasDigest: terms.hasDigest,
  lateTo: terms.lateTo,
});
