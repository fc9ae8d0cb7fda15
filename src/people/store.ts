import { calendarSchema, type WeeklyHours } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Person, PersonKind, SlackPerson } from './person.ts';

interface PersonRow {
  id: string;
  workspace_id: string;
  name: string;
  email_key: string | null;
  /** Empty if Slack knows none. */
  slack_zone: string;
  kind: PersonKind;
  is_slack_admin: number;
  is_baton_admin: number;
  is_deactivated: number;
  is_quiet: number;
  own_zone: string | null;
  own_hours: string | null;
  quiet_gesture: string | null;
  welcomed_at: number | null;
  refreshed_at: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    people: PersonRow;
  }
}

/** A person without what other tables decide: see directory-service.ts. */
export interface StoredPerson extends Omit<Person, 'zone' | 'isZoneKnown' | 'workingDays' | 'hours'> {
  readonly slackZone: string | undefined;
  readonly refreshedAt: Instant;
}

/** Writes what Slack says of a person; what they told us themselves stays. */
export async function savePerson(tx: Tx, workspaceId: string, person: SlackPerson, now: Instant): Promise<void> {
  const facts = {
    name: person.name,
    email_key: person.emailKey ?? null,
    slack_zone: person.zone ?? '',
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

export async function findPerson(db: Db | Tx, id: string): Promise<StoredPerson | undefined> {
  const row = await personById.first(db, { id });
  return row && personOf(row);
}

const personById = prepared((db, { id }: { id: string }) => db.selectFrom('people').selectAll().where('id', '=', id));

export async function listPeople(db: Db | Tx, ids: readonly string[]): Promise<StoredPerson[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('people').selectAll().where('id', 'in', ids).execute();
  return rows.map(personOf);
}

export async function listActive(db: Db | Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('people')
    .select('id')
    .where('id', 'in', ids)
    .where('is_deactivated', '=', 0)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function findPersonByEmail(
  db: Db | Tx,
  workspaceId: string,
  emailKey: string,
): Promise<StoredPerson | undefined> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('email_key', '=', emailKey)
    .executeTakeFirst();
  return row && personOf(row);
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

/** Quiet becomes not quiet, and the other way round; not twice in a row for one gesture. */
export async function switchQuiet(tx: Tx, personId: string, gesture: string | undefined): Promise<void> {
  await tx
    .updateTable('people')
    .set((set) => ({ is_quiet: set(set.val(1), '-', set.ref('is_quiet')), quiet_gesture: gesture ?? null }))
    .where('id', '=', personId)
    .$if(gesture !== undefined, (query) =>
      query.where((where) =>
        where.or([where('quiet_gesture', 'is', null), where('quiet_gesture', '<>', gesture ?? '')]),
      ),
    )
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

export async function listAdmins(db: Db | Tx, workspaceId: string): Promise<StoredPerson[]> {
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

export function personOf(row: PersonRow): StoredPerson {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    kind: row.kind,
    isDeactivated: row.is_deactivated === 1,
    isSlackAdmin: row.is_slack_admin === 1,
    isBatonAdmin: row.is_baton_admin === 1,
    isQuiet: row.is_quiet === 1,
    slackZone: row.slack_zone || undefined,
    ownZone: row.own_zone ?? undefined,
    ownHours: row.own_hours === null ? undefined : hoursFrom(row.own_hours),
    welcomedAt: row.welcomed_at ?? undefined,
    refreshedAt: row.refreshed_at,
  };
}

const hoursFrom = (stored: string): WeeklyHours =>
  calendarSchema.parse({ zone: 'UTC', weekly: JSON.parse(stored), dates: {} }).weekly;
