import { nextOpening } from '../core/business-hours.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Duration, Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Beginning, Owed } from './beginning-service.ts';
import { createCatchingUp } from './catching-up-service.ts';
import { retimed } from './looks.ts';
import { listPauses } from './pauses-store.ts';
import * as policies from './policies-store.ts';
import { REAPPLY, reapplyKey, type Settle, type SlaParts } from './ports-service.ts';
import type { Pause, PolicyVersion, SlaClock } from './promise.ts';
import type { Running } from './running-service.ts';
import * as store from './store.ts';
import { ownHours, ruledIn, type Stretch } from './stretches.ts';
import { targetOfDays } from './working-day-target.ts';

/** More than these are not counted one by one before somebody says yes. */
const MOST_PREVIEWED = 500;
/** So many at once hold nobody up. */
const BATCH = 50;

/** What would become of one open promise. */
export interface Move {
  readonly leadId: string;
  readonly kind: SlaClock['kind'];
  readonly from: Instant;
  readonly to: Instant;
}

/** What an edit would do to promises that run (rule 2.1.10). */
export interface ReapplyPreview {
  readonly version: number;
  /** Promises that run in an older version. */
  readonly open: number;
  readonly isMore: boolean;
  /** Those that would get another due time, the first due first. */
  readonly moves: readonly Move[];
  /** Promises that would begin on leads which were contacted before anybody promised so much, the first due first. */
  readonly begun: readonly Owed[];
  /** How many of them would be late at once. */
  readonly lateAtOnce: number;
}

/** Edits of promises, for those that run: only if somebody asks for it, and nobody is told that something is late thereby. */
export function createReapplying(parts: SlaParts, running: Running, { owed, beginOwed }: Beginning) {
  const { database, clock, jobs, calendarOf, tell } = parts;
  const { catchUp } = createCatchingUp(parts, running);

  return {
    /** What would happen if what a promise says now held for open leads as well. Nothing is written. */
    async previewReapply(read: Db | Tx, policyId: string): Promise<ReapplyPreview | undefined> {
      const policy = await policies.findPolicyById(read, policyId);
      if (policy === undefined) return undefined;
      const now = clock.now();
      const found = await store.runningBefore(read, policyId, policy.current.version, MOST_PREVIEWED + 1);
      const moves: Move[] = [];
      for (const one of found.slice(0, MOST_PREVIEWED)) {
        const to = (await underNewTerms(read, one, policy.current, now)).moved.dueAt;
        if (to !== one.dueAt) moves.push({ leadId: one.leadId, kind: one.kind, from: one.dueAt, to });
      }
      const begun = await owed(read, policy.workspaceId, policy.current, MOST_PREVIEWED);
      return {
        version: policy.current.version,
        open: Math.min(found.length, MOST_PREVIEWED),
        isMore: found.length > MOST_PREVIEWED,
        moves: moves.toSorted((a, b) => a.to - b.to),
        begun: begun.toSorted((a, b) => a.dueAt - b.dueAt),
        lateAtOnce: [...moves.map(({ to }) => to), ...begun.map(({ dueAt }) => dueAt)].filter((at) => at < now).length,
      };
    },

    /** Asks that what a promise says in this version hold for open leads as well. */
    async reapply(tx: Tx, policyId: string, version: number): Promise<void> {
      await policies.askForOpen(tx, { policyId, version }, clock.now());
      const job = { kind: REAPPLY, key: reapplyKey(policyId), payload: { policyId, version } };
      await jobs.enqueue(tx, { ...job, runAt: clock.now(), mode: 'latest' });
    },

    /** Does it, a few at a time; done again it finds nothing to do. */
    async reapplyAll({ policyId, version }: { policyId: string; version: number }, settle: Settle): Promise<void> {
      const terms = await policies.findVersion(database.db, policyId, version);
      const workspaceId = (await policies.findPolicyById(database.db, policyId))?.workspaceId;
      if (terms !== undefined && workspaceId !== undefined) {
        while (await moveSome(terms));
        // Whoever is contacted from now on has these terms already, so nobody is missed.
        await beginOwed(workspaceId, terms);
      }
      await database.transaction(async (tx) => {
        await policies.markHeldForOpen(tx, { policyId, version }, clock.now());
        await settle(tx);
      });
    },
  };

  /** False when nothing is left to move. */
  async function moveSome(terms: PolicyVersion): Promise<boolean> {
    return database.transaction(async (tx) => {
      const found = await store.runningBefore(tx, terms.policyId, terms.version, BATCH);
      for (const one of found) await reapplyOne(tx, one, terms);
      return found.length > 0;
    });
  }

  async function reapplyOne(tx: Tx, running: SlaClock, terms: PolicyVersion): Promise<void> {
    const now = clock.now();
    const { moved, pauses } = await underNewTerms(tx, running, terms, now);
    // Somebody has stopped it meanwhile, and what has ended is never rewritten.
    if (!(await store.retimeClock(tx, running, moved))) return;
    await catchUp(tx, moved, pauses, now);
    await tell(tx, { kind: 'moved', clock: moved });
  }

  async function underNewTerms(
    read: Db | Tx,
    running: SlaClock,
    policy: PolicyVersion,
    now: Instant,
  ): Promise<{ moved: SlaClock; pauses: readonly Pause[] }> {
    const pauses = await listPauses(read, running.leadId);
    const rule = ruledIn(running.stretches);
    const stretches = [
      { from: running.startedAt, calendar: ownHours(policy, rule), ...rule },
      ...(await ownersHours(read, running, policy)),
    ];
    const target = targetOf(running, policy, ownHours(policy, rule));
    return { moved: retimed({ ...running, policy, stretches, target }, pauses, now), pauses };
  }

  /** The hours of those who had it, as they are now, from when they began to count (B16). */
  async function ownersHours(read: Db | Tx, { stretches, workspaceId }: SlaClock, policy: PolicyVersion) {
    if (policy.calendarOf === 'policy') return [];
    const theirs: Stretch[] = [];
    for (const stretch of stretches.slice(1)) {
      const { of } = stretch;
      const now = of === undefined ? ownHours(policy, stretch) : await calendarOf?.(read, workspaceId, of);
      const isSound = now !== undefined && nextOpening(now, stretch.from) !== undefined;
      theirs.push(isSound ? { ...stretch, calendar: now } : stretch);
    }
    return theirs;
  }
}

function targetOf({ kind, startedAt, target }: SlaClock, policy: PolicyVersion, hours: Calendar): Duration {
  const days = kind === 'follow-up' ? policy.followUpDays : kind === 'outcome' ? policy.outcomeDays : undefined;
  if (kind === 'first-contact') return policy.target;
  return days === undefined ? target : targetOfDays(hours, startedAt, days);
}
