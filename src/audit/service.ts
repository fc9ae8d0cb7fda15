import { DAY, type Instant, MINUTE } from '../core/instants.ts';
import type { Check } from '../platform/check.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import type { Log } from '../platform/log.ts';
import * as store from './store.ts';
import { believed, type Suspicions } from './suspicion.ts';

/** What an audit counts for whoever watches the numbers. */
export interface AuditMetrics {
  /** How much of one rule is broken now and could not be mended. */
  standing(check: string, count: number): void;
  repaired(check: string, count: number): void;
  /** An audit that left nothing broken. */
  clean(at: Instant): void;
}

export interface AuditDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether this process holds the worker lease: one auditor is enough. */
  readonly isWorking: () => boolean;
  readonly tellAdmins: (tx: Tx, notice: { key: string; kind: string; subject: string }) => Promise<void>;
  readonly metrics: AuditMetrics;
  /** Called after each clean audit. */
  readonly heartbeat?: (() => Promise<void>) | undefined;
}

/** What one audit came to. */
export interface Audit {
  /** Broken rules by name, with what could not be mended of each; in a clean audit there is none. */
  readonly standing: ReadonlyMap<string, readonly string[]>;
  readonly repaired: ReadonlyMap<string, readonly string[]>;
  readonly isClean: boolean;
}

export type Auditor = ReturnType<typeof createAuditService>;

/** The kind of the notice about what admins must see to. */
export const FINDING = 'audit.finding';

/** After so many repairs within a day that did not last, somebody must look at it. */
const MOST_REPAIRS = 2;
/** Audits that are further apart than this don't confirm each other: the process slept in between. */
const LONGEST_GAP = 5 * MINUTE;
/** A finding that no audit has seen for so long is over. */
const STANDS_FOR = 3 * MINUTE;

/** Looks each minute whether what must hold does hold, mends what it safely can, and tells the admins of the rest. */
export function createAuditService(deps: AuditDeps) {
  const { database, clock, log, metrics } = deps;
  const { db } = database;
  const checks: Check[] = [];
  let suspicions: Suspicions = new Map();
  let lastAt: Instant | undefined;
  /** The checks of which something stood at the last audit. */
  let stood: ReadonlySet<string> = new Set();

  return {
    register(more: readonly Check[]): void {
      for (const check of more) {
        if (checks.some(({ name }) => name === check.name)) throw new Error(`Two checks are called ${check.name}`);
        checks.push(check);
      }
    },

    /** One audit; undefined in a process that doesn't work. Never throws: an audit that fails is not clean. */
    async audit(): Promise<Audit | undefined> {
      if (!deps.isWorking()) {
        suspicions = new Map();
        await lookForWorker();
        return undefined;
      }
      const audit = await auditOnce();
      if (!audit.isClean) return audit;
      metrics.clean(clock.now());
      await deps.heartbeat?.();
      return audit;
    },

    /** What an admin reads about a check now; undefined if it finds nothing any more. */
    async standing(name: string): Promise<string | undefined> {
      const count = await store.countStanding(db, name, clock.now() - STANDS_FOR);
      return count === 0 ? undefined : checks.find((check) => check.name === name)?.says(count);
    },
  };

  async function auditOnce(): Promise<Audit> {
    const now = clock.now();
    if (lastAt !== undefined && (now - lastAt > LONGEST_GAP || now < lastAt)) suspicions = new Map();
    lastAt = now;
    const { found, failed } = await findAll(now);
    const all = found.flatMap(({ check, subjects }) =>
      subjects.map((subject) => ({ key: keyOf(check, subject), patience: check.patience })),
    );
    const belief = believed(suspicions, all, now);
    suspicions = belief.suspicions;

    const broken = new Set(found.filter(({ subjects }) => subjects.length > 0).map(({ check }) => check.name));
    const standing = new Map<string, readonly string[]>();
    const repaired = new Map<string, readonly string[]>();
    for (const { check, subjects } of found) {
      const real = subjects.filter((subject) => belief.keys.has(keyOf(check, subject)));
      const isExplained = check.explainedBy?.some((name) => broken.has(name)) ?? false;
      const outcome = await handled(check, real, now, isExplained).catch((error: unknown) => {
        log.error('audit.failed', { check: check.name, error });
        return { mended: [], left: real };
      });
      if (outcome.mended.length > 0) repaired.set(check.name, outcome.mended);
      if (outcome.left.length > 0) standing.set(check.name, outcome.left);
      metrics.standing(check.name, outcome.left.length);
    }
    for (const name of stood) if (!standing.has(name)) log.info('audit.ended', { check: name });
    stood = new Set(standing.keys());
    return { standing, repaired, isClean: standing.size === 0 && failed === 0 };
  }

  async function findAll(now: Instant) {
    const found: { readonly check: Check; readonly subjects: readonly string[] }[] = [];
    let failed = 0;
    for (const check of checks) {
      try {
        found.push({ check, subjects: await check.find(db, now) });
      } catch (error) {
        failed += 1;
        log.error('audit.failed', { check: check.name, error });
      }
    }
    return { found, failed };
  }

  /** Mends what can be mended, and asks that the admins be told of what is left, unless something else explains it. */
  async function handled(check: Check, subjects: readonly string[], now: Instant, isExplained: boolean) {
    if (subjects.length === 0) return { mended: [], left: [] };
    const known = new Map((await store.listFindings(db, check.name)).map((row) => [row.subject, row]));
    const mended: string[] = [];
    const left: string[] = [];
    for (const subject of subjects) {
      const isMended = await mends(check, subject, known.get(subject), now);
      (isMended ? mended : left).push(subject);
    }
    if (mended.length > 0) {
      log.warn('audit.repaired', { check: check.name, count: mended.length, key: mended[0] });
      metrics.repaired(check.name, mended.length);
    }
    if (left.length > 0 && !isExplained) await tell(check, left, known, now);
    return { mended, left };
  }

  /** False if it can't be mended here, or didn't stay mended. */
  async function mends(
    check: Check,
    subject: string,
    before: store.StoredFinding | undefined,
    now: Instant,
  ): Promise<boolean> {
    const { repair } = check;
    const repairs = before?.repairs ?? 0;
    if (repair === undefined || repairs >= MOST_REPAIRS) return false;
    try {
      await database.transaction(async (tx) => {
        await repair(tx, subject);
        await store.saveFinding(tx, {
          check: check.name,
          subject,
          foundAt: before?.foundAt ?? now,
          seenAt: now,
          repairs: repairs + 1,
          toldAt: before?.toldAt,
        });
      });
      return true;
    } catch (error) {
      log.error('audit.repair-failed', { check: check.name, key: subject, error });
      return false;
    }
  }

  /** One notice for everything that a check has found within a day; what comes later is news again. */
  async function tell(
    check: Check,
    left: readonly string[],
    known: ReadonlyMap<string, store.StoredFinding>,
    now: Instant,
  ): Promise<void> {
    const { name } = check;
    const told = [...known.values()].flatMap(({ toldAt }) => (toldAt === undefined ? [] : [toldAt]));
    const episode = Math.max(...told.filter((at) => now - at < DAY && at <= now), Number.NEGATIVE_INFINITY);
    const newlyAt = Number.isFinite(episode) ? episode : now;
    const isNew = left.filter((subject) => known.get(subject)?.toldAt === undefined);
    await database.transaction(async (tx) => {
      await store.forgetFindings(tx, now - DAY);
      for (const subject of left) {
        const before = known.get(subject);
        await store.saveFinding(tx, {
          check: name,
          subject,
          foundAt: before?.foundAt ?? now,
          seenAt: now,
          repairs: before?.repairs ?? 0,
          toldAt: before?.toldAt ?? newlyAt,
        });
      }
      // Asked each time, and told once: a notice that came when it was over for a moment was dropped.
      for (const at of new Set(left.map((subject) => known.get(subject)?.toldAt ?? newlyAt))) {
        await deps.tellAdmins(tx, { key: `audit:${name}:${at}`, kind: FINDING, subject: name });
      }
    });
    for (const subject of isNew) log.warn('audit.found', { check: name, key: subject });
  }

  /** Without any worker nothing is posted and no clock runs; and this process, which should have taken over, does not. */
  async function lookForWorker(): Promise<void> {
    try {
      const end = await store.leaseEnd(db);
      const isUnheld = end !== undefined && end < clock.now() - MINUTE;
      metrics.standing('worker.unheld', isUnheld ? 1 : 0);
      if (isUnheld) log.error('audit.nobody-works', { until: end });
    } catch (error) {
      log.error('audit.failed', { check: 'worker.unheld', error });
    }
  }
}

const keyOf = ({ name }: Check, subject: string): string => `${name} ${subject}`;
