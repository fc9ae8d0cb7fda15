import type { ScheduledPart, ScheduledRun } from '../../core/scheduled.ts';
import type { Asked, NotAsked } from '../../core/self-asking.ts';
import { missingSide, type Sided } from '../../core/sides.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Draw } from '../planning/draw.ts';
import { defaultRaters, type PossibleRater, RATERS_A_SIDE } from '../planning/raters.ts';
import { drawSample, type SampledLead } from '../planning/sample.ts';
import { ratersOf } from '../reviews-store.ts';
import { ANONYMOUS_A_SIDE, isAnonymousEnough } from '../sides.ts';
import { findRun, findRunOf, insertRun, lastHeldAt, type Run } from './runs-store.ts';
import { drawnFrom, NOT_HELD, type NotHeld, type RunOutcome, scheduleSettings } from './schedule.ts';
import type { ScheduleDeps } from './schedule-ports-service.ts';

/** Holds reviews by schedule: the engine says when, and who is there that day. */
export function createHolding({ database, clock, rituals, reviews }: ScheduleDeps) {
  const { db } = database;

  return {
    /**
     * Whether somebody judges in this run. The first who is looked at starts its review, once, whoever dies in between; the review
     * itself asks those who judge, as every review does.
     */
    async asks({ slot, ...run }: ScheduledPart): Promise<Asked> {
      const { outcome, reviewId } = await hold(run);
      if (reviewId === undefined) return { because: BECAUSE[outcome] };
      const raters = await ratersOf(db, reviewId);
      return raters.some(({ personId }) => personId === slot.personId) ? { isAsked: true } : { because: 'turn' };
    },

    /** Somebody has judged the last lead of a review: if a schedule has started it, their part in that is done. */
    async finished(tx: Tx, { reviewId, personId }: { readonly reviewId: string; readonly personId: string }) {
      const run = await findRunOf(tx, reviewId);
      if (run !== undefined) await rituals.did(tx, run.occurrenceId, personId);
    },

    /** A run that started no review; undefined if it did. */
    async notHeld(occurrenceId: string): Promise<NotHeld | undefined> {
      const run = await findRun(db, occurrenceId);
      const view = await rituals.occurrence(db, occurrenceId);
      if (run === undefined || view === undefined || run.outcome === 'held') return undefined;
      const { teamDate, snapshot } = view.occurrence;
      return { occurrenceId, teamDate, channelId: snapshot.config.channelId, why: run.outcome };
    },
  };

  async function hold(run: ScheduledRun): Promise<Run> {
    const { ritual, occurrence } = run;
    const known = await findRun(db, occurrence.id);
    if (known !== undefined) return known;
    const { workspaceId } = ritual;
    const { config } = occurrence.snapshot;
    const { size, only, workingDays, isAnonymous } = scheduleSettings.parse(config.settings);
    const now = clock.now();
    const from = drawnFrom(config.recurrence, await lastHeldAt(db, ritual.id), now);
    const draw: Draw = { from, until: now, size, ...only };
    // The same again gives the same, so the run itself is the seed.
    const seed = occurrence.id;
    const leads = drawSample(await reviews.candidates(db, workspaceId, draw), draw, seed);
    const raters = await ratersIn(db, run, isAnonymous ? ANONYMOUS_A_SIDE : RATERS_A_SIDE);
    const outcome = outcomeOf(leads, raters, isAnonymous);
    const dueAt = await reviews.dueAfter(db, workspaceId, workingDays, now);
    const decided = { occurrenceId: occurrence.id, ritualId: ritual.id, outcome, ranAt: now };
    return database.transaction(async (tx) => {
      const before = await findRun(tx, occurrence.id);
      if (before !== undefined) return before;
      const started =
        outcome === 'held'
          ? await reviews.startIn(tx, {
              workspaceId,
              channelId: config.channelId,
              startedBy: undefined,
              occurrenceId: occurrence.id,
              draw,
              seed,
              isAnonymous,
              dueAt,
              leads: leads.map(({ leadId, stratum }, at) => ({ leadId, stratum, position: at + 1 })),
              raters,
            })
          : undefined;
      const decision: Run = { ...decided, reviewId: started?.id };
      // Another process has been quicker: its review is the one, and ours was it too.
      if (!(await insertRun(tx, decision))) return (await findRun(tx, occurrence.id)) ?? decision;
      if (outcome !== 'held') await rituals.leftOut(tx, run, NOT_HELD);
      return decision;
    });
  }

  /** Those who are there that day, as the engine knows; of teams so many of each in turn, of people by name all. */
  async function ratersIn(read: Db | Tx, { ritual, occurrence }: ScheduledRun, aSide: number): Promise<Sided[]> {
    const { participants } = occurrence.snapshot.config;
    const there = await rituals.present(read, occurrence.id);
    const isThere = ({ personId, isGuest }: PossibleRater): boolean => !isGuest && there.includes(personId);
    const now = clock.now();
    if (participants.kind === 'people')
      return (await reviews.namedRaters(read, ritual.workspaceId, participants.ids, now)).filter(isThere);
    const possible = await reviews.possibleRaters(read, ritual.workspaceId, now);
    return defaultRaters(
      possible.filter(isThere).map((one) => ({ ...one, isAway: false })),
      occurrence.id,
      aSide,
    );
  }
}

function outcomeOf(leads: readonly SampledLead[], raters: readonly Sided[], isAnonymous: boolean): RunOutcome {
  const missing = missingSide(raters);
  if (missing !== undefined) return missing;
  if (isAnonymous && !isAnonymousEnough(raters)) return 'too-few';
  return leads.length === 0 ? 'no-leads' : 'held';
}

const BECAUSE: Readonly<Record<RunOutcome, NotAsked>> = {
  held: 'turn',
  'no-sales': 'one-sided',
  'no-marketing': 'one-sided',
  'too-few': 'too-few',
  'no-leads': 'nothing',
};
