import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../db/handles.ts';
import { type Prepared, prepared } from '../../db/prepared.ts';

declare module '../../db/schema.ts' {
  interface Schema {
    messages: MessagesTable;
  }
}

/** 0010-create-messages.sql and 0056-messages-say-where-they-go.sql say what each column means. */
export interface MessagesTable {
  key: string;
  state: 'waiting' | 'sending' | 'shown' | 'blocked';
  channel: string | null;
  person: string | null;
  in_thread_of: string | null;
  ts: string | null;
  posted_hash: string | null;
  op_id: string | null;
  mark: number;
  first_sent_at: number | null;
  sending_since: number | null;
  reposts: number;
  blocked_by: string | null;
}

export type MessageRow = Selectable<MessagesTable>;

export function findMessage(db: Db | Tx, key: string): Promise<MessageRow | undefined> {
  return messageByKey.first(db, { key });
}

const messageByKey = prepared((db, { key }: { key: string }) =>
  db.selectFrom('messages').selectAll().where('key', '=', key),
);

/**
 * Marks the message before Slack is called. False if another has marked it since `seen` was read: then it is theirs,
 * and calling Slack would post twice.
 */
export async function mark(tx: Tx, seen: MessageRow | undefined, row: NewMark): Promise<boolean> {
  if (seen === undefined) {
    const fresh: MessageRow = {
      channel: null,
      person: null,
      in_thread_of: null,
      ts: null,
      posted_hash: null,
      op_id: null,
      first_sent_at: null,
      sending_since: null,
      reposts: 0,
      blocked_by: null,
      ...row,
      mark: 1,
    };
    return (await firstMark.run(tx, fresh)) === 1;
  }
  return change(tx, seen.key, seen.mark, { ...row, mark: seen.mark + 1 });
}

const firstMark = prepared((db, row: MessageRow) =>
  db
    .insertInto('messages')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doNothing()),
);

export type NewMark = Pick<MessagesTable, 'key' | 'state'> & Partial<Omit<MessagesTable, 'mark'>>;

/** Writes what came of the call, if the mark is still the one that was made for it. */
export async function settle(
  tx: Tx,
  key: string,
  marked: number,
  changes: Partial<Omit<MessagesTable, 'key' | 'mark'>>,
): Promise<boolean> {
  return change(tx, key, marked, changes);
}

/** Forgets a message that nobody wants to post any more, if the mark is still the one that was seen. */
export async function forget(tx: Tx, { key, mark: seen }: Pick<MessageRow, 'key' | 'mark'>): Promise<boolean> {
  const forgotten = await tx.deleteFrom('messages').where('key', '=', key).where('mark', '=', seen).executeTakeFirst();
  return forgotten.numDeletedRows === 1n;
}

async function change(tx: Tx, key: string, marked: number, changes: Partial<MessagesTable>): Promise<boolean> {
  return (await changing(changes).run(tx, { ...changes, ofKey: key, seenMark: marked })) === 1;
}

type Change = Partial<MessagesTable> & { readonly ofKey: string; readonly seenMark: number };

const changesByColumns = new Map<string, Prepared<Change, unknown>>();

/** One statement for each set of columns that are written together, of which there is a handful. */
function changing(changes: Partial<MessagesTable>): Prepared<Change, unknown> {
  const columns = Object.keys(changes).join();
  const known = changesByColumns.get(columns);
  if (known !== undefined) return known;
  const made = prepared((db, { ofKey, seenMark, ...written }: Change) =>
    db.updateTable('messages').set(written).where('key', '=', ofKey).where('mark', '=', seenMark),
  );
  changesByColumns.set(columns, made);
  return made;
}
