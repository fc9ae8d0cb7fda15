import type { Action } from '../core/action.ts';
import type { Aim, AimWish, Measurable, Reading } from '../core/aim.ts';
import { DAY, type Duration, type Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { insertMeasure, type Measure, measuresOf } from './measures-store.ts';
import type { ActionsDeps } from './ports-service.ts';
import { isSameAim } from './transitions.ts';

/** What actions are to move: where it stood, and where it stands since. Reads only, but for `remeasure`. */
export function createAiming({ database, clock, figures }: Pick<ActionsDeps, 'database' | 'clock' | 'figures'>) {
  const { db } = database;

  return {
    /** What can be chosen, the likeliest first. */
    measurable: (): readonly Measurable[] => figures.measurable(),

    /** Measures where a figure stands, over the last four weeks; before the transaction that writes it. Undefined for one that nobody knows. */
    async aimOf(workspaceId: string, wish: AimWish): Promise<Aim | undefined> {
      const now = clock.now();
      const baseline = await readingOf(workspaceId, wish, { from: now - SPAN, until: now });
      return baseline && { ...wish, baseline };
    },

    /**
     * Measures on some occasion, such as `retro:<id>`, what has become of the figures of these actions, and keeps that: once each,
     * however often this is asked. It is counted since the action was decided, or done, and at most as long as before.
     */
    async remeasure(occasion: string, actions: readonly Action[]): Promise<void> {
      const known = new Set(
        (
          await measuresOf(
            db,
            actions.map(({ id }) => id),
          )
        ).map((one) => key(one.actionId, one.occasion)),
      );
      const now = clock.now();
      for (const action of actions) {
        const { id, aim, workspaceId } = action;
        if (aim === undefined || known.has(key(id, occasion))) continue;
        const window = windowSince(action, aim, now);
        if (window.from >= window.until) continue;
        const reading = await readingOf(workspaceId, aim, window);
        if (reading === undefined) continue;
        const measure = { ...reading, actionId: id, occasion, metric: aim.metric, of: aim.of };
        await database.transaction(async (tx) => void (await insertMeasure(tx, measure)));
      }
    },

    /** The newest values of what these actions are to move, by action. */
    async newestOf(read: Db | Tx, actions: readonly Action[]): Promise<ReadonlyMap<string, Measure>> {
      const aims = new Map(actions.flatMap(({ id, aim }) => (aim === undefined ? [] : [[id, aim] as const])));
      const all = await measuresOf(read, [...aims.keys()]);
      // What was measured before another figure was chosen says nothing of this one.
      const own = all.filter((one) => isSameAim({ ...one, target: undefined }, aims.get(one.actionId)));
      return new Map(own.map((one) => [one.actionId, one]));
    },

    measurableOf,
  };

  function measurableOf(metric: string): Measurable | undefined {
    return figures.measurable().find((one) => one.key === metric);
  }

  async function readingOf(
    workspaceId: string,
    { metric, of }: Pick<Aim, 'metric' | 'of'>,
    window: { readonly from: Instant; readonly until: Instant },
  ): Promise<Reading | undefined> {
    const measured = await figures.measure(db, workspaceId, { metric, window, of });
    if (measured === undefined) return undefined;
    const { n, count, median } = measured;
    return { ...window, n, count, ...(median !== undefined && { median: Math.round(median) }) };
  }
}

/** As long as the figure before is looked at: long enough for leads to arrive, and to be worked. */
export const SPAN: Duration = 28 * DAY;

function windowSince({ settledAt }: Action, { baseline }: Aim, now: Instant) {
  const begins = Math.max(baseline.until, settledAt ?? baseline.until);
  return { from: Math.max(begins, now - (baseline.until - baseline.from)), until: now };
}

const key = (actionId: string, occasion: string): string => `${actionId} ${occasion}`;
