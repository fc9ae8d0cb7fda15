import { z } from 'zod';
import { calendarSchema } from '../core/calendar.ts';
import { type Conditions, conditionsSchema } from '../core/conditions.ts';
import type { Instant } from '../core/instants.ts';
import { remembered } from '../core/remembered.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import { ladderSchema } from './ladder.ts';
import type { Policy, PolicyVersion, Terms } from './promise.ts';

interface PolicyRow {
  id: string;
  workspace_id: string;
  is_default: number;
  position: number;
  version: number;
  is_announced: number;
  created_at: number;
  reported_at: number | null;
  retired_at: number | null;
}

export interface PolicyVersionRow {
  policy_id: string;
  version: number;
  name: string;
  conditions: string;
  target_ms: number;
  warning_ms: number;
  calendar: string;
  calendar_of: 'policy' | 'owner';
  attempts: number;
  follow_up_days: number | null;
  outcome_days: number | null;
  snooze_ms: number;
  ladder: string | null;
  has_digest: number;
  late_to: string;
  created_by: string;
  created_at: number;
  gesture: string | null;
  /** Since when somebody wants it to hold for open leads as well, and since when it does. */
  open_asked_at: number | null;
  open_done_at: number | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    policies: PolicyRow;
    policy_versions: PolicyVersionRow;
  }
}

export async function insertPolicy(tx: Tx, policy: Policy, author: Author): Promise<void> {
  await tx
    .insertInto('policies')
    .values({
      id: policy.id,
      workspace_id: policy.workspaceId,
      is_default: policy.isDefault ? 1 : 0,
      position: policy.position,
      version: policy.current.version,
      is_announced: policy.isAnnounced ? 1 : 0,
      created_at: policy.createdAt,
      reported_at: null,
      retired_at: null,
    })
    .execute();
  await insertVersion(tx, policy.current, policy.createdAt, author);
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
  if (await hasWritten(tx, author.gesture)) return true;
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

/** Whether this gesture has written a version before. */
export async function hasWritten(tx: Tx, gesture: string | undefined): Promise<boolean> {
  if (gesture === undefined) return false;
  const row = await tx
    .selectFrom('policy_versions')
    .select('version')
    .where('gesture', '=', gesture)
    .executeTakeFirst();
  return row !== undefined;
}

/** True if this call switched the announcements of a workspace on; false if they were on already. */
export async function announce(tx: Tx, workspaceId: string): Promise<boolean> {
  const switched = await tx
    .updateTable('policies')
    .set({ is_announced: 1 })
    .where('workspace_id', '=', workspaceId)
    .where('is_announced', '=', 0)
    .executeTakeFirst();
  return switched.numUpdatedRows > 0n;
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

/** Whoever else wants to add a promise to this workspace waits until this transaction is over. */
export async function lockPolicies(tx: Tx, workspaceId: string): Promise<void> {
  await tx
    .updateTable('policies')
    .set({ position: 0 })
    .where('workspace_id', '=', workspaceId)
    .where('is_default', '=', 1)
    .execute();
}

/** Puts promises into this order. */
export async function reorder(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries())
    await tx.updateTable('policies').set({ position }).where('id', '=', id).execute();
}

/** No lead gets it any more; those that have it keep it. */
export async function retire(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx
    .updateTable('policies')
    .set({ retired_at: at })
    .where('id', '=', id)
    .where('is_default', '=', 0)
    .where('retired_at', 'is', null)
    .execute();
}

/** The promise for every lead that no other is for; undefined until Baton is set up. */
export async function findPolicy(db: Db | Tx, workspaceId: string): Promise<Policy | undefined> {
  const row = (await policiesInOrder.all(db, { workspaceId })).at(-1);
  return row && policyOf(db, row);
}

/** All that leads can get, in the order in which they are asked. */
export async function listPolicies(db: Db | Tx, workspaceId: string): Promise<Policy[]> {
  const policies: Policy[] = [];
  for (const row of await policiesInOrder.all(db, { workspaceId })) policies.push(await policyOf(db, row));
  return policies;
}

const policiesInOrder = prepared((db, { workspaceId }: { workspaceId: string }) =>
  db
    .selectFrom('policies')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('retired_at', 'is', null)
    .orderBy('is_default')
    .orderBy('position')
    .orderBy('id'),
);

export async function findPolicyById(db: Db | Tx, id: string): Promise<Policy | undefined> {
  const row = await db.selectFrom('policies').selectAll().where('id', '=', id).executeTakeFirst();
  return row && policyOf(db, row);
}

export async function findVersion(db: Db | Tx, policyId: string, version: number): Promise<PolicyVersion | undefined> {
  const row = await versionByNumber.first(db, { id: policyId, version });
  return row && versionOf(row);
}

type VersionId = Pick<PolicyVersion, 'policyId' | 'version'>;

/** Somebody wants a version to hold for open leads as well; who has said so already changes nothing. */
export async function askForOpen(tx: Tx, { policyId, version }: VersionId, at: Instant): Promise<void> {
  await tx
    .updateTable('policy_versions')
    .set({ open_asked_at: at })
    .where('policy_id', '=', policyId)
    .where('version', '=', version)
    .where('open_asked_at', 'is', null)
    .execute();
}

/** It does; and whatever older version was to, holds for them no more. */
export async function markHeldForOpen(tx: Tx, { policyId, version }: VersionId, at: Instant): Promise<void> {
  await tx
    .updateTable('policy_versions')
    .set({ open_done_at: at })
    .where('policy_id', '=', policyId)
    .where('version', '<=', version)
    .where('open_asked_at', 'is not', null)
    .where('open_done_at', 'is', null)
    .execute();
}

/** The newest version after this one that somebody wanted to hold for open leads as well. */
export async function heldForOpen(db: Db | Tx, { policyId, version }: VersionId): Promise<PolicyVersion | undefined> {
  const row = await db
    .selectFrom('policy_versions')
    .selectAll()
    .where('policy_id', '=', policyId)
    .where('version', '>', version)
    .where('open_asked_at', 'is not', null)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row && versionOf(row);
}

/** Whether some promise of a workspace goes by the hours of whoever has the lead. */
export async function followsOwners(db: Db | Tx, workspaceId: string): Promise<boolean> {
  return (await listPolicies(db, workspaceId)).some(({ current }) => current.calendarOf === 'owner');
}

const people = z.array(z.string());

async function insertVersion(tx: Tx, version: PolicyVersion, at: Instant, { by, gesture }: Author): Promise<void> {
  await tx
    .insertInto('policy_versions')
    .values({
      policy_id: version.policyId,
      version: version.version,
      name: version.name,
      conditions: JSON.stringify(version.conditions),
      target_ms: version.target,
      warning_ms: version.warning,
      calendar: JSON.stringify(version.calendar),
      calendar_of: version.calendarOf,
      attempts: version.attempts,
      follow_up_days: version.followUpDays ?? null,
      outcome_days: version.outcomeDays ?? null,
      snooze_ms: version.snooze,
      ladder: version.ladder === undefined ? null : JSON.stringify(version.ladder),
      has_digest: version.hasDigest ? 1 : 0,
      late_to: JSON.stringify(version.lateTo),
      created_by: by,
      created_at: at,
      gesture: gesture ?? null,
      open_asked_at: null,
      open_done_at: null,
    })
    .execute();
}

async function policyOf(db: Db | Tx, row: PolicyRow): Promise<Policy> {
  const version = await versionByNumber.first(db, { id: row.id, version: row.version });
  if (version === undefined) throw new Error(`Policy ${row.id} has lost its version ${row.version}.`);
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    isDefault: row.is_default === 1,
    position: row.position,
    isAnnounced: row.is_announced === 1,
    createdAt: row.created_at,
    current: versionOf(version),
  };
}

const versionByNumber = prepared((db, { id, version }: { id: string; version: number }) =>
  db.selectFrom('policy_versions').selectAll().where('policy_id', '=', id).where('version', '=', version),
);

const calendarFrom = remembered((text) => calendarSchema.parse(JSON.parse(text)));
const conditionsFrom = remembered((text): Conditions => conditionsSchema.parse(JSON.parse(text)));
export const ladderFrom = remembered((text): Terms['ladder'] => ladderSchema.parse(JSON.parse(text)));
const peopleFrom = remembered((text) => people.parse(JSON.parse(text)));

/** What a row must hold of a version to be read as one. */
export type VersionColumns = Omit<
  PolicyVersionRow,
  'created_at' | 'created_by' | 'gesture' | 'open_asked_at' | 'open_done_at'
>;

export function versionOf(row: VersionColumns): PolicyVersion {
  return {
    policyId: row.policy_id,
    version: row.version,
    name: row.name,
    conditions: conditionsFrom(row.conditions),
    target: row.target_ms,
    warning: row.warning_ms,
    calendar: calendarFrom(row.calendar),
    calendarOf: row.calendar_of,
    attempts: row.attempts,
    followUpDays: row.follow_up_days ?? undefined,
    outcomeDays: row.outcome_days ?? undefined,
    snooze: row.snooze_ms,
    ladder: row.ladder === null ? undefined : ladderFrom(row.ladder),
    hasDigest: row.has_digest === 1,
    lateTo: peopleFrom(row.late_to),
  };
}
