import type { Tx } from '../platform/db/database.ts';
import { extraFields } from './store.ts';

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
      message: null,
      crm_url: null,
      external_id: null,
      extra: JSON.stringify(instead),
      erased_at: Date.parse(instead.erased),
    })
    .where('id', '=', leadId)
    .execute();
}

/** Takes what colleagues wrote from a lead's journal; that it happened, when, and by whom stays. */
export async function clearWords(tx: Tx, leadId: string): Promise<void> {
  const entries = await tx
    .selectFrom('lead_events')
    .select(['seq', 'kind', 'data'])
    .where('lead_id', '=', leadId)
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
  name === 'detail' ||
  (kind === 'released' && name === 'reason') ||
  (kind === 'seen' && name === 'value');
