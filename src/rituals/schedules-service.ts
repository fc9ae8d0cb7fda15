import { howOftenText } from '../core/how-often.ts';
import { managesAny } from '../core/rights.ts';
import { type SaveOutcome, type ScheduleOutcome, type Schedules, scheduleFault } from '../core/scheduled.ts';
import type { RitualsDeps } from './kinds-service.ts';
import type { Ritual } from './ritual.ts';
import { mayManage, type RitualActor, type ritualSetup } from './setup-service.ts';
import * as store from './store.ts';

/** Setting up what is held once for all who have a part in it: the same for every kind but for what its own settings say. */
export const ritualSchedules =
  ({ database, channelFault }: RitualsDeps, setup: ReturnType<typeof ritualSetup>) =>
  (kind: string): Schedules<RitualActor> => {
    const { db } = database;

    return {
      async managed(actor) {
        const all = await store.listRituals(db, actor.workspaceId, kind);
        return all.filter((ritual) => mayManage(actor, ritual));
      },

      theirs,

      mayAdd: managesAny,

      async save(actor, ritualId, write) {
        const before = ritualId === undefined ? undefined : await theirs(actor, ritualId);
        if (ritualId === undefined ? !managesAny(actor) : before === undefined) return { kind: 'not-manager' };
        const known = await setup.savedBefore(actor);
        if (known !== undefined) return outcomeOf(known);
        const config = await write(before);
        if ('kind' in config) return config;
        const isMoved = config.channelId !== '' && config.channelId !== before?.config.channelId;
        const unusable = isMoved ? await channelFault(config.channelId) : undefined;
        if (unusable !== undefined) return scheduleFault('channel', unusable);
        return outcomeOf(
          before === undefined
            ? await setup.create(actor, { kind, config })
            : await setup.edit(actor, before.id, config),
        );
      },

      pause: (actor, ritualId) => move(actor, ritualId, setup.pause),
      resume: (actor, ritualId) => move(actor, ritualId, setup.resume),
      stop: (actor, ritualId) => move(actor, ritualId, setup.end),
    };

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

/** Fields of the forms, where they are called otherwise than what the engine finds wrong. */
const FIELD_OF: Readonly<Record<string, string>> = { participants: 'people', days: 'often' };
