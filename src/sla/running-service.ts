import type { Duration, Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import { insertEvent } from './events-store.ts';
import { nextLook, pausedUntil, retimed } from './looks.ts';
import { listPauses } from './pauses-store.ts';
import { LOOK, lookKey, type SlaParts } from './ports-service.ts';
import {
  deadlines,
  endOf,
  isOpenClock,
  type Pause,
  type Policy,
  type PromiseKind,
  resumed,
  type SlaClock,
} from './promise.ts';
import * as store from './store.ts';
import type { Stretch } from './stretches.ts';

/** A clock that begins. */
export interface Started {
  readonly leadId: string;
  readonly kind: PromiseKind;
  readonly cycle: number;
  readonly at: Instant;
  readonly stretches: readonly Stretch[];
  readonly target: Duration;
  readonly policy: Pick<Policy, 'workspaceId' | 'isAnnounced' | 'current'>;
  readonly attempts?: number;
  readonly pauses?: readonly Pause[];
  /** When it is looked at, if it begins in the past. */
  readonly now?: Instant;
}

export type Running = ReturnType<typeof createRunning>;

/** What can be done to one clock. Each writes only what it has read, and reads again if somebody was faster. */
export function createRunning({ ids, jobs }: Pick<SlaParts, 'ids' | 'jobs'>) {
  return { start, stop, cancel, resume, retime, lookNext };

  async function start(tx: Tx, starting: Started): Promise<SlaClock | undefined> {
    const { policy, at, now = at, pauses = [], attempts = 0, ...its } = starting;
    const timing = { ...its, policy: policy.current };
    const started: SlaClock = {
      ...timing,
      ...deadlines(timing, pauses),
      id: ids.next(),
      workspaceId: policy.workspaceId,
      state: 'running',
      isAnnounced: policy.isAnnounced,
      startedAt: at,
      pausedUntil: pausedUntil(pauses, now),
      attempts,
      stoppedAt: undefined,
      worked: undefined,
    };
    if (!(await store.insertClock(tx, started))) return undefined;
    await lookNext(tx, started, pauses, now);
    return started;
  }

  async function stop(tx: Tx, running: SlaClock | undefined, at: Instant): Promise<void> {
    if (running === undefined || !isOpenClock(running)) return;
    const end = endOf(running, at, await listPauses(tx, running.leadId));
    // Another process may have marked it late since we read it; the second look sees that.
    if (!(await store.moveClock(tx, running, { ...end, stoppedAt: at })))
      return stop(tx, await store.findClock(tx, running.id), at);
    await jobs.cancel(tx, lookKey(running.id));
    // Late by less than one look of the worker: recorded, and no longer worth an announcement.
    if (running.state === 'running' && end.state === 'met-late')
      await insertEvent(tx, { clockId: running.id, kind: 'late', at: running.dueAt, recordedAt: at });
  }

  async function cancel(tx: Tx, found: SlaClock | undefined, at: Instant): Promise<void> {
    if (found === undefined || found.state === 'cancelled') return;
    const { stoppedAt = at, worked } = found;
    const to = { state: 'cancelled', stoppedAt, ...(worked !== undefined && { worked }) } as const;
    if (!(await store.moveClock(tx, found, to))) return cancel(tx, await store.findClock(tx, found.id), at);
    await jobs.cancel(tx, lookKey(found.id));
  }

  async function resume(tx: Tx, found: SlaClock | undefined, at: Instant): Promise<void> {
    if (found === undefined || isOpenClock(found)) return;
    const to = resumed(found);
    if (!(await store.moveClock(tx, found, to))) return resume(tx, await store.findClock(tx, found.id), at);
    if (to.state === 'running') await look(tx, found, at);
  }

  async function retime(tx: Tx, read: SlaClock, to: SlaClock, at: Instant): Promise<void> {
    const pauses = await listPauses(tx, read.leadId);
    const moved = retimed(to, pauses, at);
    if (await store.retimeClock(tx, read, moved)) return lookNext(tx, moved, pauses, at);
    const again = await store.findClock(tx, read.id);
    if (again !== undefined && isOpenClock(again)) await retime(tx, again, { ...again, stretches: to.stretches }, at);
  }

  async function lookNext(tx: Tx, one: SlaClock, pauses: readonly Pause[], now: Instant): Promise<void> {
    const next = nextLook(one, pauses, now);
    if (next === undefined) await jobs.cancel(tx, lookKey(one.id));
    else await look(tx, one, next);
  }

  function look(tx: Tx, { id: clockId }: SlaClock, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, { kind: LOOK, key: lookKey(clockId), payload: { clockId }, runAt, mode: 'latest' });
  }
}
