import { addDays, dateAt } from '../core/local-time.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { ritualAnswering } from './answering-service.ts';
import { ritualConducting } from './conducting-service.ts';
import { ritualFollowing } from './following-service.ts';
import { ritualHolding } from './holding-service.ts';
import { kindOf, type OccurrenceView, type RitualKind, type RitualsDeps } from './kinds-service.ts';
import * as dates from './occurrences-store.ts';
import { ritualPlanning } from './planning-service.ts';
import { ritualPrompting } from './prompting-service.ts';
import { graceFor, type Ritual } from './ritual.ts';
import { ritualSchedules } from './schedules-service.ts';
import { mayManage, type RitualActor, ritualSetup } from './setup-service.ts';
import type { Slot } from './slot.ts';
import * as history from './slot-history-store.ts';
import * as slots from './slots-store.ts';
import * as store from './store.ts';
import { ritualTelling } from './telling-service.ts';
import type { Why } from './why.ts';

export type Rituals = ReturnType<typeof createRitualsService>;

/** Everything that recurs: who is asked when, what became of it, and why. What is asked and shown is the kinds' business. */
export function createRitualsService(deps: RitualsDeps) {
  const kinds = new Map<string, RitualKind>();
  const telling = ritualTelling(deps);
  const planning = ritualPlanning(deps, kinds, telling);
  const setup = ritualSetup(deps, kinds, planning);
  const answering = ritualAnswering(deps, kinds);

  return {
    register(kind: RitualKind): void {
      if (kinds.has(kind.kind)) throw new Error(`Two features hold rituals of kind ${kind.kind}`);
      kinds.set(kind.kind, kind);
    },

    ...setup,

    /** Setting up what is held of one kind, for features that hold something once for all. */
    schedules: ritualSchedules(deps, setup),

    ...ritualConducting(deps, kinds, planning, telling),
    ...ritualPrompting(deps, kinds, planning, telling),
    ...answering,
    ...ritualHolding(deps, answering),
    ...ritualFollowing(deps, kinds, planning, telling),

    graceFor,

    find: (read: Db | Tx, id: string): Promise<Ritual | undefined> => store.findRitual(read, id),

    /** Those that haven't ended, of one kind or of all, in the order in which they were made. */
    list: (read: Db | Tx, workspaceId: string, kind?: string): Promise<Ritual[]> =>
      store.listRituals(read, workspaceId, kind),

    async occurrence(read: Db | Tx, id: string): Promise<OccurrenceView | undefined> {
      const occurrence = await dates.findOccurrence(read, id);
      const ritual = occurrence && (await store.findRitual(read, occurrence.ritualId));
      return ritual && occurrence && { ritual, occurrence };
    },

    /** The occurrence of a date of the team; undefined if none was held or planned. */
    occurrenceOn: (read: Db | Tx, ritualId: string, teamDate: string) => dates.findOn(read, ritualId, teamDate),

    /** The date of the next occurrence; undefined if none is planned. */
    async plannedOn(read: Db | Tx, ritualId: string): Promise<string | undefined> {
      // Two days back is before today wherever the team is.
      const ahead = await dates.listFrom(read, ritualId, addDays(dateAt(deps.clock.now(), 'UTC'), -2));
      return ahead.find(({ state }) => state === 'planned')?.teamDate;
    },

    /** The occurrence before a date that opened, for what lies between the two. */
    occurrenceBefore: (read: Db | Tx, ritualId: string, teamDate: string) =>
      dates.findOpenedBefore(read, ritualId, teamDate),

    slot: (read: Db | Tx, id: string): Promise<Slot | undefined> => slots.findSlot(read, id),

    /** Everybody's slots, in the order of their ids. */
    slotsOf: (read: Db | Tx, occurrenceId: string): Promise<Slot[]> => slots.listSlots(read, occurrenceId),

    /** Their last answered slot before this one. */
    previousAnswered: (read: Db | Tx, slot: Slot): Promise<Slot | undefined> => history.findAnsweredBefore(read, slot),

    why,

    /** The same for whoever asks: one's own is everybody's, others' is for their owners, managers and admins. */
    async whyFor(actor: RitualActor, personId: string, date: string): Promise<readonly Why[] | 'not-yours'> {
      const { db } = deps.database;
      if (personId === actor.id) return why(db, actor.workspaceId, personId, date);
      const theirs = (await store.listAll(db, actor.workspaceId)).filter((ritual) => mayManage(actor, ritual));
      if (theirs.length === 0 && !actor.isAdmin && actor.manages.length === 0) return 'not-yours';
      return why(db, actor.workspaceId, personId, date, theirs);
    },

    /** What an owner types to change a ritual of this kind. */
    setupOf(kind: string): { readonly command: string; readonly action: string } {
      const { setup: command, setupAction: action } = kindOf(kinds, kind);
      return { command, action };
    },
  };

  /** Why this person was asked on a date, or wasn't: what each ritual that knows them has recorded, and nothing else. */
  async function why(
    read: Db | Tx,
    workspaceId: string,
    personId: string,
    date: string,
    among?: readonly Ritual[],
  ): Promise<readonly Why[]> {
    const rituals = among ?? (await store.listAll(read, workspaceId));
    const ids = rituals.map(({ id }) => id);
    const theirs = new Set(await history.ritualsOfPerson(read, ids, personId));
    const decided = Map.groupBy(await history.listOfPerson(read, ids, personId, date), ({ ritualId }) => ritualId);
    const all: Why[] = [];
    for (const { id, config } of rituals.filter((ritual) => theirs.has(ritual.id))) {
      const explained = decided.get(id) ?? [];
      for (const slot of explained) all.push({ kind: 'slot', name: config.name, slot });
      if (explained.length > 0) continue;
      const because = (await dates.findOn(read, id, date))?.skippedBecause;
      if (because !== undefined) all.push({ kind: 'skipped', name: config.name, because });
    }
    return all;
  }
}
