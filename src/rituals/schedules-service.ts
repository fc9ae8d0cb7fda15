import { howOftenText } from '../core/how-often.ts';
import { addDays, dateAt } from '../core/local-time.ts';
import { managesAny } from '../core/rights.ts';
import {
  type SaveOutcome,
  type ScheduledRitual,
  type ScheduleOutcome,
  type Schedules,
  scheduleFault,
} from '../core/scheduled.ts';
import type { RitualsDeps } from './kinds-service.ts';
import * as dates from './occurrences-store.ts';
import type { Ritual } from './ritual.ts';
import { mayManage, type RitualActor, type ritualSetup } from './setup-service.ts';
import * as store from './store.ts';

/** Setting up what is held once for all who have a part in it: the same for every kind but for what its own settings say. */
export const ritualSchedules =
  ({ database, clock, channelFault }: RitualsDeps, setup: ReturnType<typeof ritualSetup>) =>
  (kind: string): Schedules<RitualActor> => {
    const { db } = database;
    const isOnlyOne = ONLY_ONE.has(kind);

    return {
      async managed(actor) {
        const all = await store.listRituals(db, actor.workspaceId, kind);
        return all.filter((ritual) => mayManage(actor, ritual));
      },

      theirs,

      mayAdd: managesAny,

      howOften,

      async save(actor, ritualId, write) {
        const before = ritualId === undefined ? undefined : await theirs(actor, ritualId);
        if (ritualId === undefined ? !managesAny(actor) : before === undefined) return { kind: 'not-manager' };
        const known = await setup.savedBefore(actor);
        if (known !== undefined) return outcomeOf(known);
        const other = before === undefined ? await already(actor) : undefined;
        if (other !== undefined) return other;
        const config = await write(before);
        if ('kind' in config) return config;
        const isMoved = config.channelId !== '' && config.channelId !== before?.config.channelId;
        const unusable = isMoved ? await channelFault(config.channelId) : undefined;
        if (unusable !== undefined) return scheduleFault('channel', unusable);
        if (before !== undefined) return outcomeOf(await setup.edit(actor, before.id, config));
        const made = await setup.create(actor, { kind, config });
        return made.kind === 'not-now' ? ((await already(actor)) ?? made) : outcomeOf(made);
      },

      pause: (actor, ritualId) => move(actor, ritualId, setup.pause),
      resume: (actor, ritualId) => move(actor, ritualId, setup.resume),
      stop: (actor, ritualId) => move(actor, ritualId, setup.end),
    };

    /** The only one there can be, if somebody has made it. */
    async function already({ workspaceId }: RitualActor): Promise<ScheduleOutcome | undefined> {
      const [schedule] = isOnlyOne ? await store.listRituals(db, workspaceId, kind) : [];
      return schedule && { kind: 'already', schedule, howOften: await howOften(schedule) };
    }

    async function howOften({ id, state, config }: ScheduledRitual): Promise<string> {
      // Two days back is before today wherever the team is.
      const ahead = await dates.listFrom(db, id, addDays(dateAt(clock.now(), 'UTC'), -2));
      const nextOn = ahead.find((one) => one.state === 'planned')?.teamDate;
      return howOftenText(config.recurrence, state === 'paused' ? undefined : nextOn);
    }

    async function theirs(actor: RitualActor, ritualId: string): Promise<Ritual | undefined> {
      const ritual = await ofKind(actor, ritualId);
      return ritual !== undefined && mayManage(actor, ritual) ? ritual : undefined;
    }

    async function move(
      actor: RitualActor,
      ritualId: string,
      change: (actor: RitualActor, ritualId: string) => Promise<SaveOutcome>,
    ): Promise<ScheduleOutcome> {
      const ritual = await ofKind(actor, ritualId);
      if (ritual?.state === 'ended') return { kind: 'not-now' };
      if (ritual === undefined || !mayManage(actor, ritual)) return { kind: 'not-manager' };
      return outcomeOf(await change(actor, ritualId));
    }

    async function ofKind({ workspaceId }: RitualActor, ritualId: string): Promise<Ritual | undefined> {
      const ritual = await store.findRitual(db, ritualId);
      return ritual?.kind === kind && ritual.workspaceId === workspaceId ? ritual : undefined;
    }
  };

function outcomeOf(outcome: SaveOutcome): ScheduleOutcome {
  switch (outcome.kind) {
    case 'refused': {
      const named = outcome.faults.map(({ field, sentence }) => [FIELD_OF[field] ?? field, sentence]);
      return { kind: 'faults', faults: Object.fromEntries(named) };
    }
    case 'not-yours':
      return { kind: 'not-manager' };
    case 'not-now':
      return outcome;
    case 'saved': {
      const { ritual, fromOn } = outcome;
      return { kind: 'saved', schedule: ritual, howOften: howOftenText(ritual.config.recurrence, fromOn) };
    }
  }
}

/** Kinds of which a workspace has one schedule: the index `rituals_only_one` keeps another from being made. */
const ONLY_ONE: ReadonlySet<string> = new Set(['meeting', 'pairing']);

/** Fields of the forms, where they are called otherwise than what the engine finds wrong. */
const FIELD_OF: Readonly<Record<string, string>> = { participants: 'people', days: 'often' };
