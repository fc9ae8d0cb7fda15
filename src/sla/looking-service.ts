import type { Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import { insertEvent } from './events-store.ts';
import { ladderOf, stepsOf, type TimedStep } from './ladder.ts';
import { nextLook } from './looks.ts';
import { listPauses } from './pauses-store.ts';
import type { Settle, SlaParts } from './ports-service.ts';
import type { SlaClock } from './promise.ts';
import * as store from './store.ts';

/** What happens to clocks by itself. */
export function createLooking(
  { database, clock, tell }: SlaParts,
  wakeDigest: (tx: Tx, late: SlaClock) => Promise<void>,
) {
  return {
    /**
     * Looks at one clock: records a step or lateness whose time has come, with its true time, and tells listeners.
     * After downtime what lateness has overtaken is recorded but not told. Answers when to look again.
     */
    async look(clockId: string, settle: Settle): Promise<Instant | undefined> {
      return database.transaction(async (tx) => {
        const again = await lookAt(tx, await store.findClock(tx, clockId), clock.now());
        if (again === undefined) await settle(tx);
        return again;
      });
    },
  };

  async function lookAt(tx: Tx, read: SlaClock | undefined, now: Instant): Promise<Instant | undefined> {
    if (read?.state !== 'running' && read?.state !== 'late') return undefined;
    const pauses = await listPauses(tx, read.leadId);
    const found = await awake(tx, read, now);
    const steps = stepsOf(found, pauses).filter(({ at }) => at <= now);
    if (found.state === 'late') {
      await tellSteps(tx, found, steps, now);
      return nextLook(found, pauses, now);
    }
    const isLate = now > found.dueAt;
    await warn(tx, found, steps, now, isLate);
    if (!isLate) return nextLook(found, pauses, now);
    const late = await markLate(tx, found, now);
    // Somebody has stopped it meanwhile.
    if (late === undefined) return undefined;
    await tellSteps(tx, late, steps, now);
    return nextLook(late, pauses, now);
  }

  /** Its pause is over: once. */
  async function awake(tx: Tx, found: SlaClock, now: Instant): Promise<SlaClock> {
    if (found.pausedUntil === undefined || now < found.pausedUntil) return found;
    const awoken = { ...found, pausedUntil: undefined };
    if (!(await store.retimeClock(tx, found, awoken))) return found;
    if (found.isAnnounced) await tell(tx, { kind: 'resumed', clock: found });
    return awoken;
  }

  /** Of several steps that come at once the last one says it all. */
  async function warn(tx: Tx, running: SlaClock, steps: readonly TimedStep[], now: Instant, isOvertaken: boolean) {
    let latest: TimedStep | undefined;
    for (const step of steps.filter(({ after }) => after < 0)) {
      const event = { clockId: running.id, kind: 'warned', level: step.level, at: step.at, recordedAt: now } as const;
      if (await insertEvent(tx, event)) latest = step;
    }
    if (latest === undefined || !running.isAnnounced || isOvertaken) return;
    const { audience, level } = latest;
    await tell(
      tx,
      audience === 'owner' ? { kind: 'warned', clock: running } : { kind: 'step', clock: running, audience, level },
    );
  }

  async function markLate(tx: Tx, running: SlaClock, now: Instant): Promise<SlaClock | undefined> {
    if (!(await store.moveClock(tx, running, { state: 'late' }))) return undefined;
    const late = { ...running, state: 'late' } as const;
    // Lateness begins at the due time, whenever we notice it (rule 2.1.5).
    const isNew = await insertEvent(tx, { clockId: running.id, kind: 'late', at: running.dueAt, recordedAt: now });
    if (!isNew || !running.isAnnounced) return late;
    const steps = ladderOf(late.policy, late.kind, late.target);
    const audiences = steps.flatMap(({ after, audience }) => (after === 0 ? [audience] : []));
    await tell(tx, { kind: 'late', clock: late, audiences });
    await wakeDigest(tx, late);
    return late;
  }

  async function tellSteps(tx: Tx, late: SlaClock, steps: readonly TimedStep[], now: Instant): Promise<void> {
    for (const { audience, level, at, after } of steps) {
      if (after <= 0) continue;
      const isNew = await insertEvent(tx, { clockId: late.id, kind: 'told', level, at, recordedAt: now });
      if (isNew && late.isAnnounced) await tell(tx, { kind: 'step', clock: late, audience, level });
    }
  }
}
