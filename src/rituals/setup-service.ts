import { addDays, dateAt } from '../core/local-time.ts';
import type { PersonDays, Team } from '../core/person-days.ts';
import { managesAny } from '../core/rights.ts';
import type { Tx } from '../platform/db/database.ts';
import { type ConfigFault, configFaults, nextFullDate } from './config-check.ts';
import type { Kinds, RitualsDeps } from './kinds-service.ts';
import * as memberStore from './members-store.ts';
import * as dates from './occurrences-store.ts';
import type { PlanCause } from './planning.ts';
import type { RitualPlanning } from './planning-service.ts';
import type { Ritual, RitualConfig } from './ritual.ts';
import * as store from './store.ts';

/** Who does something about a ritual. */
export interface RitualActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly zone: string;
  readonly teams: readonly Team[];
  readonly manages: readonly Team[];
  readonly isAdmin: boolean;
  /** What Slack calls the one press, word or form by which they act; it may be delivered twice. */
  readonly gesture?: string | undefined;
}

export type SetupOutcome =
  | {
      readonly kind: 'saved';
      readonly ritual: Ritual;
      /** The first date to which this applies; undefined if none is in sight, as in a pause without an end. */
      readonly fromOn: string | undefined;
      /** The date that is running, which keeps what it began with (TIME-6). */
      readonly runningOn: string | undefined;
    }
  | { readonly kind: 'refused'; readonly faults: readonly ConfigFault[] }
  /** It belongs to others: only its owners, managers and admins may. */
  | { readonly kind: 'not-yours' }
  /** It has ended, or is what was asked for already, or somebody else has changed it, or made the only one, just now. */
  | { readonly kind: 'not-now' };

/** Making, changing and ending rituals. All throw nothing that a person could run into. */
export function ritualSetup(deps: RitualsDeps, kinds: Kinds, planning: RitualPlanning) {
  const { database, clock, ids } = deps;
  const { db } = database;

  return {
    /** Makes a ritual; it begins on the first date on which everybody can still be asked. */
    async create(actor: RitualActor, draft: { kind: string; config: RitualConfig }): Promise<SetupOutcome> {
      if (!kinds.has(draft.kind)) throw new Error(`Nobody holds rituals of kind ${draft.kind}`);
      if (!isStaff(actor)) return { kind: 'not-yours' };
      const before = await savedBefore(actor);
      if (before !== undefined) return before;
      const ritual: Ritual = {
        id: ids.next(),
        workspaceId: actor.workspaceId,
        ...draft,
        version: 1,
        state: 'active',
        pausedUntilOn: undefined,
        createdAt: clock.now(),
      };
      const faults = await check(ritual, draft.config);
      if (faults.length > 0) return { kind: 'refused', faults };
      const members = await membersOf(draft.config);
      const made = await database.transaction(async (tx) => {
        if (!(await store.insertRitual(tx, ritual, actor))) return undefined;
        if (members !== undefined) await memberStore.replaceMembers(tx, ritual.id, members);
        return saved(tx, ritual.id, 'start');
      });
      // Somebody else has made the only one of its kind just now, or Slack has delivered this twice at once.
      return made ?? (await savedBefore(actor)) ?? { kind: 'not-now' };
    },

    /** Changes a ritual from its next occurrence on; what is open keeps its configuration (TIME-6). */
    async edit(actor: RitualActor, ritualId: string, config: RitualConfig): Promise<SetupOutcome> {
      const ritual = await store.findRitual(db, ritualId);
      const refusal = refusalFor(actor, ritual);
      if (ritual === undefined || refusal !== undefined) return refusal ?? { kind: 'not-now' };
      const before = await savedBefore(actor);
      if (before !== undefined) return before;
      const faults = await check(ritual, config);
      if (faults.length > 0) return { kind: 'refused', faults };
      const members = await membersOf(config);
      return database.transaction(async (tx) => {
        const held = await store.holdRitual(tx, ritualId);
        if (
          held === undefined ||
          !(await store.replaceConfig(tx, { ...held, version: ritual.version }, config, actor, clock.now()))
        ) {
          return { kind: 'not-now' };
        }
        if (members !== undefined) await memberStore.replaceMembers(tx, ritual.id, members);
        // A new channel is a new chance (PPL-4).
        if (config.channelId !== held.config.channelId) {
          await store.moveRitual(tx, ritualId, ['degraded'], { state: 'active' });
        }
        return saved(tx, ritual.id, 'edit');
      });
    },

    /** Nobody is asked until the date, or until somebody resumes it. What is open goes on. */
    pause: (actor: RitualActor, ritualId: string, untilOn?: string) =>
      move(actor, ritualId, ['active', 'degraded', 'paused'], { state: 'paused', pausedUntilOn: untilOn }, 'resume'),

    resume: (actor: RitualActor, ritualId: string) => move(actor, ritualId, ['paused'], { state: 'active' }, 'resume'),

    /** Ends it for ever; what is open goes on to its close. */
    async end(actor: RitualActor, ritualId: string): Promise<SetupOutcome> {
      const ritual = await store.findRitual(db, ritualId);
      const refusal = refusalFor(actor, ritual);
      if (ritual === undefined || refusal !== undefined) return refusal ?? { kind: 'not-now' };
      return database.transaction(async (tx) => {
        await store.holdRitual(tx, ritualId);
        const ended = await store.moveRitual(tx, ritualId, ['active', 'paused', 'degraded'], { state: 'ended' });
        if (!ended) return { kind: 'not-now' };
        const fromOn = dateAt(clock.now(), ritual.config.zone);
        const planned = (await dates.listFrom(tx, ritualId, fromOn)).filter(({ state }) => state === 'planned');
        for (const { id } of planned) await dates.skipOccurrence(tx, id, 'ended');
        return outcomeOf(tx, ritualId, undefined);
      });
    },

    /** What came of this gesture, if Slack has delivered it before; what has happened to the ritual since stays. */
    savedBefore,

    /** What would be refused of a configuration that is still being written. */
    check: (actor: RitualActor, config: RitualConfig): Promise<readonly ConfigFault[]> =>
      check({ id: '', workspaceId: actor.workspaceId }, config),

    /** Everybody whom a configuration would ask, for the list of local times. */
    peopleOf: (workspaceId: string, config: RitualConfig): Promise<readonly PersonDays[]> =>
      peopleOf({ id: '', workspaceId }, config),

    /** The next date on which it is held and everybody can still be asked, days off aside; undefined if none is in sight. */
    nextOn: (config: RitualConfig, people: readonly PersonDays[]): string | undefined =>
      nextFullDate(config, people, clock.now()),

    /** Whether somebody may change it, and ask about others. */
    mayManage,
  };

  async function move(
    actor: RitualActor,
    ritualId: string,
    from: readonly Ritual['state'][],
    to: { state: Ritual['state']; pausedUntilOn?: string | undefined },
    cause: PlanCause,
  ): Promise<SetupOutcome> {
    const ritual = await store.findRitual(db, ritualId);
    const refusal = refusalFor(actor, ritual);
    if (refusal !== undefined) return refusal;
    return database.transaction(async (tx) => {
      await store.holdRitual(tx, ritualId);
      if (!(await store.moveRitual(tx, ritualId, from, to))) return { kind: 'not-now' };
      return saved(tx, ritualId, cause);
    });
  }

  async function savedBefore({ gesture }: RitualActor): Promise<SetupOutcome | undefined> {
    if (gesture === undefined) return undefined;
    return database.transaction(async (tx) => {
      const ritual = await store.findByGesture(tx, gesture);
      if (ritual === undefined) return undefined;
      const ahead = await dates.listFrom(tx, ritual.id, dateAt(clock.now(), ritual.config.zone));
      return outcomeOf(tx, ritual.id, ahead.find(({ state }) => state === 'planned')?.teamDate);
    });
  }

  async function saved(tx: Tx, ritualId: string, cause: PlanCause): Promise<SetupOutcome> {
    const planned = await planning.refresh(tx, ritualId, cause);
    // Where no date is in sight the job looks again each day.
    if (planned?.againAt !== undefined) await planning.enqueue(tx, ritualId, planned.againAt);
    return outcomeOf(tx, ritualId, planned?.nextOn);
  }

  async function outcomeOf(tx: Tx, ritualId: string, fromOn: string | undefined): Promise<SetupOutcome> {
    const ritual = await store.findRitual(tx, ritualId);
    if (ritual === undefined) return { kind: 'not-now' };
    const runningOn = (await dates.listOpen(tx, ritualId)).at(-1)?.teamDate;
    return { kind: 'saved', ritual, fromOn, runningOn };
  }

  async function check(ritual: Pick<Ritual, 'id' | 'workspaceId'>, config: RitualConfig) {
    return configFaults(config, await peopleOf(ritual, config), clock.now());
  }

  async function peopleOf(
    ritual: Pick<Ritual, 'id' | 'workspaceId'>,
    config: RitualConfig,
  ): Promise<readonly PersonDays[]> {
    const today = dateAt(clock.now(), 'UTC');
    const personIds = (await membersOf(config)) ?? (await planning.participantIds(db, ritual, config));
    return deps.people.daysOf(db, personIds, { fromOn: addDays(today, -1), untilOn: addDays(today, 1) });
  }

  /** Asked of Slack: outside any transaction. Undefined where the channel doesn't decide. */
  async function membersOf({ participants, channelId }: RitualConfig): Promise<readonly string[] | undefined> {
    return participants.kind === 'channel' ? Array.fromAsync(deps.channelMembers(channelId)) : undefined;
  }

  function refusalFor(actor: RitualActor, ritual: Ritual | undefined): SetupOutcome | undefined {
    if (ritual === undefined || ritual.workspaceId !== actor.workspaceId || ritual.state === 'ended') {
      return { kind: 'not-now' };
    }
    return mayManage(actor, ritual) ? undefined : { kind: 'not-yours' };
  }
}

/** Its owners, managers of a team, and admins. */
export const mayManage = (actor: RitualActor, ritual: Ritual): boolean =>
  managesAny(actor) || ritual.config.owners.includes(actor.id);

const isStaff = (actor: RitualActor): boolean => managesAny(actor) || actor.teams.length > 0;
