import type { Calendar } from '../../core/calendar.ts';
import type { Instant } from '../../core/instants.ts';
import { addDays, dateAt } from '../../core/local-time.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Directory, KnownPerson, Office } from '../directory-service.ts';
import type { createDays } from '../hours/days-service.ts';
import { nineToFive, workingDaysOf } from '../hours/working-days.ts';
import { listWorkingDays } from '../hours/working-days-store.ts';
import { objection, type Person, type Team } from '../person.ts';
import { findPerson, listActive } from '../store.ts';

interface RosterDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly days: ReturnType<typeof createDays>;
  readonly office: Office | undefined;
}

/** How far back and ahead the days off of a calendar reach. */
const AROUND_DAYS = 400;

/** Who is who in the teams, and in whose working time something is counted: for features that speak of people. */
export function createRoster({ db, clock, directory, days, office }: RosterDeps) {
  return {
    /** The zone of the office, in which it is day or night for the company. */
    officeZone: (read: Db | Tx): Promise<string> => directory.zoneOfWorkspace(read),

    /** Somebody as they are known; undefined for a stranger. */
    person: (id: string): Promise<KnownPerson | undefined> => directory.find(db, id),

    /** Active members of the workspace with this address; undefined without the scope that shows addresses. */
    async byEmail(read: Db | Tx, workspaceId: string, emailKey: string): Promise<Person | undefined> {
      const person = await directory.byEmail(read, workspaceId, emailKey);
      return person === undefined || objection(person) !== undefined ? undefined : person;
    },

    /** False for somebody whose account is deactivated. */
    async isHere(read: Db | Tx, personId: string): Promise<boolean> {
      return (await findPerson(read, personId))?.isDeactivated !== true;
    },

    /** Those of these whose accounts are active. */
    async present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]> {
      const active = await listActive(read, personIds);
      return personIds.filter((id) => active.has(id));
    },

    /** Names of those of these who are known. */
    async namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      return new Map((await directory.many(read, personIds)).map(({ id, name }) => [id, name]));
    },

    /** Everybody in either team whose account is active, once, with the teams in which they have a part. */
    async roster(
      read: Db | Tx,
      workspaceId: string,
    ): Promise<readonly { id: string; name: string; teams: readonly Team[] }[]> {
      const sales = await directory.team(read, workspaceId, 'sales');
      const everyone = [...sales, ...(await directory.team(read, workspaceId, 'marketing'))];
      const byPerson = Map.groupBy(
        everyone.filter(({ isDeactivated }) => !isDeactivated),
        ({ id }) => id,
      );
      return [...byPerson].map(([id, parts]) => ({
        id,
        name: parts[0]?.name ?? id,
        teams: parts.map(({ team }) => team),
      }));
    },

    /**
     * Working time with the days off that apply. Somebody's absences are not in it: what they owe must not stand still
     * because they are away. A team's is the office's, else nine to five on its working days.
     */
    async calendarOf(
      read: Db | Tx,
      workspaceId: string,
      whose: { readonly person: string } | { readonly team: Team },
    ): Promise<Calendar> {
      if ('team' in whose) return (await office?.(read, workspaceId)) ?? teamCalendar(read, whose.team);
      const person = await directory.find(read, whose.person);
      if (person === undefined) return teamCalendar(read, 'sales');
      const [known] = await days.daysOf(read, [person.id], around(person.zone, clock.now()));
      const dates = Object.fromEntries((known?.holidays ?? []).map(({ on }) => [on, []]));
      return { zone: person.zone, weekly: person.hours, dates };
    },
  };

  async function teamCalendar(read: Db | Tx, team: Team): Promise<Calendar> {
    const rules = await listWorkingDays(read, directory.workspaceId);
    const weekly = nineToFive(workingDaysOf(undefined, [team], rules));
    return { zone: await directory.zoneOfWorkspace(read), weekly, dates: {} };
  }
}

function around(zone: string, now: Instant): { fromOn: string; untilOn: string } {
  const today = dateAt(now, zone);
  return { fromOn: addDays(today, -AROUND_DAYS), untilOn: addDays(today, AROUND_DAYS) };
}
