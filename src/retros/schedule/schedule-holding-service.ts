import type { ScheduledPart, ScheduledRun } from '../../core/scheduled.ts';
import type { Asked, NotAsked } from '../../core/self-asking.ts';
import type { Tx } from '../../platform/db/database.ts';
import { findRetroPerson } from '../retro-people-store.ts';
import { peopleFault } from '../retro-sides.ts';
import { NOT_HELD, type NotHeld, type RunOutcome, scheduleHowOf } from './schedule.ts';
import type { ScheduleDeps } from './schedule-ports-service.ts';
import { findRun, findRunOf, insertRun, type RetroRun } from './schedule-runs-store.ts';

/** Holds retros by schedule: the engine says when, and who is there that day. */
export function createHolding({ database, clock, rituals, retros, people }: ScheduleDeps) {
  const { db } = database;

  return {
    /**
     * Whether somebody takes part in this run. The first who is looked at begins its retro, once, whoever dies in between; the retro
     * itself asks those who take part, as every retro does.
     */
    async asks({ slot, ...run }: ScheduledPart): Promise<Asked> {
      const { outcome, retroId } = await hold(run);
      if (retroId === undefined) return { because: BECAUSE[outcome] };
      const isIn = (await findRetroPerson(db, retroId, slot.personId)) !== undefined;
      return isIn ? { isAsked: true } : { because: 'turn' };
    },

    /** Somebody has nothing more to write: if a schedule has begun the retro, their part in that is done. */
    async finished(tx: Tx, { retroId, personId }: { readonly retroId: string; readonly personId: string }) {
      const run = await findRunOf(tx, retroId);
      if (run !== undefined) await rituals.did(tx, run.occurrenceId, personId);
    },

    /** A run that began no retro; undefined if it did. */
    async notHeld(occurrenceId: string): Promise<NotHeld | undefined> {
      const run = await findRun(db, occurrenceId);
      const view = await rituals.occurrence(db, occurrenceId);
      if (run === undefined || view === undefined || run.outcome === 'held') return undefined;
      const { teamDate, snapshot } = view.occurrence;
      return { occurrenceId, teamDate, channelId: snapshot.config.channelId, why: run.outcome };
    },
  };

  async function hold(run: ScheduledRun): Promise<RetroRun> {
    const { ritual, occurrence } = run;
    const known = await findRun(db, occurrence.id);
    if (known !== undefined) return known;
    const { workspaceId } = ritual;
    const { config } = occurrence.snapshot;
    const how = scheduleHowOf(config);
    return database.transaction(async (tx) => {
      const before = await findRun(tx, occurrence.id);
      if (before !== undefined) return before;
      const there = await rituals.present(tx, occurrence.id);
      const { participants } = await retros.whoTakesPart(tx, workspaceId, there);
      const fault = there.length === 0 ? 'no-sales' : peopleFault(participants, how.isAnonymous);
      const [facilitatorId] = await people.present(tx, ritual.config.owners);
      const started =
        fault === undefined
          ? await retros.startIn(tx, {
              workspaceId,
              channelId: config.channelId,
              ...how,
              facilitatorId,
              participants,
              run: { ritualId: ritual.id, occurrenceId: occurrence.id },
            })
          : undefined;
      const outcome: RunOutcome = fault ?? (started?.kind === 'started' ? 'held' : 'one-runs');
      const decision: RetroRun = {
        occurrenceId: occurrence.id,
        ritualId: ritual.id,
        outcome,
        retroId: started?.kind === 'started' ? started.retro.id : undefined,
        ranAt: clock.now(),
      };
      // Another process has been quicker: its retro is the one, and ours was it too.
      if (!(await insertRun(tx, decision))) return (await findRun(tx, occurrence.id)) ?? decision;
      if (outcome !== 'held') await rituals.leftOut(tx, run, NOT_HELD);
      return decision;
    });
  }
}

const BECAUSE: Readonly<Record<RunOutcome, NotAsked>> = {
  held: 'turn',
  'no-sales': 'one-sided',
  'no-marketing': 'one-sided',
  'too-few-unnamed': 'too-few',
  'one-runs': 'nothing',
};
