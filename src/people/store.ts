import { calendarSchema, type WeeklyHours } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Absence, Membership, Person, PersonKind, SlackPerson, Team } from './person.ts';
import { USUAL_HOURS } from './shift.ts';

interface WorkspaceRow {
  id: string;
  name: string;
  bot_user_id: string;
  setup_code_hash: string | null;
  set_up_at: number | null;
  created_at: number;
}

interface PersonRow {
  id: string;
  workspace_id: string;
  name: string;
  email_key: string | null;
  slack_zone: string;
  kind: PersonKind;
  is_slack_admin: number;
  is_baton_admin: number;
  is_deactivated: number;
  is_quiet: number;
  own_zone: string | null;
  own_hours: string | null;
  welcomed_at: number | null;
  refreshed_at: number;
}

interface MembershipRow {
  person_id: string;
  team: Team;
  workspace_id: string;
  is_member: number;
  is_manager: number;
  added_by: string | null;
  added_at: number;
}

interface AbsenceRow {
  id: string;
  person_id: string;
  from_on: string;
  until_on: string;
  set_by: string;
  set_at: number;
  ended_at: number | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    workspaces: WorkspaceRow;
    people: PersonRow;
    memberships: MembershipRow;
    absences: AbsenceRow;
  }
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly setupCodeHash: string | undefined;
  readonly setUpAt: Instant | undefined;
}

/** The one workspace of this installation; undefined before the first start. */
export async function findWorkspace(db: Db | Tx): Promise<Workspace | undefined> {
  const row = await db.selectFrom('workspaces').selectAll().executeTakeFirst();
  return (
    row && {
      id: row.id,
      name: row.name,
      botUserId: row.bot_user_id,
      setupCodeHash: row.setup_code_hash ?? undefined,
      setUpAt: row.set_up_at ?? undefined,
    }
  );
}

/** Two processes may start at once: the second finds the row of the first. */
export async function insertWorkspace(tx: Tx, workspace: Workspace & { createdAt: Instant }): Promise<void> {
  await tx
    .insertInto('workspaces')
    .values({
      id: workspace.id,
      name: workspace.name,
      bot_user_id: workspace.botUserId,
      setup_code_hash: workspace.setupCodeHash ?? null,
      set_up_at: null,
      created_at: workspace.createdAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function markSetUp(tx: Tx, workspaceId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('workspaces')
    .set({ set_up_at: at })
    .where('id', '=', workspaceId)
    .where('set_up_at', 'is', null)
    .execute();
}

/** Forgets the one-time code if it is still this one; false means that somebody was faster. */
export async function spendSetupCode(tx: Tx, workspaceId: string, hash: string): Promise<boolean> {
  const spent = await tx
    .updateTable('workspaces')
    .set({ setup_code_hash: null })
    .where('id', '=', workspaceId)
    .where('setup_code_hash', '=', hash)
    .executeTakeFirst();
  return spent.numUpdatedRows === 1n;
}

export async function replaceSetupCode(tx: Tx, workspaceId: string, hash: string): Promise<void> {
  await tx
    .updateTable('workspaces')
    .set({ setup_code_hash: hash })
    .where('id', '=', workspaceId)
    .where('set_up_at', 'is', null)
    .execute();
}

/** Writes what Slack says of a person; what they told us themselves stays. */
export async function savePerson(tx: Tx, workspaceId: string, person: SlackPerson, now: Instant): Promise<void> {
  const facts = {
    name: person.name,
    email_key: person.emailKey ?? null,
    slack_zone: person.zone,
    kind: person.kind,
    is_slack_admin: person.isAdmin ? 1 : 0,
    is_deactivated: person.isDeactivated ? 1 : 0,
    refreshed_at: now,
  };
  await tx
    .insertInto('people')
    .values({
      id: person.id,
      workspace_id: workspaceId,
      is_baton_admin: 0,
      is_quiet: 0,
      own_zone: null,
      own_hours: null,
      welcomed_at: null,
      ...facts,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(facts))
    .execute();
}

export async function findPerson(
  db: Db | Tx,
  id: string,
): Promise<(Person & { readonly refreshedAt: Instant }) | undefined> {
  const row = await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { ...personOf(row), refreshedAt: row.refreshed_at };
}

export async function findPersonByEmail(
  db: Db | Tx,
  workspaceId: string,
  emailKey: string,
): Promise<Person | undefined> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('email_key', '=', emailKey)
    .executeTakeFirst();
  return row && personOf(row);
}

export async function listTeam(db: Db | Tx, workspaceId: string, team: Team): Promise<(Person & Membership)[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .selectAll('people')
    .select(['memberships.is_member', 'memberships.is_manager', 'memberships.added_at'])
    .where('memberships.workspace_id', '=', workspaceId)
    .where('memberships.team', '=', team)
    .orderBy('memberships.added_at')
    .orderBy('people.id')
    .execute();
  return rows.map((row) => ({ ...personOf(row), ...rolesOf(row), personId: row.id, team }));
}

export async function membershipsOf(db: Db | Tx, personId: string): Promise<Membership[]> {
  const rows = await db.selectFrom('memberships').selectAll().where('person_id', '=', personId).execute();
  return rows.map((row) => ({ ...rolesOf(row), personId, team: row.team }));
}

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

/** Absences that have not ended before `date` (YYYY-MM-DD). */
export async function listAbsences(db: Db | Tx, personIds: readonly string[], date: string): Promise<Absence[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .selectFrom('absences')
    .selectAll()
    .where('person_id', 'in', personIds)
    .where('until_on', '>=', date)
    .where('ended_at', 'is', null)
    .orderBy('from_on')
    .execute();
  return rows.map((row) => ({ id: row.id, personId: row.person_id, fromOn: row.from_on, untilOn: row.until_on }));
}

export async function insertAbsence(tx: Tx, absence: Absence & { setBy: string; setAt: Instant }): Promise<void> {
  await tx
    .insertInto('absences')
    .values({
      id: absence.id,
      person_id: absence.personId,
      from_on: absence.fromOn,
      until_on: absence.untilOn,
      set_by: absence.setBy,
      set_at: absence.setAt,
      ended_at: null,
    })
    .execute();
}

/** Ends every absence that reaches to `date` or beyond; the number of those. */
export async function endAbsences(tx: Tx, personId: string, date: string, at: Instant): Promise<number> {
  const ended = await tx
    .updateTable('absences')
    .set({ ended_at: at })
    .where('person_id', '=', personId)
    .where('until_on', '>=', date)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}

export async function saveOwnSettings(
  tx: Tx,
  personId: string,
  own: { zone: string | undefined; hours: Person['ownHours']; isQuiet: boolean },
): Promise<void> {
  await tx
    .updateTable('people')
    .set({
      own_zone: own.zone ?? null,
      own_hours: own.hours === undefined ? null : JSON.stringify(own.hours),
      is_quiet: own.isQuiet ? 1 : 0,
    })
    .where('id', '=', personId)
    .execute();
}

export async function makeAdmin(tx: Tx, personId: string): Promise<void> {
  await tx.updateTable('people').set({ is_baton_admin: 1 }).where('id', '=', personId).execute();
}

export async function markWelcomed(tx: Tx, personId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('people')
    .set({ welcomed_at: at })
    .where('id', '=', personId)
    .where('welcomed_at', 'is', null)
    .execute();
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

export async function listAdmins(db: Db | Tx, workspaceId: string): Promise<Person[]> {
  const rows = await db
    .selectFrom('people')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('is_deactivated', '=', 0)
    .where((or) => or.or([or('is_baton_admin', '=', 1), or('is_slack_admin', '=', 1)]))
    .orderBy('is_baton_admin', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(personOf);
}

const rolesOf = (row: { is_member: number; is_manager: number }) => ({
  isMember: row.is_member === 1,
  isManager: row.is_manager === 1,
});

function personOf(row: PersonRow): Person {
  const ownHours = row.own_hours === null ? undefined : hoursFrom(row.own_hours);
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    kind: row.kind,
    isDeactivated: row.is_deactivated === 1,
    isSlackAdmin: row.is_slack_admin === 1,
    isBatonAdmin: row.is_baton_admin === 1,
    isQuiet: row.is_quiet === 1,
    zone: row.own_zone ?? row.slack_zone,
    ownZone: row.own_zone ?? undefined,
    hours: ownHours ?? USUAL_HOURS,
    ownHours,
    welcomedAt: row.welcomed_at ?? undefined,
  };
}

const hoursFrom = (stored: string): WeeklyHours =>
  calendarSchema.parse({ zone: 'UTC', weekly: JSON.parse(stored), dates: {} }).weekly;
