import type { Instant } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import type { ScheduleConfig } from '../core/scheduled.ts';
import type { StandupActor, StandupAsk, StandupDeps } from './ports-service.ts';
import { STANDUP, type StandupRitual, type StandupSlot, type StandupTurn } from './ritual.ts';
import { LAST_DATE } from './viewing-service.ts';

/** Why somebody has no standup to answer. */
export type NoTurn = 'none-here' | 'not-in-one' | 'reads-along' | 'over';

/** Finds out which standup somebody means. */
export function createChoosing<A extends StandupAsk, C>({
  database,
  clock,
  rituals,
}: Pick<StandupDeps<A, C>, 'database' | 'clock' | 'rituals'>) {
  const { db } = database;

  return {
    /** Those that an answer could be for now, one for each standup of theirs; else why there is none. */
    async turns(actor: Pick<StandupActor, 'id' | 'workspaceId'>): Promise<readonly StandupTurn[] | NoTurn> {
      const all = await rituals.list(db, actor.workspaceId, STANDUP);
      if (all.length === 0) return 'none-here';
      const turns: StandupTurn[] = [];
      for (const ritual of all) {
        const turn = await turnIn(ritual, actor.id, clock.now());
        if (turn !== undefined) turns.push(turn);
      }
      if (turns.length > 0) return turns;
      return all.some(({ config }) => config.observers.includes(actor.id)) ? 'reads-along' : 'not-in-one';
    },

    /** Those that have an answer which can still be changed (ANS-1). */
    async answered(actor: StandupActor): Promise<readonly StandupTurn[]> {
      const turns: StandupTurn[] = [];
      for (const ritual of await rituals.list(db, actor.workspaceId, STANDUP)) {
        const turn = await answeredIn(ritual, actor.id, clock.now());
        if (turn !== undefined) turns.push(turn);
      }
      return turns;
    },

    /** The slot of somebody who presses "Add mine" under a day; those who take part from tomorrow get one (PPL-2). */
    async mine(actor: StandupActor, occurrenceId: string): Promise<{ readonly slotId: string } | NoTurn> {
      const day = await rituals.occurrence(db, occurrenceId);
      if (day === undefined || day.ritual.workspaceId !== actor.workspaceId) return 'over';
      const own = (await rituals.slotsOf(db, occurrenceId)).find(({ personId }) => personId === actor.id);
      if (own !== undefined) return { slotId: own.id };
      const { config } = day.ritual;
      if (config.observers.includes(actor.id)) return 'reads-along';
      if (!isParticipant(config, actor)) return 'not-in-one';
      if (day.occurrence.state !== 'open') return 'over';
      const added = await database.transaction((tx) => rituals.addOptional(tx, day.ritual.id, actor.id, clock.now()));
      return added === undefined ? 'over' : { slotId: added.id };
    },
  };

  async function turnIn(ritual: StandupRitual, personId: string, now: Instant): Promise<StandupTurn | undefined> {
    const current = await rituals.currentSlot(db, ritual.id, personId, now);
    const isDue = current !== undefined && current.dueAt <= now;
    const slot = isDue ? current : ((await lateToday(ritual.id, personId, now)) ?? current);
    const day = slot && (await rituals.occurrence(db, slot.occurrenceId));
    return slot && day && { ...day, slot };
  }

  async function answeredIn(ritual: StandupRitual, personId: string, now: Instant): Promise<StandupTurn | undefined> {
    const current = await rituals.currentSlot(db, ritual.id, personId, now);
    if (current === undefined) return undefined;
    // An edit is taken until the time of the one after it is over.
    const before = await rituals.occurrenceBefore(db, ritual.id, current.teamDate);
    const previous = current.state === 'answered' ? current : await rituals.previousAnswered(db, current);
    if (previous === undefined || (previous !== current && previous.teamDate !== before?.teamDate)) return undefined;
    const day = await rituals.occurrence(db, previous.occurrenceId);
    return day && { ...day, slot: previous };
  }

  /** Today's, whose time is over and which says nothing: a late answer is likelier than one for tomorrow. */
  async function lateToday(ritualId: string, personId: string, now: Instant): Promise<StandupSlot | undefined> {
    const last = await rituals.occurrenceBefore(db, ritualId, LAST_DATE);
    const slots = last === undefined ? [] : await rituals.slotsOf(db, last.id);
    const own = slots.find((slot) => slot.personId === personId);
    if (own === undefined || dateAt(now, own.zone) !== own.localDate) return undefined;
    return own.state === 'missed' || own.state === 'bot-missed' ? own : undefined;
  }
}

/** Whoever is in the channel can press its buttons, so where the channel decides they take part. */
function isParticipant({ participants }: ScheduleConfig, { id, teams }: StandupActor): boolean {
  switch (participants.kind) {
    case 'people':
      return participants.ids.includes(id);
    case 'teams':
      return participants.teams.some((team) => teams.includes(team));
    case 'channel':
      return true;
  }
}
