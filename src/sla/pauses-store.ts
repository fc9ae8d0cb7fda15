import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Pause } from './promise.ts';

interface PauseRow {
  lead_id: string;
  from_at: number;
  until_at: number;
  kind: 'waiting' | 'snooze';
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    sla_pauses: PauseRow;
  }
}

export interface LeadPause extends Pause {
  readonly kind: 'waiting' | 'snooze';
}

/** Every pause of a lead, the first first: they are never forgotten, for every due time comes from them (rule 2.1.6). */
export async function listPauses(db: Db | Tx, leadId: string): Promise<LeadPause[]> {
  const rows = await db.selectFrom('sla_pauses').selectAll().where('lead_id', '=', leadId).orderBy('from_at').execute();
  return rows.map((row) => ({ from: row.from_at, until: row.until_at, kind: row.kind }));
}

export async function writePause(tx: Tx, leadId: string, { from, until, kind }: LeadPause): Promise<void> {
  await tx
    .insertInto('sla_pauses')
    .values({ lead_id: leadId, from_at: from, until_at: until, kind })
    .onConflict((conflict) => conflict.columns(['lead_id', 'from_at']).doUpdateSet({ until_at: until, kind }))
    .execute();
}

/** Ends at `at` what goes on then; of one kind, if given. */
export async function endPauses(tx: Tx, leadId: string, at: Instant, kind?: LeadPause['kind']): Promise<boolean> {
  const ended = await tx
    .updateTable('sla_pauses')
    .set({ until_at: at })
    .where('lead_id', '=', leadId)
    .where('from_at', '<=', at)
    .where('until_at', '>', at)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'snooze'))
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}
