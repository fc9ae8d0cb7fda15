import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Question, QuestionState, Side, SideChoice, Verdict } from './question.ts';

interface QuestionRow {
  lead_id: string;
  seq: number;
  workspace_id: string;
  asked_by: string;
  asked_at: number;
  state: QuestionState;
  settled_at: number | null;
}

interface ChoiceRow {
  lead_id: string;
  seq: number;
  turn: number;
  side: Side;
  by_id: string;
  verdict: Verdict | null;
  at: number;
  gesture: string | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    lead_questions: QuestionRow;
    lead_question_choices: ChoiceRow;
  }
}

/** Asked for the first time, or anew after a slip. */
export async function openQuestion(
  tx: Tx,
  question: { leadId: string; seq: number; workspaceId: string; askedBy: string; askedAt: Instant },
): Promise<void> {
  const asked = { asked_by: question.askedBy, asked_at: question.askedAt, state: 'open' as const, settled_at: null };
  await tx
    .insertInto('lead_questions')
    .values({ lead_id: question.leadId, seq: question.seq, workspace_id: question.workspaceId, ...asked })
    .onConflict((conflict) => conflict.columns(['lead_id', 'seq']).doUpdateSet(asked))
    .execute();
}

/** False if it was not open any more. */
export async function settleQuestion(
  tx: Tx,
  { leadId, seq }: { leadId: string; seq: number },
  state: Exclude<QuestionState, 'open'>,
  at: Instant,
): Promise<boolean> {
  const written = await tx
    .updateTable('lead_questions')
    .set({ state, settled_at: at })
    .where('lead_id', '=', leadId)
    .where('seq', '=', seq)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return written.numUpdatedRows === 1n;
}

/** Whatever is asked about a lead is of no matter any more: somebody works on it again. */
export async function lapseQuestions(tx: Tx, leadId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('lead_questions')
    .set({ state: 'lapsed', settled_at: at })
    .where('lead_id', '=', leadId)
    .where('state', '=', 'open')
    .execute();
}

export async function findQuestion(db: Db | Tx, leadId: string, seq: number): Promise<Question | undefined> {
  const row = await db
    .selectFrom('lead_questions')
    .selectAll()
    .where('lead_id', '=', leadId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row && questionOf(row, await choicesOf(db, leadId, seq));
}

/** Questions that nobody has settled, the oldest first. */
export async function listOpenQuestions(db: Db | Tx, workspaceId: string, most: number): Promise<Question[]> {
  const rows = await db
    .selectFrom('lead_questions')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'open')
    .orderBy('asked_at')
    .orderBy('lead_id')
    .limit(most)
    .execute();
  return rows.map((row) => questionOf(row, []));
}

/** Those of these leads of which somebody questions something that nobody has settled. */
export async function questionedOf(db: Db | Tx, leadIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (leadIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('lead_questions')
    .select('lead_id')
    .where('lead_id', 'in', leadIds)
    .where('state', '=', 'open')
    .execute();
  return new Set(rows.map(({ lead_id }) => lead_id));
}

/** False if it is not open; else nobody else changes it until the transaction ends. */
export async function holdOpen(tx: Tx, { leadId, seq }: { leadId: string; seq: number }): Promise<boolean> {
  const held = await tx
    .updateTable('lead_questions')
    .set({ state: 'open' })
    .where('lead_id', '=', leadId)
    .where('seq', '=', seq)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return held.numUpdatedRows === 1n;
}

export async function insertChoice(
  tx: Tx,
  { leadId, seq }: { leadId: string; seq: number },
  turn: number,
  { side, by, verdict, at }: SideChoice,
  gesture: string | undefined,
): Promise<void> {
  await tx
    .insertInto('lead_question_choices')
    .values({
      lead_id: leadId,
      seq,
      turn,
      side,
      by_id: by,
      verdict: verdict ?? null,
      at,
      gesture: gesture ?? null,
    })
    .execute();
}

/** Whether a gesture has had its effect here. */
export async function isKnownGesture(db: Db | Tx, gesture: string): Promise<boolean> {
  const row = await db
    .selectFrom('lead_question_choices')
    .select('turn')
    .where('gesture', '=', gesture)
    .executeTakeFirst();
  return row !== undefined;
}

async function choicesOf(db: Db | Tx, leadId: string, seq: number): Promise<SideChoice[]> {
  const rows = await db
    .selectFrom('lead_question_choices')
    .selectAll()
    .where('lead_id', '=', leadId)
    .where('seq', '=', seq)
    .orderBy('turn')
    .execute();
  return rows.map(({ side, by_id: by, verdict, at }) => ({ side, by, verdict: verdict ?? undefined, at }));
}

const questionOf = (row: QuestionRow, choices: readonly SideChoice[]): Question => ({
  leadId: row.lead_id,
  seq: row.seq,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  state: row.state,
  choices,
});
