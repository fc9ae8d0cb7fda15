import { z } from 'zod';
import type { Db, Tx } from '../platform/db/database.ts';
import type { ActionChange, ActionEvent } from './change.ts';

interface EventRow {
  action_id: string;
  seq: number;
  kind: ActionChange['kind'];
  at: number;
  by_id: string | null;
  data: string;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    action_events: EventRow;
  }
}

/** `gesture` makes one entry: look with `hasGesture` before. */
export async function insertEvent(tx: Tx, event: ActionEvent, gesture: string | undefined): Promise<void> {
  const { kind, ...data } = event.change;
  await tx
    .insertInto('action_events')
    .values({
      action_id: event.actionId,
      seq: event.seq,
      kind,
      at: event.at,
      by_id: event.by ?? null,
      data: JSON.stringify(data),
      gesture: gesture ?? null,
    })
    .execute();
}

/** Whether this gesture has had its effect: Slack has delivered it again. */
export async function hasGesture(tx: Tx, gesture: string): Promise<boolean> {
  const row = await tx.selectFrom('action_events').select('seq').where('gesture', '=', gesture).executeTakeFirst();
  return row !== undefined;
}

/** Everything that happened to an action, in order. */
export async function listEvents(read: Db | Tx, actionId: string): Promise<ActionEvent[]> {
  const rows = await read
    .selectFrom('action_events')
    .selectAll()
    .where('action_id', '=', actionId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    actionId: row.action_id,
    seq: row.seq,
    at: row.at,
    by: row.by_id ?? undefined,
    change: changeSchema.parse({ kind: row.kind, ...fields.parse(JSON.parse(row.data)) }),
  }));
}

/** Nobody's words about these leads stay in the journal either. */
export async function clearReasons(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx
    .updateTable('action_events')
    .set({ data: JSON.stringify({ reason: '' }) })
    .where('kind', 'in', ['dropped', 'declined'])
    .where('action_id', 'in', (select) => select.selectFrom('actions').select('id').where('lead_id', 'in', leadIds))
    .execute();
}

const fields = z.record(z.string(), z.unknown());

const terms = z
  .object({ owner: z.string().optional(), dueOn: z.string() })
  .transform(({ owner, dueOn }) => ({ owner, dueOn }));

const changeSchema: z.ZodType<ActionChange> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('made') }),
  z.object({ kind: z.literal('kept') }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('dropped'), reason: z.string() }),
  z.object({ kind: z.literal('reopened') }),
  z.object({ kind: z.literal('accepted') }),
  z.object({ kind: z.literal('declined'), reason: z.string() }),
  z.object({ kind: z.literal('aimed') }),
  z.object({ kind: z.literal('changed'), before: terms }),
  z.object({ kind: z.literal('freed'), from: z.string() }),
]);
