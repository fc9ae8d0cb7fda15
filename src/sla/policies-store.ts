import { z } from 'zod';
import { calendarSchema } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import { remembered } from '../core/remembered.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Policy, PolicyVersion } from './promise.ts';

interface PolicyRow {
  id: string;
  workspace_id: string;
  name: string;
  kind: 'first-contact';
  version: number;
  is_announced: number;
  created_at: number;
  reported_at: number | null;
}

export interface PolicyVersionRow {
  policy_id: string;
  version: number;
  target_ms: number;
  warning_ms: number;
  calendar: string;
  late_to: string;
  created_by: string;
  created_at: number;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    policies: PolicyRow;
    policy_versions: PolicyVersionRow;
  }
}

export const FIRST_CONTACT = 'first-contact';

export async function insertPolicy(tx: Tx, policy: Policy & { createdBy: string }): Promise<void> {
  await tx
    .insertInto('policies')
    .values({
      id: policy.id,
      workspace_id: policy.workspaceId,
      name: policy.name,
      kind: FIRST_CONTACT,
      version: policy.current.version,
      is_announced: policy.isAnnounced ? 1 : 0,
      created_at: policy.createdAt,
      reported_at: null,
    })
    .execute();
  await insertVersion(tx, policy.current, policy.createdAt, { by: policy.createdBy });
}

/** Who writes a version, and by which gesture. */
export interface Author {
  readonly by: string;
  readonly gesture?: string | undefined;
}

/**
 * Writes the next version and makes it current; false if somebody else wrote one meanwhile. One gesture writes one version: that it
 * has done so before is true as well.
 */
export async function replaceVersion(tx: Tx, next: PolicyVersion, author: Author, at: Instant): Promise<boolean> {
  if (author.gesture !== undefined && (await hasWritten(tx, author.gesture))) return true;
  const moved = await tx
    .updateTable('policies')
    .set({ version: next.version })
    .where('id', '=', next.policyId)
    .where('version', '=', next.version - 1)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return false;
  await insertVersion(tx, next, at, author);
  return true;
}

async function hasWritten(tx: Tx, gesture: string): Promise<boolean> {
  const row = await tx
    .selectFrom('policy_versions')
    .select('version')
    .where('gesture', '=', gesture)
    .executeTakeFirst();
  return row !== undefined;
}

/** True if this call switched the announcements on; false if they were on already. */
export async function announce(tx: Tx, policyId: string): Promise<boolean> {
  const switched = await tx
    .updateTable('policies')
    .set({ is_announced: 1 })
    .where('id', '=', policyId)
    .where('is_announced', '=', 0)
    .executeTakeFirst();
  return switched.numUpdatedRows === 1n;
}

export async function markReported(tx: Tx, policyId: string, at: Instant): Promise<boolean> {
  const marked = await tx
    .updateTable('policies')
    .set({ reported_at: at })
    .where('id', '=', policyId)
    .where('reported_at', 'is', null)
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

/** The promise of first contact of a workspace; undefined until Baton is set up. */
export async function findPolicy(db: Db | Tx, workspaceId: string): Promise<Policy | undefined> {
  const row = await policyOfWorkspace.first(db, { workspaceId });
  return row && policyOf(db, row);
}

const policyOfWorkspace = prepared((db, { workspaceId }: { workspaceId: string }) =>
  db.selectFrom('policies').selectAll().where('workspace_id', '=', workspaceId).where('kind', '=', FIRST_CONTACT),
);

export async function findPolicyById(db: Db | Tx, id: string): Promise<Policy | undefined> {
  const row = await db.selectFrom('policies').selectAll().where('id', '=', id).executeTakeFirst();
  return row && policyOf(db, row);
}

const people = z.array(z.string());

async function insertVersion(tx: Tx, version: PolicyVersion, at: Instant, { by, gesture }: Author): Promise<void> {
  await tx
    .insertInto('policy_versions')
    .values({
      policy_id: version.policyId,
      version: version.version,
      target_ms: version.target,
      warning_ms: version.warning,
      calendar: JSON.stringify(version.calendar),
      late_to: JSON.stringify(version.lateTo),
      created_by: by,
      created_at: at,
      gesture: gesture ?? null,
    })
    .execute();
}

async function policyOf(db: Db | Tx, row: PolicyRow): Promise<Policy> {
  const version = await versionByNumber.first(db, { id: row.id, version: row.version });
  if (version === undefined) throw new Error(`Policy ${row.id} has lost its version ${row.version}.`);
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    isAnnounced: row.is_announced === 1,
    createdAt: row.created_at,
    current: versionOf(version),
  };
}

// Not in one statement with the policy: SQLite plans a join anew for each value, which takes ten times as long as both.
const versionByNumber = prepared((db, { id, version }: { id: string; version: number }) =>
  db.selectFrom('policy_versions').selectAll().where('policy_id', '=', id).where('version', '=', version),
);

const calendarFrom = remembered((text) => calendarSchema.parse(JSON.parse(text)));
const peopleFrom = remembered((text) => people.parse(JSON.parse(text)));

/** What a row must hold of a version to be read as one. */
type Terms = Omit<PolicyVersionRow, 'created_at' | 'created_by' | 'gesture'>;

export function versionOf(row: Terms): PolicyVersion {
  return {
    policyId: row.policy_id,
    version: row.version,
    target: row.target_ms,
    warning: row.warning_ms,
    calendar: calendarFrom(row.calendar),
    lateTo: peopleFrom(row.late_to),
  };
}
