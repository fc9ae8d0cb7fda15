import { dueAt, workingTime } from '../core/business-hours.ts';
import type { Duration, Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { listPauses } from './pauses-store.ts';
import { isOpenClock } from './promise.ts';
import * as store from './store.ts';

/** What the owner of a lead may still put off. */
export interface Snoozing {
  /** Working time that is left of what the promise allows in this round. */
  readonly left: Duration;
  /** When so much working time will have passed. */
  until(duration: Duration): Instant;
}

/** Undefined where nothing runs that could stand still. */
export async function snoozing(read: Db | Tx, leadId: string, now: Instant): Promise<Snoozing | undefined> {
  const round = await store.clocksOfRound(read, leadId);
  const [first] = round;
  const open = round.find(isOpenClock);
  const calendar = open?.stretches.at(-1)?.calendar;
  if (first === undefined || open === undefined || calendar === undefined) return undefined;
  const used = (await listPauses(read, leadId))
    .filter(({ kind, from }) => kind === 'snooze' && from >= first.startedAt)
    .reduce((sum, { from, until }) => sum + workingTime(calendar, from, Math.min(until, now)), 0);
  return {
    left: Math.max(0, open.policy.snooze - used),
    until: (duration) => dueAt(calendar, now, duration),
  };
}
