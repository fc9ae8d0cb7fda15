import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Notice, Recipient } from '../core/notice.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import { recipientFrom, recipientKey } from './notice.ts';

interface NoticeRow {
  key: string;
  workspace_id: string;
  recipient: string;
  kind: string;
  subject: string;
  at: number;
  state: 'waiting' | 'sending' | 'sent' | 'dropped';
  batch: string | null;
  settled_at: number | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    notices: NoticeRow;
  }
}

/** A key that waits or was told already changes nothing: one event is told once. What was cancelled can be asked for again. */
export async function insertNotice(tx: Tx, notice: Notice): Promise<boolean> {
  const inserted = await tx
    .insertInto('notices')
    .values({
      key: notice.key,
      workspace_id: notice.workspaceId,
      recipient: recipientKey(notice.recipient),
      kind: notice.kind,
      subject: notice.subject,
      at: notice.at,
      state: 'waiting',
      batch: null,
      settled_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ state: 'waiting', at: notice.at, settled_at: null })
        .where('notices.state', '=', 'dropped'),
    )
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** What is still waiting for this recipient and true by now, oldest first. */
export async function listWaiting(db: Db | Tx, recipient: Recipient, now: Instant): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('recipient', '=', recipientKey(recipient))
    // A literal, because a bound parameter can't prove that the partial index serves.
    .where('state', '=', sql.lit('waiting'))
    .where('at', '<=', now)
    .orderBy('at')
    .orderBy('key')
    .execute();
  return rows.map(noticeOf);
}

/** When the next notice becomes true that is kept for later. */
export async function nextWaiting(db: Db | Tx, recipient: Recipient, after: Instant): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('notices')
    .select('at')
    .where('recipient', '=', recipientKey(recipient))
    .where('state', '=', sql.lit('waiting'))
    .where('at', '>', after)
    .orderBy('at')
    .executeTakeFirst();
  return row?.at;
}

/** The batch that was being sent when the last attempt ended. */
export async function listSending(
  db: Db | Tx,
  recipient: Recipient,
): Promise<{ batch: string; notices: Notice[] } | undefined> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('recipient', '=', recipientKey(recipient))
    .where('state', '=', sql.lit('sending'))
    .orderBy('at')
    .orderBy('key')
    .execute();
  const batch = rows[0]?.batch;
  return batch ? { batch, notices: rows.filter((row) => row.batch === batch).map(noticeOf) } : undefined;
}

/** Takes waiting notices for one message; only those that still waited. */
export async function markSending(tx: Tx, keys: readonly string[], batch: string): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ state: 'sending', batch })
    .where('key', 'in', keys)
    .where('state', '=', sql.lit('waiting'))
    .execute();
}

export async function markSent(tx: Tx, batch: string, at: Instant): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ state: 'sent', settled_at: at })
    .where('batch', '=', batch)
    .where('state', '=', sql.lit('sending'))
    .execute();
}

export async function markDropped(tx: Tx, keys: readonly string[], at: Instant): Promise<void> {
  if (keys.length > 0) await drop.run(tx, { keys, at });
}

const drop = prepared((db, { keys, at }: { keys: readonly string[]; at: Instant }) =>
  db
    .updateTable('notices')
    .set({ state: 'dropped', batch: null, settled_at: at })
    .where('key', 'in', keys)
    .where('state', 'in', ['waiting', 'sending']),
);

/** When notices of these kinds were last told to this recipient since `since`: one instant for each message. */
export async function sentSince(
  db: Db | Tx,
  recipient: Recipient,
  kinds: readonly string[],
  since: Instant,
): Promise<Instant[]> {
  if (kinds.length === 0) return [];
  const rows = await db
    .selectFrom('notices')
    .select(({ fn }) => fn.max<number>('settled_at').as('at'))
    .where('recipient', '=', recipientKey(recipient))
    .where('state', '=', sql.lit('sent'))
    .where('kind', 'in', kinds)
    .where('settled_at', '>=', since)
    .groupBy('batch')
    .execute();
  return rows.map(({ at }) => at);
}

function noticeOf(row: NoticeRow): Notice {
  return {
    key: row.key,
    workspaceId: row.workspace_id,
    recipient: recipientFrom(row.recipient),
    kind: row.kind,
    subject: row.subject,
    at: row.at,
  };
}
