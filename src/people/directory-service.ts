import type { Calendar } from '../core/calendar.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { nineToFive, workingDaysOf } from './hours/working-days.ts';
import { listWorkingDays } from './hours/working-days-store.ts';
import type { Membership, Person, Team } from './person.ts';
import * as store from './store.ts';
import * as teams from './teams/teams-store.ts';

/** The hours that an office keeps, such as those of a promise; undefined while there are none. */
export type Office = (read: Db | Tx, workspaceId: string) => Promise<Calendar | undefined>;

/** A person as stored, with the zone and hours that follow from the workspace and the teams. */
export type KnownPerson = store.StoredPerson & Person;

/** Somebody who wants to act: what decides whether they may. */
export type Candidate = store.StoredPerson & Pick<Person, 'zone'> & { readonly memberships: readonly Membership[] };

export type Directory = ReturnType<typeof createDirectory>;

/** Makes whole people of what is stored of them: TIME-4 the zone, TIME-7 the working days. */
export function createDirectory(workspaceId: string, office: Office | undefined) {
  return {
    workspaceId,

    async find(read: Db | Tx, id: string): Promise<KnownPerson | undefined> {
      const stored = await store.findPerson(read, id);
      return stored && (await whole(read, [stored]))[0];
    },

    async candidate(read: Db | Tx, id: string): Promise<Candidate | undefined> {
      const stored = await store.findPerson(read, id);
      if (stored === undefined) return undefined;
      const zone = zoneOf(stored) ?? (await zoneOfWorkspace(read));
      return { ...stored, zone, memberships: await teams.placesOf(read, id) };
    },

    /** Those of these who are known, in the order of their ids here. */
    async many(read: Db | Tx, ids: readonly string[]): Promise<KnownPerson[]> {
      const found = await whole(read, await store.listPeople(read, ids));
      const byId = new Map(found.map((person) => [person.id, person]));
      return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
    },

    async byEmail(read: Db | Tx, workspace: string, emailKey: string): Promise<KnownPerson | undefined> {
      const stored = await store.findPersonByEmail(read, workspace, emailKey);
      return stored && (await whole(read, [stored]))[0];
    },

    async team(read: Db | Tx, workspace: string, team: Team): Promise<(KnownPerson & Membership)[]> {
      return whole(read, await teams.listTeam(read, workspace, team));
    },

    zoneOfWorkspace,
  };

  async function whole<P extends store.StoredPerson>(read: Db | Tx, stored: readonly P[]): Promise<(P & Person)[]> {
    if (stored.length === 0) return [];
    const rules = await listWorkingDays(read, workspaceId);
    const hasTeamDays = rules.sales !== undefined || rules.marketing !== undefined;
    const memberships = hasTeamDays
      ? await teams.membershipsOf(
          read,
          stored.map(({ id }) => id),
        )
      : [];
    const teamsOf = Map.groupBy(memberships, ({ personId }) => personId);
    const isZoneMissing = stored.some((person) => zoneOf(person) === undefined);
    const otherwise = isZoneMissing ? await zoneOfWorkspace(read) : 'UTC';
    return stored.map((person) => {
      const its = (teamsOf.get(person.id) ?? []).map(({ team }) => team);
      const workingDays = workingDaysOf(person.ownHours, its, rules);
      return {
        ...person,
        zone: zoneOf(person) ?? otherwise,
        isZoneKnown: zoneOf(person) !== undefined,
        workingDays,
        hours: person.ownHours ?? nineToFive(workingDays),
      };
    });
  }

  /** The office's zone, else that of an admin; UTC before anybody is known. */
  async function zoneOfWorkspace(read: Db | Tx): Promise<string> {
    const hours = await office?.(read, workspaceId);
    if (hours !== undefined) return hours.zone;
    const admins = await store.listAdmins(read, workspaceId);
    return admins.map(zoneOf).find((zone) => zone !== undefined) ?? 'UTC';
  }
}

const zoneOf = ({ ownZone, slackZone }: store.StoredPerson): string | undefined => ownZone ?? slackZone;
