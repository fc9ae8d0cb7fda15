import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Membership, Team } from '../person.ts';
import { personOf, type StoredPerson } from '../store.ts';

interface MembershipRow {
  person_id: string;
  team: Team;
  workspace_id: string;
  is_member: number;
  is_manager: number;
  added_by: string | null;
  added_at: number;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    memberships: MembershipRow;
  }
}

export async function listTeam(db: Db | Tx, workspaceId: string, team: Team): Promise<(StoredPerson & Membership)[]> {
  const rows = await membersOfTeam.all(db, { workspaceId, team });
  return rows.map((row) => ({ ...personOf(row), ...rolesOf(row), personId: row.id, team }));
}

const membersOfTeam = prepared((db, { workspaceId, team }: { workspaceId: string; team: Team }) =>
  db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .selectAll('people')
    .select(['memberships.is_member', 'memberships.is_manager', 'memberships.added_at'])
    .where('memberships.workspace_id', '=', workspaceId)
    .where('memberships.team', '=', team)
    .orderBy('memberships.added_at')
    .orderBy('people.id'),
);

/** The places of one person: asked whenever somebody does something. */
export async function placesOf(db: Db | Tx, personId: string): Promise<Membership[]> {
  return inOrder(await placesOfOne.all(db, { personId }));
}

// SQLite would plan a statement with an order, or a join with people, anew for each person.
const placesOfOne = prepared((db, { personId }: { personId: string }) =>
  db.selectFrom('memberships').selectAll().where('person_id', '=', personId),
);

export async function membershipsOf(db: Db | Tx, personIds: readonly string[]): Promise<Membership[]> {
  if (personIds.length === 0) return [];
  return inOrder(await placesInTeams.all(db, { personIds }));
}

const placesInTeams = prepared((db, { personIds }: { personIds: readonly string[] }) =>
  db.selectFrom('memberships').selectAll().where('person_id', 'in', personIds),
);

/** Sales first: a welcome says what rings before the rest. */
const inOrder = (rows: readonly MembershipRow[]): Membership[] =>
  rows
    .map((row) => ({ ...rolesOf(row), personId: row.person_id, team: row.team }))
    .toSorted((a, b) => b.team.localeCompare(a.team));

/** Adds a person to a team or changes their role there; true if they were not in it before. */
export async function saveMembership(
  tx: Tx,
  member: Membership & { workspaceId: string; addedBy: string; addedAt: Instant },
): Promise<boolean> {
  const roles = { is_member: member.isMember ? 1 : 0, is_manager: member.isManager ? 1 : 0 };
  const added = await tx
    .insertInto('memberships')
    .values({
      person_id: member.personId,
      team: member.team,
      workspace_id: member.workspaceId,
      ...roles,
      added_by: member.addedBy,
      added_at: member.addedAt,
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'team']).doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 1n) return true;
  await tx
    .updateTable('memberships')
    .set(roles)
    .where('person_id', '=', member.personId)
    .where('team', '=', member.team)
    .execute();
  return false;
}

export async function removeMembership(tx: Tx, personId: string, team: Team): Promise<void> {
  await tx.deleteFrom('memberships').where('person_id', '=', personId).where('team', '=', team).execute();
}

/** Who put this person into their first team, for the welcome. */
export async function addedBy(db: Db | Tx, personId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('memberships')
    .select('added_by')
    .where('person_id', '=', personId)
    .orderBy('added_at')
    .executeTakeFirst();
  return row?.added_by ?? undefined;
}

const rolesOf = (row: { is_member: number; is_manager: number }) => ({
  isMember: row.is_member === 1,
  isManager: row.is_manager === 1,
});
