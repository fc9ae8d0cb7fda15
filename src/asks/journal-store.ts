import { z } from 'zod';
import type { Db, Tx } from '../platform/db/database.ts';
import { ASK_KINDS, type AskChange, type AskEvent } from './ask.ts';

interface EventRow {
  ask_id: string;
  seq: number;
  kind: AskChange['kind'];
  at: number;
  by_id: string | null;
  data: string;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    ask_events: EventRow;
  }
}

/** `gesture` makes one entry: look with `hasGesture` before. */
export async function insertEvent(tx: Tx, event: AskEvent, gesture: string | undefined): Promise<void> {
  const { kind, ...data } = event.change;
  await tx
    .insertInto('ask_events')
    .values({
      ask_id: event.askId,
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
  const row = await tx.selectFrom('ask_events').select('seq').where('gesture', '=', gesture).executeTakeFirst();
  return row !== undefined;
}

/** Everything that happened to an ask, in order. */
export async function listEvents(read: Db | Tx, askId: string): Promise<AskEvent[]> {
  const rows = await read.selectFrom('ask_events').selectAll().where('ask_id', '=', askId).orderBy('seq').execute();
  return rows.map((row) => ({
    askId: row.ask_id,
    seq: row.seq,
    at: row.at,
    by: row.by_id ?? undefined,
    change: changeSchema.parse({ kind: row.kind, ...fields.parse(JSON.parse(row.data)) }),
  }));
}

const fields = z.record(z.string(), z.unknown());

/** JSON leaves undefined out; the domain names it. */
const absent = z
  .string()
  .optional()
  .transform((value): string | undefined => value);

const details = z
  .object({ kind: z.enum(ASK_KINDS), leadId: absent, campaign: absent, text: z.string(), neededBy: absent })
  .transform(({ kind, leadId, campaign, text, neededBy }) => ({ kind, leadId, campaign, text, neededBy }));

const changeSchema: z.ZodType<AskChange> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asked') }),
  z.object({ kind: z.literal('taken') }),
  z.object({ kind: z.literal('answered'), answer: z.string() }),
  z.object({ kind: z.literal('declined'), reason: z.string() }),
  z.object({ kind: z.literal('closed') }),
  z.object({ kind: z.literal('reopened') }),
  z.object({ kind: z.literal('edited'), before: details }),
  z.object({ kind: z.literal('freed'), from: z.string() }),
  z.object({ kind: z.literal('escalated') }),
]);
