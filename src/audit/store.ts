import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';

interface FindingRow {
  check_name: string;
  subject: string;
  found_at: number;
  seen_at: number;
  repairs: number;
  told_at: number | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    audit_findings: FindingRow;
  }
}

/** Something that two audits have found wrong. */
export interface StoredFinding {
  readonly check: string;
  readonly subject: string;
  readonly foundAt: Instant;
  readonly seenAt: Instant;
  readonly repairs: number;
  /** When the admins were asked to see to it; the same for all that were found in company. */
  readonly toldAt: Instant | undefined;
}

/** Everything that one check has found of late. */
export async function listFindings(read: Db | Tx, check: string): Promise<StoredFinding[]> {
  const rows = await read.selectFrom('audit_findings').selectAll().where('check_name', '=', check).execute();
  return rows.map((row) => ({
    check: row.check_name,
    subject: row.subject,
    foundAt: row.found_at,
    seenAt: row.seen_at,
    repairs: row.repairs,
    toldAt: row.told_at ?? undefined,
  }));
}

export async function saveFinding(tx: Tx, finding: StoredFinding): Promise<void> {
  const changing = { seen_at: finding.seenAt, repairs: finding.repairs, told_at: finding.toldAt ?? null };
  await tx
    .insertInto('audit_findings')
    .values({ check_name: finding.check, subject: finding.subject, found_at: finding.foundAt, ...changing })
    .onConflict((conflict) => conflict.columns(['check_name', 'subject']).doUpdateSet(changing))
    .execute();
}

/** Forgets what was last found before `before`. */
export async function forgetFindings(tx: Tx, before: Instant): Promise<void> {
  await tx.deleteFrom('audit_findings').where('seen_at', '<', before).execute();
}

/** How many findings of a check the admins were asked to see to and that were still found at `since` or later. */
export async function countStanding(read: Db | Tx, check: string, since: Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from audit_findings
    where check_name = ${check} and told_at is not null and seen_at >= ${since}`.execute(read);
  return Number(rows[0]?.count ?? 0);
}

/** Until when the worker lease lasts; undefined if nobody has ever held it. */
export async function leaseEnd(read: Db): Promise<Instant | undefined> {
  const row = await read
    .selectFrom('worker_leases')
    .select('expires_at')
    .where('name', '=', 'worker')
    .executeTakeFirst();
  return row?.expires_at;
}
