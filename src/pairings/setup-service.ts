import { addDays, dateAt } from '../core/local-time.ts';
import type { PersonDays } from '../core/person-days.ts';
import { type ScheduleForm, type ShownSchedule, scheduleFormOf, shownSchedule } from '../core/schedule-form.ts';
import { type ScheduledRitual, type ScheduleOutcome, scheduleFault } from '../core/scheduled.ts';
import { missingSide, sidesOf } from '../core/sides.ts';
import type { Tx } from '../platform/db/database.ts';
import { findBreak } from './breaks-store.ts';
import { listPairings } from './pairings-store.ts';
import type { PairingActor, PairingDeps } from './ports-service.ts';
import { listRuns } from './runs-store.ts';
import { configOf, newSetup, PAIRING, REMEMBERED } from './setup.ts';

/** Pairing as a list shows it. */
export interface ShownSetup extends ShownSchedule {
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
export function createPairingSetup({ database, clock, rituals, schedules, people }: PairingDeps) {
  const { db } = database;

  return {
    theirs: schedules.theirs,
    pause: schedules.pause,
    resume: schedules.resume,
    /** For ever. Who is paired has time to the end of their round. */
    stop: schedules.stop,

    async overview(actor: PairingActor): Promise<Overview> {
      const all = await rituals.list(db, actor.workspaceId, PAIRING);
      const rest = await findBreak(db, actor.id);
      const managed = await schedules.managed(actor);
      const isResting = rest !== undefined && dateAt(clock.now(), actor.zone) < rest.untilOn;
      return {
        setups: await Promise.all(managed.map((ritual) => shown(ritual))),
        mayAdd: schedules.mayAdd(actor) && all.length === 0,
        isOn: all.length > 0,
        breakUntil: isResting ? rest.untilOn : undefined,
      };
    },

    /** What the form shows, of what is there or of what is new, with the zone in which its time counts. */
    async form(actor: PairingActor, ritualId: string | undefined): Promise<ShownForm | 'not-manager'> {
      const ritual = ritualId === undefined ? undefined : await schedules.theirs(actor, ritualId);
      if (ritualId === undefined ? !schedules.mayAdd(actor) : ritual === undefined) return 'not-manager';
      const zone = await people.officeZone(db);
      const today = dateAt(clock.now(), zone);
      return { form: ritual === undefined ? newSetup(today) : scheduleFormOf(ritual), zone, today };
    },

    save: (actor: PairingActor, form: ScheduleForm): Promise<ScheduleOutcome> =>
      schedules.save(actor, form.ritualId, async (before) => {
        const unfit = await peopleFault(actor, form.people);
        if (unfit !== undefined) return scheduleFault('people', unfit);
        const owners = before?.config.owners ?? [actor.id];
        return configOf(form, { owners, zone: await people.officeZone(db) });
      }),

    /** As a list shows it; `howOften` where that is known already. */
    shown,

    /** Whether nobody is paired yet who could be: somebody of each team is there. */
    async couldBegin(read: Tx | typeof db, workspaceId: string): Promise<boolean> {
      if ((await rituals.list(read, workspaceId, PAIRING)).length > 0) return false;
      const sales = await people.members(read, workspaceId, 'sales');
      return sales.length > 0 && (await people.members(read, workspaceId, 'marketing')).length > 0;
    },
  };

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

  async function shown(ritual: ScheduledRitual, howOften?: string): Promise<ShownSetup> {
    const often = howOften ?? (await schedules.howOften(ritual));
    return { ...shownSchedule(ritual, often), last: await lastOf(ritual.id) };
  }

  async function lastOf(ritualId: string): Promise<ShownSetup['last']> {
    const [run] = await listRuns(db, ritualId, clock.now() - REMEMBERED, 1);
    if (run === undefined) return undefined;
    const pairings = await listPairings(db, [run.occurrenceId]);
    return { pairs: pairings.length, met: pairings.filter(({ state }) => state === 'met').length };
  }
}

interface ShownForm {
  readonly form: ScheduleForm;
  readonly zone: string;
  /** The date there. */
  readonly today: string;
}

/** Guests meet nobody, and neither does who is in no team. */
const canMeetAnybody = ({ kind, teams, isDeactivated }: PersonDays): boolean =>
  kind === 'member' && teams.length > 0 && !isDeactivated;
