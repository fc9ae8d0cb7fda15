import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Answered, Said } from './heads-up.ts';

interface AnswerRow {
  heads_up_id: string;
  person_id: string;
  answer: 'clear' | 'concern';
  line: string | null;
  is_on_agenda: number;
  said_at: number;
}

interface ChangeRow {
  id: string;
  heads_up_id: string;
  kind: 'changed' | 'withdrawn' | 'clear' | 'concern';
  by_person: string;
  at: number;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    heads_up_answers: AnswerRow;
    heads_up_changes: ChangeRow;
  }
}

/** What those who were asked say, in the order in which they said it. */
export async function answersTo(read: Db | Tx, headsUpId: string): Promise<Answered[]> {
  const rows = await read
    .selectFrom('heads_up_answers')
    .selectAll()
    .where('heads_up_id', '=', headsUpId)
    .orderBy('said_at')
    .orderBy('person_id')
    .execute();
  return rows.map(answerIn);
}

/** Those of these to which somebody has said something. */
export async function answeredBy(
  read: Db | Tx,
  personId: string,
  headsUpIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (headsUpIds.length === 0) return new Set();
  const rows = await read
    .selectFrom('heads_up_answers')
    .select('heads_up_id')
    .where('heads_up_id', 'in', headsUpIds)
    .where('person_id', '=', personId)
    .execute();
  return new Set(rows.map(({ heads_up_id: id }) => id));
}

/** In place of what they said before. */
export async function saveAnswer(
  tx: Tx,
  headsUpId: string,
  { personId, isOnAgenda, ...said }: Answered,
  at: Instant,
): Promise<void> {
  const values = {
    answer: said.answer,
    line: said.answer === 'concern' ? said.line : null,
    is_on_agenda: isOnAgenda ? 1 : 0,
    said_at: at,
  };
  await tx
    .insertInto('heads_up_answers')
    .values({ heads_up_id: headsUpId, person_id: personId, ...values })
    .onConflict((conflict) => conflict.columns(['heads_up_id', 'person_id']).doUpdateSet(values))
    .execute();
}

/** Writes down what somebody does to one; false if this press has done it before. */
export async function recordChange(
  tx: Tx,
  change: Pick<ChangeRow, 'id' | 'kind' | 'at'> & { headsUpId: string; by: string; gesture: string | undefined },
): Promise<boolean> {
  const { id, kind, at, headsUpId, by, gesture } = change;
  const written = await tx
    .insertInto('heads_up_changes')
    .values({ id, heads_up_id: headsUpId, kind, by_person: by, at, gesture: gesture ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** It came to nothing. */
export async function dropChange(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('heads_up_changes').where('id', '=', id).execute();
}

const answerIn = ({ person_id: personId, is_on_agenda, ...row }: AnswerRow): Answered => ({
  ...saidIn(row),
  personId,
  isOnAgenda: is_on_agenda === 1,
});

const saidIn = ({ answer, line }: Pick<AnswerRow, 'answer' | 'line'>): Said =>
  answer === 'concern' ? { answer, line: line ?? '' } : { answer };
