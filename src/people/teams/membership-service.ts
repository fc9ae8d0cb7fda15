import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Changes } from '../changes-service.ts';
import { type Actor, objection, type Team } from '../person.ts';
import { findPerson } from '../store.ts';
import * as teams from './teams-store.ts';

/** Who is to be in a team: everybody of whom it is not said is out. */
export interface TeamChange {
  readonly team: Team;
  readonly members: readonly string[];
  readonly managers: readonly string[];
}

interface MembershipDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly changes: Changes;
  /** Tells somebody that they have been added. */
  readonly welcome: (tx: Tx, personId: string) => Promise<void>;
}

/** Who is in which team, and what follows from that. */
export function createMembership({ db, clock, changes, welcome }: MembershipDeps) {
  return {
    /** Makes `change.members` and `change.managers` the whole team. The newly added are welcomed. */
    async setTeam(tx: Tx, actor: Actor, change: TeamChange): Promise<void> {
      const wanted = new Set([...change.members, ...change.managers]);
      const joined: string[] = [];
      const left = (await teams.listTeam(tx, actor.workspaceId, change.team))
        .map(({ personId }) => personId)
        .filter((personId) => !wanted.has(personId));
      for (const personId of left) await teams.removeMembership(tx, personId, change.team);
      for (const personId of wanted) {
        const added = await teams.saveMembership(tx, {
          personId,
          team: change.team,
          isMember: change.members.includes(personId),
          isManager: change.managers.includes(personId),
          workspaceId: actor.workspaceId,
          addedBy: actor.id,
          addedAt: clock.now(),
        });
        if (added) joined.push(personId);
        if (added && personId !== actor.id) await welcome(tx, personId);
      }
      await changes.tell(tx, 'left', left);
      await changes.tell(tx, 'joined', joined);
    },

    membershipsOf: (personId: string) => teams.placesOf(db, personId),

    /** Ids of those who take part in a team's work. */
    async members(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]> {
      const everyone = await teams.listTeam(read, workspaceId, team);
      return everyone.filter(({ isMember }) => isMember).map(({ id }) => id);
    },

    /** Ids of a team's managers who are still there. */
    async managersOf(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]> {
      const members = await teams.listTeam(read, workspaceId, team);
      return members.filter((member) => member.isManager && !member.isDeactivated).map(({ id }) => id);
    },

    /** What somebody may do for which team, at this moment. */
    async rightsOf(read: Db | Tx, personId: string): Promise<{ teams: readonly Team[]; manages: readonly Team[] }> {
      const memberships = await teams.placesOf(read, personId);
      return {
        teams: memberships.filter(({ isMember }) => isMember).map(({ team }) => team),
        manages: memberships.filter(({ isManager }) => isManager).map(({ team }) => team),
      };
    },

    /** Whether this person is active and sells or manages those who do: only they can hold a lead. */
    async sells(read: Db | Tx, personId: string): Promise<boolean> {
      const person = await findPerson(read, personId);
      if (person === undefined || objection(person) !== undefined) return false;
      return (await teams.placesOf(read, personId)).some(({ team }) => team === 'sales');
    },

    /** Whether this person is in marketing and has no part in sales. */
    async onlyMarkets(read: Db | Tx, personId: string): Promise<boolean> {
      const memberships = await teams.placesOf(read, personId);
      return memberships.length > 0 && memberships.every(({ team }) => team === 'marketing');
    },
  };
}
