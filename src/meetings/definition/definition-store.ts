import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { DefinitionCheck } from './definition.ts';

interface CheckRow {
  meeting_id: string;
  workspace_id: string;
  word: string | null;
  agreed_before: string | null;
  is_split: number;
  state: DefinitionCheck['state'];
  secret: string | null;
  agreed: string | null;
  agreed_by: string | null;
  agreed_turns: number;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    meeting_checks: CheckRow;
  }
}

/** A check with its sealed secret, as long as there is one. */
export interface KeptCheck extends DefinitionCheck {
  readonly secret: string | undefined;
}

/** Opens one, with its sealed secret. */
export async function insertCheck(tx: Tx, check: KeptCheck): Promise<void> {
  await tx
    .insertInto('meeting_checks')
    .values({
      meeting_id: check.meetingId,
      workspace_id: check.workspaceId,
      word: check.word ?? null,
      agreed_before: check.before ?? null,
      is_split: check.isSplit ? 1 : 0,
      state: check.state,
      secret: check.secret ?? null,
      agreed: null,
      agreed_by: null,
      agreed_turns: 0,
    })
    .execute();
}

export async function findCheck(read: Db | Tx, meetingId: string): Promise<KeptCheck | undefined> {
  const row = await read
    .selectFrom('meeting_checks')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  return row && checkIn(row);
}

/** Held until the transaction ends, if it is still open: what is said is in what is shown. */
export async function holdOpenCheck(tx: Tx, meetingId: string): Promise<KeptCheck | undefined> {
  const row = await tx
    .updateTable('meeting_checks')
    .set({ state: 'open' })
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst();
  return row && checkIn(row);
}

export async function endCheck(tx: Tx, meetingId: string, state: 'shown' | 'dropped'): Promise<void> {
  await tx.updateTable('meeting_checks').set({ state }).where('meeting_id', '=', meetingId).execute();
}

/** Over its own bytes first: what is only set to nothing may stay where it was. */
export async function destroySecret(tx: Tx, { meetingId, secret }: KeptCheck): Promise<void> {
  if (secret === undefined) return;
  const write = (kept: string | null) =>
    tx.updateTable('meeting_checks').set({ secret: kept }).where('meeting_id', '=', meetingId).execute();
  await write('0'.repeat(secret.length));
  await write(null);
}

/** What both teams agree on, if nothing has been since whoever sends it looked. False if somebody was faster. */
export async function agreeOn(
  tx: Tx,
  { meetingId, seen, text, by }: { meetingId: string; seen: number; text: string; by: string },
): Promise<boolean> {
  const agreed = await tx
    .updateTable('meeting_checks')
    .set({ agreed: text, agreed_by: by, agreed_turns: seen + 1 })
    .where('meeting_id', '=', meetingId)
    .where('agreed_turns', '=', seen)
    .executeTakeFirst();
  return agreed.numUpdatedRows === 1n;
}

/** Checks that are over, and whose secret still tells whose an answer was. */
export async function secretsKept(read: Db, most: number): Promise<string[]> {
  const rows = await read
    .selectFrom('meeting_checks')
    .innerJoin('meetings', 'meetings.id', 'meeting_checks.meeting_id')
    .select('meeting_checks.meeting_id as id')
    .where('secret', 'is not', null)
    .where((where) => where.or([where('state', '<>', 'open'), where('closed_at', 'is not', null)]))
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

const checkIn = (row: Selectable<CheckRow>): KeptCheck => ({
  meetingId: row.meeting_id,
  workspaceId: row.workspace_id,
  word: row.word ?? undefined,
  before: row.agreed_before ?? undefined,
  isSplit: row.is_split === 1,
  state: row.state,
  secret: row.secret ?? undefined,
  agreed: row.agreed === null || row.agreed_by === null ? undefined : { text: row.agreed, by: row.agreed_by },
  agreedTurns: row.agreed_turns,
});
