import { sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { extraFields } from '../row-store.ts';

/** Takes everything from a lead that says who is behind it; `instead` stands where the rest of what was sent stood. */
export async function clearPerson(tx: Tx, leadId: string, instead: { readonly erased: string }): Promise<void> {
  await tx
    .updateTable('leads')
    .set({
      contact_name: null,
      email: null,
      email_key: null,
      phone: null,
      phone_key: null,
      person_key: null,
      mail_name: null,
      name_key: null,
      maybe_same: null,
      message: null,
      crm_url: null,
      external_id: null,
      extra: JSON.stringify(instead),
      erased_at: Date.parse(instead.erased),
      words_erased_at: Date.parse(instead.erased),
    })
    .where('id', '=', leadId)
    .execute();
}

/** Takes what was sent besides the fields that say who it was, and from where. */
export async function clearMessage(tx: Tx, leadId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('leads')
    .set({ message: null, extra: '{}', words_erased_at: at })
    .where('id', '=', leadId)
    .where('words_erased_at', 'is', null)
    .execute();
}

/** Leads of which something is still kept, and to which nothing has happened since. One on the shelf is waited for. */
export interface Untouched {
  readonly workspaceId: string;
  readonly what: 'person' | 'words';
  readonly before: Instant;
}

export async function listUntouched(read: Db | Tx, of: Untouched & { readonly most: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select leads.id ${untouched(of)} order by leads.received_at limit ${of.most}`.execute(read);
  return rows.map(({ id }) => id);
}

export async function countUntouched(read: Db | Tx, of: Untouched): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count ${untouched(of)}`.execute(read);
  return Number(rows[0]?.count ?? 0);
}

const untouched = ({ workspaceId, what, before }: Untouched) => sql`
  from leads join lead_events as latest on latest.lead_id = leads.id and latest.seq = leads.last_event
  where leads.workspace_id = ${workspaceId} and leads.received_at < ${before} and latest.at < ${before}
    and leads.returns_at is null and ${what === 'person' ? sql`leads.erased_at` : sql`leads.words_erased_at`} is null`;

/** Takes what was written from a lead's journal, or from the entries between these two; that it happened, when, and by whom stays. */
export async function clearWords(
  tx: Tx,
  leadId: string,
  { after = 0, before = Number.MAX_SAFE_INTEGER }: { readonly after?: number; readonly before?: number } = {},
): Promise<void> {
  const entries = await tx
    .selectFrom('lead_events')
    .select(['seq', 'kind', 'data'])
    .where('lead_id', '=', leadId)
    .where('seq', '>', after)
    .where('seq', '<', before)
    .execute();
  for (const { seq, kind, data } of entries) {
    const details = Object.entries(extraFields.parse(JSON.parse(data)));
    const kept = details.filter(([name]) => !isWords(kind, name));
    if (kept.length === details.length) continue;
    await tx
      .updateTable('lead_events')
      .set({ data: JSON.stringify(Object.fromEntries(kept)) })
      .where('lead_id', '=', leadId)
      .where('seq', '=', seq)
      .execute();
  }
}

/** Why a lead was given back is written by hand; why it was turned down is one of a few reasons. Other systems have words of their own. */
const isWords = (kind: string, name: string): boolean =>
  name === 'note' ||
  name === 'message' ||
  name === 'detail' ||
  ((kind === 'released' || kind === 'passed') && name === 'reason') ||
  (kind === 'seen' && name === 'value');
