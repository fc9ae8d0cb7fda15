import { howOftenText } from '../core/how-often.ts';
import { addDays, dateAt } from '../core/local-time.ts';
import { managesAny } from '../core/rights.ts';
import type { SaveOutcome, ScheduledRitual } from '../core/scheduled.ts';
import { weekOf } from '../core/week-days.ts';
import { peopleFault } from './retro-sides.ts';
import {
  configOf,
  newSchedule,
  RETRO,
  type ScheduleForm,
  type ScheduleHow,
  scheduleFormOf,
  scheduleHowOf,
} from './schedule.ts';
import { createHolding } from './schedule-holding-service.ts';
import type { ScheduleActor, ScheduleDeps } from './schedule-ports-service.ts';

/** Where in a form a sentence belongs. */
export type ScheduleField = 'channel' | 'often' | 'at' | 'people' | 'names' | 'format';

export type ScheduleOutcome =
  | {
      readonly kind: 'saved';
      readonly schedule: ScheduledRitual;
      /** "Every two weeks, next on Mon 7 Dec" */
      readonly howOften: string;
    }
  | { readonly kind: 'faults'; readonly faults: Readonly<Partial<Record<ScheduleField, string>>> }
  | { readonly kind: 'not-manager' | 'not-yours' | 'not-now' };

export type RetroSchedules = ReturnType<typeof createSchedules>;

/** Retros that are held by themselves: setting them up, and holding them. */
export function createSchedules(deps: ScheduleDeps) {
  const { database, clock, rituals, people, retros, channelFault } = deps;
  const { db } = database;

  return {
    ...createHolding(deps),

    /** Managers and admins set schedules up. */
    maySchedule: managesAny,

    /** Those that this person may change. */
    managed,

    /** What the form shows: of a schedule that is there, or of a new one. */
    async form(actor: ScheduleActor, ritualId: string | undefined): Promise<ScheduleForm | 'not-manager'> {
      if (ritualId === undefined) {
        const [monday] = weekOf(addDays(dateAt(clock.now(), actor.zone), 7));
        return managesAny(actor) ? newSchedule(monday ?? dateAt(clock.now(), actor.zone)) : 'not-manager';
      }
      const ritual = await theirs(actor, ritualId);
      return ritual === undefined ? 'not-manager' : scheduleFormOf(ritual);
    },

    /** In which zone a schedule counts; a new one in that of whoever makes it. */
    async zoneOf(actor: ScheduleActor, ritualId: string | undefined): Promise<string> {
      const own = ritualId === undefined ? undefined : await rituals.find(db, ritualId);
      return own?.config.zone ?? actor.zone;
    },

    /** The same of how they are held. */
    async howForm(actor: ScheduleActor, ritualId: string): Promise<ScheduleHow | undefined> {
      const ritual = await theirs(actor, ritualId);
      return ritual && scheduleHowOf(ritual.config);
    },

    async save(actor: ScheduleActor, form: ScheduleForm): Promise<ScheduleOutcome> {
      const before = form.ritualId === undefined ? undefined : await theirs(actor, form.ritualId);
      if (form.ritualId === undefined ? !managesAny(actor) : before === undefined) return { kind: 'not-manager' };
      const known = await rituals.savedBefore(actor);
      if (known !== undefined) return outcomeOf(known);
      const how = scheduleHowOf(before?.config);
      if (form.channelId === undefined) return fault('channel', 'Choose a channel, please.');
      const unfit = await whoFault(actor, form.people, how);
      if (unfit !== undefined) return fault('people', unfit);
      const isMoved = form.channelId !== before?.config.channelId;
      const unusable = isMoved ? await channelFault(form.channelId) : undefined;
      if (unusable !== undefined) return fault('channel', unusable);
      const { owners = [actor.id], zone = actor.zone } = before?.config ?? {};
      const config = configOf(form, how, { owners, zone });
      const refused = await rituals.check(actor, config);
      if (refused.length > 0) return outcomeOf({ kind: 'refused', faults: refused });
      return outcomeOf(
        before === undefined
          ? await rituals.create(actor, { kind: RETRO, config })
          : await rituals.edit(actor, before.id, config),
      );
    },

    async saveHow(actor: ScheduleActor, ritualId: string, how: ScheduleHow): Promise<ScheduleOutcome> {
      const before = await theirs(actor, ritualId);
      if (before === undefined) return { kind: 'not-manager' };
      const known = await rituals.savedBefore(actor);
      if (known !== undefined) return outcomeOf(known);
      const form = scheduleFormOf(before);
      const unfit = how.isAnonymous ? await whoFault(actor, form.people, how) : undefined;
      if (unfit !== undefined) return fault('names', unfit);
      const { owners, zone } = before.config;
      const outcome = outcomeOf(await rituals.edit(actor, ritualId, configOf(form, how, { owners, zone })));
      // What is written from now on is kept as the next retro shows it.
      if (outcome.kind === 'saved') await retros.gatherAs(actor.workspaceId, how);
      return outcome;
    },

    async pause(actor: ScheduleActor, ritualId: string): Promise<ScheduleOutcome> {
      return (await move(actor, ritualId)) ?? outcomeOf(await rituals.pause(actor, ritualId));
    },

    async resume(actor: ScheduleActor, ritualId: string): Promise<ScheduleOutcome> {
      return (await move(actor, ritualId)) ?? outcomeOf(await rituals.resume(actor, ritualId));
    },

    /** For ever. A retro that runs goes on to its end. */
    async stop(actor: ScheduleActor, ritualId: string): Promise<ScheduleOutcome> {
      return (await move(actor, ritualId)) ?? outcomeOf(await rituals.end(actor, ritualId));
    },
  };

  async function managed(actor: ScheduleActor): Promise<readonly ScheduledRitual[]> {
    const all = await rituals.list(db, actor.workspaceId, RETRO);
    return all.filter((ritual) => rituals.mayManage(actor, ritual));
  }

  /** Only schedules of retros: ids come back from Slack, and may be those of anything that recurs. */
  async function theirs(actor: ScheduleActor, ritualId: string): Promise<ScheduledRitual | undefined> {
    const ritual = await rituals.find(db, ritualId);
    if (ritual?.kind !== RETRO || ritual.workspaceId !== actor.workspaceId) return undefined;
    return rituals.mayManage(actor, ritual) ? ritual : undefined;
  }

  async function move(actor: ScheduleActor, ritualId: string): Promise<ScheduleOutcome | undefined> {
    const ritual = await rituals.find(db, ritualId);
    if (ritual?.kind === RETRO && ritual.state === 'ended') return { kind: 'not-now' };
    return (await theirs(actor, ritualId)) === undefined ? { kind: 'not-manager' } : undefined;
  }

  /** Who is named must be in a team; each team must have somebody, and without names there must be enough. */
  async function whoFault(
    { workspaceId }: ScheduleActor,
    named: readonly string[],
    { isAnonymous }: Pick<ScheduleHow, 'isAnonymous'>,
  ): Promise<string | undefined> {
    if (named.length > 0) await people.know(named);
    const { participants, strangers } = await retros.whoTakesPart(db, workspaceId, named);
    if (strangers.length > 0)
      return `${strangers.join(', ')} can’t take part: only members of sales and marketing can.`;
    const why = peopleFault(participants, isAnonymous);
    return why === undefined ? undefined : WHY[why];
  }

  function outcomeOf(outcome: SaveOutcome): ScheduleOutcome {
    if (outcome.kind === 'refused') {
      const named = outcome.faults.map(({ field, sentence }) => [FIELD_OF[field] ?? 'channel', sentence]);
      return { kind: 'faults', faults: Object.fromEntries(named) };
    }
    if (outcome.kind !== 'saved') return outcome;
    const { ritual, fromOn } = outcome;
    return { kind: 'saved', schedule: ritual, howOften: howOftenText(ritual.config.recurrence, fromOn) };
  }
}

const WHY = {
  'no-sales': 'Somebody of sales must take part.',
  'no-marketing': 'Somebody of marketing must take part.',
  'too-few-unnamed': 'Without names, three or more must take part, or it would show who wrote what.',
} as const;

const fault = (field: ScheduleField, sentence: string): ScheduleOutcome => ({
  kind: 'faults',
  faults: { [field]: sentence },
});

/** The engine's names of what can be wrong. */
const FIELD_OF: Readonly<Record<string, ScheduleField>> = { participants: 'people', days: 'often', at: 'at' };
