import { sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { LeadKeys } from '../../core/lead-identity.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Lead, MaybeSame, Stage } from '../lead.ts';
import { findLeads } from '../store.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    lead_pairs: { lead_id: string; other_id: string; said_by: string; said_at: number };
  }
}

/** A lead that shares a key with another one. */
export interface Candidate {
  readonly id: string;
  readonly number: number;
  readonly stage: Stage;
  readonly keys: LeadKeys;
}

/** A switchboard or a large customer has many leads; the newest are the likeliest. */
const NEWEST = 20;

/** The newest of the leads before this one that share the mailbox, its name, the number or the company: an index answers for each key. */
export async function candidatesFor(
  db: Db | Tx,
  lead: Pick<Lead, 'number' | 'workspaceId'>,
  keys: LeadKeys,
): Promise<readonly Candidate[]> {
  const { workspaceId, number } = lead;
  const company = keys.name === undefined ? undefined : keys.company;
  const rows = await Promise.all([
    sharing(db, 'person_key', keys.person),
    sharing(db, 'mail_name', keys.mailName),
    sharing(db, 'phone_key', keys.phone),
    sharing(db, 'company_key', company),
  ]);
  const byNumber = new Map(rows.flat().map((row) => [row.number, row]));
  return [...byNumber.values()].toSorted((a, b) => b.number - a.number).map(candidateOf);

  async function sharing(read: Db | Tx, column: SharedKey, value: string | undefined): Promise<CandidateRow[]> {
    return value === undefined ? [] : newest[column].all(read, { workspaceId, number, value });
  }
}

type SharedKey = 'person_key' | 'mail_name' | 'phone_key' | 'company_key';

const newest = {
  person_key: newestSharing('person_key'),
  mail_name: newestSharing('mail_name'),
  phone_key: newestSharing('phone_key'),
  company_key: newestSharing('company_key'),
};

function newestSharing(column: SharedKey) {
  return prepared((db, asked: { workspaceId: string; number: number; value: string }) =>
    db
      .selectFrom('leads')
      .select(['id', 'number', 'stage', 'person_key', 'mail_name', 'phone_key', 'company_key', 'name_key'])
      .where('workspace_id', '=', asked.workspaceId)
      .where(column, '=', asked.value)
      .where('number', '<', asked.number)
      .where('is_test', '=', 0)
      .where('merged_into', 'is', null)
      .orderBy('number', 'desc')
      .limit(NEWEST),
  );
}

interface CandidateRow {
  readonly id: string;
  readonly number: number;
  readonly stage: Stage;
  readonly person_key: string | null;
  readonly mail_name: string | null;
  readonly phone_key: string | null;
  readonly company_key: string | null;
  readonly name_key: string | null;
}

const candidateOf = (row: CandidateRow): Candidate => ({
  id: row.id,
  number: row.number,
  stage: row.stage,
  keys: {
    ...(row.person_key !== null && { person: row.person_key }),
    ...(row.mail_name !== null && { mailName: row.mail_name }),
    ...(row.phone_key?.startsWith('+') && { phone: row.phone_key }),
    ...(row.company_key !== null && { company: row.company_key }),
    ...(row.name_key !== null && { name: row.name_key }),
  },
});

/** Asks on the card of a lead whether it is the same as another one, unless something has happened to it meanwhile. */
export async function askWhetherSame(tx: Tx, lead: Lead, maybe: MaybeSame): Promise<void> {
  await asking.run(tx, { id: lead.id, maybe: JSON.stringify(maybe) });
}

const asking = prepared((db, { id, maybe }: { id: string; maybe: string }) =>
  db.updateTable('leads').set({ maybe_same: maybe }).where('id', '=', id).where('merged_into', 'is', null),
);

/** Remembers that two leads are not the same; said twice, the first one said it. */
export async function keepApart(tx: Tx, a: Lead, b: Lead, said: { by: string; at: Instant }): Promise<void> {
  await tx
    .insertInto('lead_pairs')
    .values({ ...pairOf(a, b), said_by: said.by, said_at: said.at })
    .onConflict((conflict) => conflict.columns(['lead_id', 'other_id']).doNothing())
    .execute();
}

/** Whether somebody has said that these two are not the same. */
export async function areKeptApart(db: Db | Tx, a: Numbered, b: Numbered): Promise<boolean> {
  return (await saidOf.first(db, pairOf(a, b))) !== undefined;
}

const saidOf = prepared((db, { lead_id, other_id }: { lead_id: string; other_id: string }) =>
  db.selectFrom('lead_pairs').select('said_at').where('lead_id', '=', lead_id).where('other_id', '=', other_id),
);

type Numbered = Pick<Lead, 'id' | 'number'>;

const pairOf = (a: Numbered, b: Numbered) =>
  a.number < b.number ? { lead_id: a.id, other_id: b.id } : { lead_id: b.id, other_id: a.id };

/**
 * Holds leads until the transaction ends, whoever else wants to change them, and reads them. Always in one order, so that two
 * who merge the same leads wait for each other and neither for ever.
 */
export async function hold(tx: Tx, ids: readonly string[]): Promise<Map<string, Lead>> {
  for (const id of ids.toSorted()) {
    await tx
      .updateTable('leads')
      .set((set) => ({ number: set.ref('number') }))
      .where('id', '=', id)
      .execute();
  }
  const leads = await findLeads(tx, ids);
  return new Map(leads.map((lead) => [lead.id, lead]));
}

/** The ids of all leads that are one with this one, itself among them. */
export async function familyOf(db: Db | Tx, leadId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive
      up (id, merged_into) as (
        select id, merged_into from leads where id = ${leadId}
        union all select leads.id, leads.merged_into from leads join up on leads.id = up.merged_into),
      down (id) as (
        select id from up where merged_into is null
        union all select leads.id from leads join down on leads.merged_into = down.id)
    select id from down`.execute(db);
  return rows.map(({ id }) => id);
}
