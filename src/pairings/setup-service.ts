import { howOftenText } from '../core/how-often.ts';
import { addDays, dateAt } from '../core/local-time.ts';
import type { PersonDays } from '../core/person-days.ts';
import { managesAny } from '../core/rights.ts';
import type { SaveOutcome, ScheduledRitual } from '../core/scheduled.ts';
import { missingSide, sidesOf } from '../core/sides.ts';
import type { Tx } from '../platform/db/database.ts';
import { findBreak } from './breaks-store.ts';
import { listPairings } from './pairings-store.ts';
import type { PairingActor, PairingDeps } from './ports-service.ts';
import { listRuns } from './runs-store.ts';
import { configOf, newSetup, PAIRING, REMEMBERED, type SetupForm, setupOf } from './setup.ts';

/** Where in the form a sentence belongs. */
export type SetupField = 'often' | 'at' | 'people';

export type SetupOutcome =
  | {
      readonly kind: 'saved';
      readonly shown: ShownSetup;
    }
  /** Somebody else has begun it, and this one isn't. */
  | { readonly kind: 'already'; readonly shown: ShownSetup }
  | { readonly kind: 'faults'; readonly faults: Readonly<Partial<Record<SetupField, string>>> }
  | { readonly kind: 'not-manager' | 'not-now' };

/** Pairing as a list shows it. */
export interface ShownSetup {
  readonly id: string;
  /** "Every two weeks, next on Mon 7 Dec" */
  readonly howOften: string;
  readonly at: string;
  readonly zone: string;
  /** Who looks after it first. */
  readonly by: string | undefined;
  /** Empty for everybody in both teams. */
  readonly people: readonly string[];
  readonly isPaused: boolean;
  /** How many pairs there were last time, and how many of them met; undefined before the first time. */
  readonly last: { readonly pairs: number; readonly met: number } | undefined;
}

/** What somebody sees of pairing who asks. */
export interface Overview {
  /** What they may change. */
  readonly setups: readonly ShownSetup[];
  readonly mayAdd: boolean;
  readonly isOn: boolean;
  /** The first date on which they can be paired again; undefined if they can now. */
  readonly breakUntil: string | undefined;
}

/** Setting up who is paired when, and showing how it stands. */
export function createPairingSetup({ database, clock, rituals, people }: PairingDeps) {
  const { db } = database;

  return {
    async overview(actor: PairingActor): Promise<Overview> {
      const all = await rituals.list(db, actor.workspaceId, PAIRING);
      const rest = await findBreak(db, actor.id);
      const managed = all.filter((ritual) => rituals.mayManage(actor, ritual));
      const isResting = rest !== undefined && dateAt(clock.now(), actor.zone) < rest.untilOn;
      return {
        setups: await Promise.all(managed.map((ritual) => shown(ritual))),
        mayAdd: managesAny(actor) && all.length === 0,
        isOn: all.length > 0,
        breakUntil: isResting ? rest.untilOn : undefined,
      };
    },

    /** What the form shows, of what is there or of what is new, with the zone in which its time counts. */
    async form(actor: PairingActor, ritualId: string | undefined): Promise<ShownForm | 'not-manager'> {
      const ritual = ritualId === undefined ? undefined : await theirs(actor, ritualId);
      if (ritualId === undefined ? !managesAny(actor) : ritual === undefined) return 'not-manager';
      const zone = await people.officeZone(db);
      const today = dateAt(clock.now(), zone);
      return { form: ritual === undefined ? newSetup(today) : setupOf(ritual), zone, today };
    },

    async save(actor: PairingActor, form: SetupForm): Promise<SetupOutcome> {
      const before = form.ritualId === undefined ? undefined : await theirs(actor, form.ritualId);
      if (form.ritualId === undefined ? !managesAny(actor) : before === undefined) return { kind: 'not-manager' };
      const known = await rituals.savedBefore(actor);
      if (known !== undefined) return outcomeOf(known);
      if (before === undefined && (await one(actor.workspaceId)) !== undefined) return already(actor.workspaceId);
      const unfit = await peopleFault(actor, form.people);
      if (unfit !== undefined) return { kind: 'faults', faults: { people: unfit } };
      const zone = await people.officeZone(db);
      const config = configOf(form, { zone, owners: before?.config.owners ?? [actor.id] });
      if (before !== undefined) return outcomeOf(await rituals.edit(actor, before.id, config));
      const made = await rituals.create(actor, { kind: PAIRING, config });
      return made.kind === 'not-now' ? already(actor.workspaceId) : outcomeOf(made);
    },

    pauseAll: (actor: PairingActor, ritualId: string) => move(actor, ritualId, rituals.pause),
    resumeAll: (actor: PairingActor, ritualId: string) => move(actor, ritualId, rituals.resume),
    /** For ever. Who is paired has time to the end of their round. */
    stop: (actor: PairingActor, ritualId: string) => move(actor, ritualId, rituals.end),

    mayStop: async (actor: PairingActor, ritualId: string): Promise<boolean> =>
      (await theirs(actor, ritualId)) !== undefined,

    /** Whether nobody is paired yet who could be: somebody of each team is there. */
    async couldBegin(read: Tx | typeof db, workspaceId: string): Promise<boolean> {
      if ((await rituals.list(read, workspaceId, PAIRING)).length > 0) return false;
      const sales = await people.members(read, workspaceId, 'sales');
      return sales.length > 0 && (await people.members(read, workspaceId, 'marketing')).length > 0;
    },
  };

  /** The one that there is: the database keeps another from being made. */
  async function one(workspaceId: string): Promise<ScheduledRitual | undefined> {
    const [first] = await rituals.list(db, workspaceId, PAIRING);
    return first;
  }

  /** What there is of what somebody was about to begin. */
  async function already(workspaceId: string): Promise<SetupOutcome> {
    const ritual = await one(workspaceId);
    if (ritual === undefined) return { kind: 'not-now' };
    return { kind: 'already', shown: await shown(ritual) };
  }

  async function move(
    actor: PairingActor,
    ritualId: string,
    how: (actor: PairingActor, ritualId: string) => Promise<SaveOutcome>,
  ): Promise<SetupOutcome> {
    const ritual = await rituals.find(db, ritualId);
    if (ritual?.kind === PAIRING && ritual.state === 'ended') return { kind: 'not-now' };
    if ((await theirs(actor, ritualId)) === undefined) return { kind: 'not-manager' };
    return outcomeOf(await how(actor, ritualId));
  }

  /** Only pairing: ids come back from Slack, and may be those of anything that recurs. */
  async function theirs(actor: PairingActor, ritualId: string): Promise<ScheduledRitual | undefined> {
    const ritual = await rituals.find(db, ritualId);
    if (ritual?.kind !== PAIRING || ritual.workspaceId !== actor.workspaceId) return undefined;
    return rituals.mayManage(actor, ritual) ? ritual : undefined;
  }

  async function peopleFault({ workspaceId }: PairingActor, named: readonly string[]): Promise<string | undefined> {
    const known = named.length > 0 ? await daysOf(await people.know(named)) : await everybody(workspaceId);
    const unfit = named.filter((id) => !known.some((one) => one.personId === id && canMeetAnybody(one)));
    if (unfit.length > 0) {
      const names = known.filter(({ personId }) => unfit.includes(personId)).map(({ name }) => name);
      return `${names.join(', ') || 'Somebody here'} can’t be paired: only members of sales and marketing can.`;
    }
    const missing = missingSide(sidesOf(known.filter(canMeetAnybody)));
    return missing && 'Each team needs at least one person to meet.';
  }

  async function everybody(workspaceId: string): Promise<readonly PersonDays[]> {
    const teams = [await people.members(db, workspaceId, 'sales'), await people.members(db, workspaceId, 'marketing')];
    return daysOf([...new Set(teams.flat())]);
  }

  function daysOf(personIds: readonly string[]): Promise<readonly PersonDays[]> {
    const today = dateAt(clock.now(), 'UTC');
    return people.daysOf(db, personIds, { fromOn: addDays(today, -1), untilOn: addDays(today, 1) });
  }

  async function shown(ritual: ScheduledRitual): Promise<ShownSetup> {
    const form = setupOf(ritual);
    const isPaused = ritual.state === 'paused';
    const nextOn = isPaused ? undefined : await rituals.plannedOn(db, ritual.id);
    return {
      id: ritual.id,
      howOften: howOftenText(ritual.config.recurrence, nextOn),
      at: form.at,
      zone: ritual.config.zone,
      by: ritual.config.owners[0],
      people: form.people,
      isPaused,
      last: await lastOf(ritual.id),
    };
  }

  async function lastOf(ritualId: string): Promise<ShownSetup['last']> {
    const [run] = await listRuns(db, ritualId, clock.now() - REMEMBERED, 1);
    if (run === undefined) return undefined;
    const pairings = await listPairings(db, [run.occurrenceId]);
    return { pairs: pairings.length, met: pairings.filter(({ state }) => state === 'met').length };
  }

  async function outcomeOf(outcome: SaveOutcome): Promise<SetupOutcome> {
    switch (outcome.kind) {
      case 'refused': {
        const named = outcome.faults.map(({ field, sentence }) => [FIELD_OF[field] ?? 'at', sentence]);
        return { kind: 'faults', faults: Object.fromEntries(named) };
      }
      case 'not-yours':
        return { kind: 'not-manager' };
      case 'not-now':
        return outcome;
      case 'saved':
        return { kind: 'saved', shown: await shown(outcome.ritual) };
    }
  }
}

interface ShownForm {
  readonly form: SetupForm;
  readonly zone: string;
  /** The date there. */
  readonly today: string;
}

/** Guests meet nobody, and neither does who is in no team. */
const canMeetAnybody = ({ kind, teams, isDeactivated }: PersonDays): boolean =>
  kind === 'member' && teams.length > 0 && !isDeactivated;

/** The engine's names of what can be wrong. */
const FIELD_OF: Readonly<Record<string, SetupField>> = { participants: 'people', days: 'often' };
