import type { Instant } from '../core/instants.ts';
import { addDays, instantAt, weekdayOf } from '../core/local-time.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { createFacts } from './facts-service.ts';
import type { StandupAsk, StandupDeps } from './ports-service.ts';
import { type Question, questionsOn } from './question.ts';
import type { StandupDay, StandupTurn } from './ritual.ts';
import { daySnapshot, standupSettings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';
import * as store from './store.ts';
import { windowBefore } from './window.ts';

/** Names what a slot's prompt shows: made once, so that a repeat after a crash shows the same. */
export const promptSnapshotId = (slotId: string): string => `prompt:${slotId}`;

/** Names what a form shows: made once for each press that opens one. */
export const formSnapshotId = (slotId: string, gesture: string): string => `form:${slotId}:${gesture}`;

/** Reads what is known on somebody's day, to be frozen and shown. */
export function createSnapshots<A extends StandupAsk, C>(
  { rituals, people }: Pick<StandupDeps<A, C>, 'rituals' | 'people'>,
  facts: ReturnType<typeof createFacts>,
) {
  return {
    /** What somebody would be shown now. `id` is what it is going to be kept as. */
    async make(read: Db | Tx, turn: StandupTurn, id: string, now: Instant): Promise<Snapshot> {
      const { ritual, slot } = turn;
      const { workspaceId } = ritual;
      const range = { fromOn: slot.localDate, untilOn: slot.localDate };
      const [person] = await people.daysOf(read, [slot.personId], range);
      const previous = await previousOf(read, turn);
      const window = windowBefore(facts.windowEnd(now), previous.until);
      // Guests know of no leads (PPL-6), whatever they had to do with them before they became one.
      const isGuest = person?.kind === 'guest';
      const shown = isGuest
        ? []
        : await facts.factsOf(read, {
            workspaceId,
            personId: slot.personId,
            teams: person?.teams ?? [],
            window,
            namesOf: async (ids) =>
              new Map((await people.daysOf(read, ids, range)).map(({ personId, name }) => [personId, name])),
          });
      const waiting = isGuest ? [] : await facts.dueOf(read, workspaceId, slot.personId, now);
      const dayEnds = instantAt(addDays(slot.localDate, 1), '00:00', slot.zone);
      return {
        id,
        slotId: slot.id,
        madeAt: now,
        window,
        facts: [...shown],
        due: waiting
          .filter(({ dueAt }) => dueAt === undefined || dueAt < dayEnds)
          .map(({ lead: { leadId, name }, dueAt }) => ({
            leadId,
            name,
            at: dueAt,
            isLate: dueAt !== undefined && dueAt < now,
          })),
        lastPlan: previous.plan,
        questions: [...questionsOf(turn)],
      };
    },
  };

  /** Where the window begins and which plan is in force: of their last answer, else of the standup before. */
  async function previousOf(read: Db | Tx, { slot, occurrence }: StandupTurn) {
    const answered = await rituals.previousAnswered(read, slot);
    const answer = answered && (await store.findAnswer(read, answered.id));
    const snapshot = answer && (await store.findSnapshot(read, answer.snapshotId));
    if (snapshot !== undefined) return { until: snapshot.window.until, plan: answer?.plan };
    const before = await rituals.occurrenceBefore(read, slot.ritualId, occurrence.teamDate);
    return { until: before && facts.windowEnd(before.opensAt), plan: undefined };
  }
}

/** What is asked on a day: frozen once it has opened, before that as it is set up now (ANS-4). */
export function questionsOf({ ritual, occurrence }: StandupDay): readonly Question[] {
  const frozen = daySnapshot.safeParse(occurrence.snapshot.own);
  return frozen.success ? frozen.data.questions : plannedQuestions(ritual.config.settings, occurrence.teamDate);
}

/** What the settings ask on a date. */
export function plannedQuestions(settings: unknown, teamDate: string): readonly Question[] {
  return questionsOn(standupSettings.parse(settings).questions, weekdayOf(teamDate));
}
