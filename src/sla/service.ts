import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { createBeginning } from './beginning-service.ts';
import { createDigest } from './digest-service.ts';
import { clausesLateBetween, lateBetween } from './events-store.ts';
import { createFollowing } from './following-service.ts';
import { createLooking } from './looking-service.ts';
import { createMerging } from './merging-service.ts';
import { listPauses } from './pauses-store.ts';
import { createPolicies } from './policies-service.ts';
import type { ClockListener, ClockNews, SlaDeps } from './ports-service.ts';
import type { SlaClock } from './promise.ts';
import { createReapplying } from './reapplying-service.ts';
import { createRunning } from './running-service.ts';
import { snoozing } from './snoozing-service.ts';
import * as store from './store.ts';

export type Sla = ReturnType<typeof createSlaService>;

/** The promise of a first contact on a lead, with those that follow from it in the same round. */
export interface PromisesOnLead extends SlaClock {
  readonly further: readonly SlaClock[];
}

/** The clocks of promises. */
export function createSlaService(deps: SlaDeps) {
  const listeners: ClockListener[] = [];
  const parts = { ...deps, tell };
  const running = createRunning(deps);
  const beginning = createBeginning(parts, running);
  const following = createFollowing(parts, running, beginning);
  const digest = createDigest(parts);

  return {
    /** Listeners are called in the transaction of the change; they only write and enqueue. */
    subscribe(listener: ClockListener): void {
      listeners.push(listener);
    },

    follow: following.follow,
    ...createPolicies(parts, following.forgetHours),
    ...createReapplying(parts, running, beginning),
    ...createMerging(parts),
    ...createLooking(parts, digest.wakeDigest),
    digest: digest.digest,
    lateNow: digest.lateNow,

    async clockOfLead(read: Db | Tx, leadId: string): Promise<PromisesOnLead | undefined> {
      return together(await store.clocksOfRound(read, leadId));
    },

    clocksOfLeads,

    everyClockOf: async (read: Db | Tx, leadIds: readonly string[]): Promise<SlaClock[]> =>
      (await store.everyClockOf(read, leadIds)).filter(({ kind }) => kind === 'first-contact'),

    /** Those of these leads whose promise of a first contact was broken, however long ago. Any number of leads. */
    async brokenAmong(read: Db | Tx, leadIds: readonly string[]): Promise<ReadonlySet<string>> {
      const broken = new Set<string>();
      for (let start = 0; start < leadIds.length; start += AT_ONCE)
        for (const id of await store.brokenAmong(read, leadIds.slice(start, start + AT_ONCE), deps.clock.now()))
          broken.add(id);
      return broken;
    },

    lateBetween: (read: Db | Tx, workspaceId: string, window: { from: Instant; until: Instant }) =>
      lateBetween(read, workspaceId, window),

    /** The announced promises of any kind that became late in a window. */
    clausesLateBetween,

    snoozing,

    /** When the clocks of a lead stood still, or do. */
    pausesOf: (read: Db | Tx, leadId: string) => listPauses(read, leadId),
  };

  async function tell(tx: Tx, news: ClockNews): Promise<void> {
    for (const listener of listeners) await listener(tx, news);
  }
}

// SQLite takes some thirty thousand values in one query.
const AT_ONCE = 500;

/** The promises on each of these leads in its latest round. */
export async function clocksOfLeads(read: Db | Tx, leadIds: readonly string[]): Promise<PromisesOnLead[]> {
  const byLead = Map.groupBy(await store.everyClockOf(read, leadIds), ({ leadId }) => leadId);
  return [...byLead.values()].flatMap((clocks) => {
    const round = Math.max(...clocks.map(({ cycle }) => cycle));
    return together(clocks.filter(({ cycle }) => cycle === round)) ?? [];
  });
}

function together(round: readonly SlaClock[]): PromisesOnLead | undefined {
  const first = round.find(({ kind }) => kind === 'first-contact');
  return first && { ...first, further: round.filter(({ kind }) => kind !== 'first-contact') };
}
