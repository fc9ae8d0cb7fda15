import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { createAnswering } from './answering-service.ts';
import { createAsking } from './asking-service.ts';
import { createChoosing } from './choosing-service.ts';
import { createFacts } from './facts-service.ts';
import type { StandupActor, StandupAsk, StandupDeps } from './ports-service.ts';
import { STANDUP, type StandupRitual, type StandupTurn } from './ritual.ts';
import { createPausing } from './setup-pausing-service.ts';
import { createSetup } from './setup-service.ts';
import { createSnapshots, plannedQuestions } from './snapshot-service.ts';
import type { PromptState } from './standing.ts';
import { listAnswers, notesOf, type StandupNote } from './store.ts';
import { createTelling } from './telling-service.ts';
import { createViewing, LAST_DATE } from './viewing-service.ts';

export type Standups<A extends StandupAsk, C> = ReturnType<typeof createStandupsService<A, C>>;

/** The standup that sales and marketing answer together; the engine of rituals keeps its times. */
export function createStandupsService<A extends StandupAsk, C>(deps: StandupDeps<A, C>) {
  const { database, rituals } = deps;
  const { db } = database;
  const facts = createFacts(deps.leads);
  const snapshots = createSnapshots(deps, facts);
  const viewing = createViewing(deps, facts);
  const telling = createTelling(deps);
  const asking = createAsking(deps, snapshots, viewing, telling);
  const choosing = createChoosing(deps);

  return {
    ...createAnswering(deps, snapshots, viewing, telling),
    ...createSetup(deps, telling),
    ...createPausing(deps),
    ...choosing,
    asking,
    viewing,

    /** The questions of that weekday, frozen when an occurrence opens. */
    snapshot: async (_read: Db | Tx, { config }: StandupRitual, teamDate: string) => ({
      questions: plannedQuestions(config.settings, teamDate),
    }),

    changed: telling.changed,

    /** Somebody's time is over, or they need not answer any more. */
    settled: (tx: Tx, { slot }: StandupTurn): Promise<void> => telling.promptState(tx, slot),

    /** For whoever has asks: one has changed. */
    onAsk: telling.askChanged,
    promptsWith: telling.promptsWith,
    /** For whoever has actions: one has changed that is theirs, or was. */
    onAction: telling.actionChanged,
    hasStandup,

    /** What somebody added to their standups in a half-open window, oldest first. */
    async notesOf(
      read: Db | Tx,
      workspaceId: string,
      personId: string,
      window: { readonly from: Instant; readonly until: Instant },
    ): Promise<StandupNote[]> {
      const all = await rituals.list(read, workspaceId, STANDUP);
      return notesOf(
        read,
        all.map(({ id }) => id),
        personId,
        window,
      );
    },

    /** What stands on somebody's Home: each standup of theirs that is due, and how they stand in it. */
    async dayOf(
      resident: Pick<StandupActor, 'id' | 'workspaceId'>,
      now: Instant,
    ): Promise<readonly { readonly turn: StandupTurn; readonly state: PromptState<A> | undefined }[]> {
      const turns = await choosing.turns(resident);
      if (typeof turns === 'string') return [];
      const today = turns.filter(({ slot }) => slot.dueAt <= now);
      return Promise.all(today.map(async (turn) => ({ turn, state: await viewing.day(turn) })));
    },

    /**
     * Asks that what was answered be posted under the message of its day, as far as it is not there: said before that was posted, or
     * while its channel could not be used. To be called whenever the message has been shown: the process may die after that.
     */
    async postMissing(occurrenceId: string, isPosted: (slotId: string) => Promise<boolean>): Promise<void> {
      const missing: string[] = [];
      for (const { slotId } of await listAnswers(db, occurrenceId)) if (!(await isPosted(slotId))) missing.push(slotId);
      if (missing.length === 0) return;
      await database.transaction(async (tx) => {
        for (const slotId of missing) await telling.post(tx, slotId);
      });
    },

    /** Slack refuses the channel (PPL-4). */
    channelTrouble: (ritualId: string, code: string): Promise<void> =>
      database.transaction((tx) => rituals.channelTrouble(tx, ritualId, code)),
  };

  /** Whether somebody is asked in a standup that is going on, as its newest day shows. */
  async function hasStandup(read: Db | Tx, workspaceId: string, personId: string): Promise<boolean> {
    for (const { id, state } of await rituals.list(read, workspaceId, STANDUP)) {
      if (state !== 'active') continue;
      const newest = await rituals.occurrenceBefore(read, id, LAST_DATE);
      const slots = newest === undefined ? [] : await rituals.slotsOf(read, newest.id);
      if (slots.some((slot) => slot.personId === personId && slot.state !== 'unreachable')) return true;
    }
    return false;
  }
}
