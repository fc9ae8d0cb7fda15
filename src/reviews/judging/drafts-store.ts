import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Place } from '../verdicts/verdicts-store.ts';
import { type Form, formSchema } from './form.ts';

interface DraftRow {
  lead_id: string;
  person_id: string;
  occasion: string;
  view_id: string;
  form: string | null;
  saved_at: number;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    lead_verdict_drafts: DraftRow;
  }
}

export async function findDraft(read: Db | Tx, { leadId, personId, occasion }: Place): Promise<Form | undefined> {
  const row = await read
    .selectFrom('lead_verdict_drafts')
    .select('form')
    .where('lead_id', '=', leadId)
    .where('person_id', '=', personId)
    .where('occasion', '=', occasion)
    .executeTakeFirst();
  return row?.form == null ? undefined : formSchema.parse(JSON.parse(row.form));
}

/** What is typed in a window, as far as it has not been sent: what Slack delivers late must not bring back what was sent. */
export async function saveDraft(tx: Tx, place: Place, viewId: string, form: Form, at: Instant): Promise<void> {
  const row = rowOf(place, viewId, JSON.stringify(form), at);
  await tx
    .insertInto('lead_verdict_drafts')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['lead_id', 'person_id', 'occasion'])
        .doUpdateSet({ view_id: row.view_id, form: row.form, saved_at: at })
        // A second delivery of the same words is nothing new.
        .where((where) =>
          where.or([
            where('lead_verdict_drafts.view_id', '<>', viewId),
            where.and([
              where('lead_verdict_drafts.form', 'is not', null),
              where('lead_verdict_drafts.form', '<>', row.form),
            ]),
          ]),
        ),
    )
    .execute();
}

/** The same of a window that is open over the end of its review: it goes on with its own words, and takes the place of no other's. */
export async function saveLate(tx: Tx, place: Place, viewId: string, form: Form, at: Instant): Promise<void> {
  const { leadId, personId, occasion } = place;
  const held = await tx
    .selectFrom('lead_verdict_drafts')
    .select(['view_id', 'form'])
    .where('lead_id', '=', leadId)
    .where('person_id', '=', personId)
    .where('occasion', '=', occasion)
    .executeTakeFirst();
  const isOthers = held !== undefined && held.form !== null && held.view_id !== viewId;
  if (!isOthers) await saveDraft(tx, place, viewId, form, at);
}

/** The window was sent. */
export async function dropDraft(tx: Tx, place: Place, viewId: string, at: Instant): Promise<void> {
  const row = rowOf(place, viewId, null, at);
  await tx
    .insertInto('lead_verdict_drafts')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['lead_id', 'person_id', 'occasion'])
        .doUpdateSet({ view_id: row.view_id, form: null, saved_at: at })
        .where('lead_verdict_drafts.form', 'is not', null),
    )
    .execute();
}

/** What nobody has typed at since `before`, sent or not. */
export async function deleteDraftsBefore(tx: Tx, before: Instant): Promise<void> {
  await tx.deleteFrom('lead_verdict_drafts').where('saved_at', '<', before).execute();
}

/** Whether there is any of them. */
export async function hasDraftBefore(read: Db | Tx, before: Instant): Promise<boolean> {
  const row = await read
    .selectFrom('lead_verdict_drafts')
    .select('saved_at')
    .where('saved_at', '<', before)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whatever was typed about these leads. */
export async function deleteDrafts(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.deleteFrom('lead_verdict_drafts').where('lead_id', 'in', leadIds).execute();
}

const rowOf = (place: Place, viewId: string, form: string | null, at: Instant): DraftRow => ({
  lead_id: place.leadId,
  person_id: place.personId,
  occasion: place.occasion,
  view_id: viewId,
  form,
  saved_at: at,
});
