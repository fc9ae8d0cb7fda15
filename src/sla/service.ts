import type { Calendar } from '../core/calendar.ts';
import type { Duration, Instant } from '../core/instants.ts';
import { endOfWorkingDay } from '../core/working-days.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { type Attainment, attainment } from './attainment.ts';
import * as policies from './policies-store.ts';
import { deadlines, endOf, lateFrom, type Policy, type PolicyVersion, resumed, type SlaClock } from './promise.ts';
import * as store from './store.ts';

/** A change of a lead that starts or stops a clock; features with a journal pass its entries. */
export interface LeadChange {
  readonly kind: string;
  readonly leadId: string;
  readonly workspaceId: string;
  readonly at: Instant;
  readonly isTest: boolean;
  readonly change: {
    readonly kind: string;
    /** Which time the lead comes back. */
    readonly round?: number;
    /** False for what turned out to be no lead. */
    readonly isCounted?: boolean;
    /** Taken back, and nobody has been contacted before. */
    readonly isUntouched?: boolean;
  };
}

/** What the clocks tell: a warning and lateness of announced promises, and that a promise has been measured long enough. */
export type ClockNews =
  | { readonly kind: 'warned'; readonly clock: SlaClock }
  | { readonly kind: 'late'; readonly clock: SlaClock }
  | { readonly kind: 'measured'; readonly policy: Policy };

export type ClockListener = (tx: Tx, news: ClockNews) => Promise<void>;

/** What somebody promises. */
export interface Terms {
  readonly target: Duration;
  readonly warning: Duration;
  readonly calendar: Calendar;
  readonly lateTo: readonly string[];
}

export interface SlaDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Jobs;
}

/** How a settled job is told so, in the transaction of its effect. */
export type Settle = (tx: Tx) => Promise<void>;

export type Sla = ReturnType<typeof createSlaService>;

const MEASURED_DAYS = 5;

/** Entries of a lead's journal that answer the prospect, or say that there is nothing to answer. */
const STOPS = ['contacted', 'qualified', 'deal', 'won', 'lost', 'rejected'];

export function createSlaService({ database, clock, ids, jobs }: SlaDeps) {
  const listeners: ClockListener[] = [];

  return {
    /** Listeners are called in the transaction of the change; they only write and enqueue. */
    subscribe(listener: ClockListener): void {
      listeners.push(listener);
    },

    /**
     * Follows the journal of leads: an arrival starts the first-touch clock, and a return from the shelf that of the next
     * round (2.1.12); a contact or an outcome stops it (2.1.13). What turns out to be no lead has no promise to keep (1e).
     * A claim redirects notices and never stops the clock, so it isn't looked at here. Test leads have no clock.
     */
    async follow(tx: Tx, { kind, leadId, workspaceId, at, isTest, change }: LeadChange): Promise<void> {
      if (isTest) return;
      if (kind === 'received' || kind === 'announced') await start(tx, { workspaceId, leadId, at, cycle: 1 });
      if (kind === 'returned') await start(tx, { workspaceId, leadId, at, cycle: change.round ?? 1 });
      if (kind === 'outcome-undone') await resume(tx, leadId, at, change.isUntouched === true);
      if (change.isCounted === false) await cancel(tx, leadId, at);
      else if (STOPS.includes(kind)) await stop(tx, leadId, at);
    },

    /** Makes the promise of first contact. Unless `isAnnounced`, it is only measured, and reported on after five working days. */
    async promise(
      tx: Tx,
      promise: Terms & { workspaceId: string; name: string; by: string; isAnnounced: boolean },
    ): Promise<Policy> {
      const policy = {
        id: ids.next(),
        workspaceId: promise.workspaceId,
        name: promise.name,
        isAnnounced: promise.isAnnounced,
        createdAt: clock.now(),
      };
      const current = { policyId: policy.id, version: 1, ...termsOf(promise) };
      await policies.insertPolicy(tx, { ...policy, current, createdBy: promise.by });
      if (!promise.isAnnounced) await enqueueReport(tx, { ...policy, current });
      return { ...policy, current };
    },

    /** Changes the terms for leads that arrive from now on; running clocks keep theirs. False if somebody else changed them meanwhile. */
    async change(tx: Tx, policy: Policy, terms: Terms, author: policies.Author): Promise<boolean> {
      const next: PolicyVersion = { policyId: policy.id, version: policy.current.version + 1, ...termsOf(terms) };
      return policies.replaceVersion(tx, next, author, clock.now());
    },

    /** From now on new leads show their due time, and warnings and lateness are told. */
    announce: (tx: Tx, policyId: string) => policies.announce(tx, policyId),

    policy: (read: Db | Tx, workspaceId: string) => policies.findPolicy(read, workspaceId),

    policyById: (read: Db | Tx, id: string) => policies.findPolicyById(read, id),

    clockOfLead: (read: Db | Tx, leadId: string) => store.findClockOfLead(read, leadId),

    clocksOfLeads: (read: Db | Tx, leadIds: readonly string[]) => store.clocksOfLeads(read, leadIds),

    everyClockOf: (read: Db | Tx, leadIds: readonly string[]) => store.everyClockOf(read, leadIds),

    lateBetween: (read: Db | Tx, workspaceId: string, window: { from: Instant; until: Instant }) =>
      store.lateBetween(read, workspaceId, window),

    /** How the promise has been kept since `since`. */
    async attainment(read: Db | Tx, policyId: string, since: Instant): Promise<Attainment> {
      return attainment(await store.decidedClocks(read, policyId, since));
    },

    /**
     * Looks at one clock: records a warning or lateness whose time has come, with its true time, and tells listeners.
     * After downtime a warning that lateness has overtaken is recorded but not told. Answers when to look again.
     */
    async look(clockId: string, settle: Settle): Promise<Instant | undefined> {
      return database.transaction(async (tx) => {
        const found = await store.findClock(tx, clockId);
        const now = clock.now();
        if (found?.state !== 'running') {
          await settle(tx);
          return undefined;
        }
        const isLate = now > found.dueAt;
        if (found.warnAt !== undefined && now >= found.warnAt) await warn(tx, found, found.warnAt, now, isLate);
        if (!isLate) return nextLook(found, now);
        await markLate(tx, found, now);
        await settle(tx);
        return undefined;
      });
    },

    /** Reports on a promise that has been measured long enough, once; without any decided lead it asks to be called a working day later. */
    async report(policyId: string, settle: Settle): Promise<Instant | undefined> {
      return database.transaction(async (tx) => {
        const policy = await policies.findPolicyById(tx, policyId);
        if (policy !== undefined && !policy.isAnnounced) {
          const { count } = attainment(await store.decidedClocks(tx, policyId, policy.createdAt));
          if (count === 0) return endOfWorkingDay(policy.current.calendar, clock.now(), 1);
          if (await policies.markReported(tx, policyId, clock.now())) await tell(tx, { kind: 'measured', policy });
        }
        await settle(tx);
        return undefined;
      });
    },
  };

  async function start(
    tx: Tx,
    change: { workspaceId: string; leadId: string; at: Instant; cycle: number },
  ): Promise<void> {
    const policy = await policies.findPolicy(tx, change.workspaceId);
    if (policy === undefined) return;
    const started: SlaClock = {
      id: ids.next(),
      workspaceId: change.workspaceId,
      leadId: change.leadId,
      cycle: change.cycle,
      state: 'running',
      isAnnounced: policy.isAnnounced,
      startedAt: change.at,
      ...deadlines(policy.current, change.at),
      stoppedAt: undefined,
      worked: undefined,
      policy: policy.current,
    };
    if (await store.insertClock(tx, started)) await enqueueLook(tx, started, nextLook(started, change.at));
  }

  async function stop(tx: Tx, leadId: string, at: Instant): Promise<void> {
    const running = await store.findClockOfLead(tx, leadId);
    if (running === undefined || (running.state !== 'running' && running.state !== 'late')) return;
    const end = endOf(running, at);
    // Another process may have marked it late since we read it; the second look sees that.
    if (!(await store.moveClock(tx, running, { ...end, stoppedAt: at }))) return stop(tx, leadId, at);
    await jobs.cancel(tx, lookKey(running.id));
    // Late by less than one look of the worker: recorded, and no longer worth an announcement.
    if (running.state === 'running' && end.state === 'met-late') await recordLate(tx, running, at);
  }

  /** It was never a promise to anybody: it counts neither as kept nor as broken, however it stood. */
  async function cancel(tx: Tx, leadId: string, at: Instant): Promise<void> {
    const found = await store.findClockOfLead(tx, leadId);
    if (found === undefined || found.state === 'cancelled') return;
    const { stoppedAt = at, worked } = found;
    const to = { state: 'cancelled', stoppedAt, ...(worked !== undefined && { worked }) } as const;
    if (!(await store.moveClock(tx, found, to))) return cancel(tx, leadId, at);
    await jobs.cancel(tx, lookKey(found.id));
  }

  /** An outcome was taken back: the promise stands as it did before. */
  async function resume(tx: Tx, leadId: string, at: Instant, isUntouched: boolean): Promise<void> {
    const found = await store.findClockOfLead(tx, leadId);
    if (found === undefined || (found.state !== 'cancelled' && !isUntouched)) return;
    const to = resumed(found);
    if (!(await store.moveClock(tx, found, to))) return resume(tx, leadId, at, isUntouched);
    if (to.state === 'running') await enqueueLook(tx, found, at);
  }

  async function warn(tx: Tx, running: SlaClock, at: Instant, now: Instant, isOvertaken: boolean): Promise<void> {
    const isNew = await store.insertEvent(tx, { clockId: running.id, kind: 'warned', at, recordedAt: now });
    if (isNew && running.isAnnounced && !isOvertaken) await tell(tx, { kind: 'warned', clock: running });
  }

  async function markLate(tx: Tx, running: SlaClock, now: Instant): Promise<void> {
    if (!(await store.moveClock(tx, running, { state: 'late' }))) return;
    const isNew = await recordLate(tx, running, now);
    if (isNew && running.isAnnounced) await tell(tx, { kind: 'late', clock: { ...running, state: 'late' } });
  }

  /** Lateness begins at the due time, whenever we notice it (rule 2.1.5). */
  function recordLate(tx: Tx, running: SlaClock, now: Instant): Promise<boolean> {
    return store.insertEvent(tx, { clockId: running.id, kind: 'late', at: running.dueAt, recordedAt: now });
  }

  async function tell(tx: Tx, news: ClockNews): Promise<void> {
    for (const listener of listeners) await listener(tx, news);
  }

  function enqueueLook(tx: Tx, running: SlaClock, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, {
      kind: LOOK,
      key: lookKey(running.id),
      payload: { clockId: running.id },
      runAt,
      mode: 'latest',
    });
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

/** Kinds of the jobs of this feature. */
export const LOOK = 'sla.look';
export const REPORT = 'sla.report';

export const lookKey = (clockId: string): string => `clock:${clockId}`;

const termsOf = ({ target, warning, calendar, lateTo }: Terms): Terms => ({ target, warning, calendar, lateTo });

function nextLook(running: SlaClock, now: Instant): Instant {
  const late = lateFrom(running.dueAt);
  return running.warnAt !== undefined && running.warnAt > now ? Math.min(running.warnAt, late) : late;
}
