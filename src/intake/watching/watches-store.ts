import { sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Sender, Watch } from './watch.ts';

interface WatchRow {
  endpoint_id: string;
  workspace_id: string;
  channel_id: string;
  bot_id: string | null;
  bot_name: string | null;
  ended_at: number | null;
}

interface SenderRow {
  endpoint_id: string;
  bot_id: string;
  name: string;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    channel_watches: WatchRow;
    channel_senders: SenderRow;
  }
}

export async function insertWatch(
  tx: Tx,
  watch: Pick<Watch, 'endpointId' | 'workspaceId' | 'channelId'>,
): Promise<void> {
  await tx
    .insertInto('channel_watches')
    .values({
      endpoint_id: watch.endpointId,
      workspace_id: watch.workspaceId,
      channel_id: watch.channelId,
      bot_id: null,
      bot_name: null,
      ended_at: null,
    })
    .execute();
}

export async function findWatch(db: Db | Tx, endpointId: string): Promise<Watch | undefined> {
  const row = await db
    .selectFrom('channel_watches')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .executeTakeFirst();
  return row && watchOf(row);
}

/** Those that listen in a channel. */
export async function listLive(db: Db | Tx, channelId: string): Promise<Watch[]> {
  const rows = await db
    .selectFrom('channel_watches')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('ended_at', 'is', null)
    .orderBy('endpoint_id')
    .execute();
  return rows.map(watchOf);
}

/** Whose messages become leads from now on. False if another endpoint has this app in this channel already. */
export async function chooseSender(tx: Tx, watch: Watch, sender: Sender): Promise<boolean> {
  const taken = await tx
    .selectFrom('channel_watches')
    .select('endpoint_id')
    .where('channel_id', '=', watch.channelId)
    .where('bot_id', '=', sender.botId)
    .where('endpoint_id', '<>', watch.endpointId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (taken !== undefined) return false;
  await tx
    .updateTable('channel_watches')
    .set({ bot_id: sender.botId, bot_name: sender.name })
    .where('endpoint_id', '=', watch.endpointId)
    .execute();
  return true;
}

/** Listens in this channel from now on, for an app that is still to be chosen. */
export async function listenAnew(tx: Tx, endpointId: string, channelId: string): Promise<void> {
  await tx.deleteFrom('channel_senders').where('endpoint_id', '=', endpointId).execute();
  await tx
    .updateTable('channel_watches')
    .set({ channel_id: channelId, bot_id: null, bot_name: null })
    .where('endpoint_id', '=', endpointId)
    .execute();
}

export async function endWatch(tx: Tx, endpointId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('channel_watches')
    .set({ ended_at: at })
    .where('endpoint_id', '=', endpointId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Remembers an app that has posted. */
export async function rememberSender(tx: Tx, endpointId: string, { botId, name }: Sender): Promise<void> {
  await tx
    .insertInto('channel_senders')
    .values({ endpoint_id: endpointId, bot_id: botId, name })
    .onConflict((conflict) => conflict.columns(['endpoint_id', 'bot_id']).doUpdateSet({ name }))
    .execute();
}

export async function listSenders(db: Db | Tx, endpointId: string): Promise<Sender[]> {
  const rows = await db
    .selectFrom('channel_senders')
    .select(['bot_id', 'name'])
    .where('endpoint_id', '=', endpointId)
    .orderBy('bot_id')
    .execute();
  return rows.map(({ bot_id: botId, name }) => ({ botId, name }));
}

/** Whether any channel is watched. */
export async function isAnyWatched(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql<{
    one: number;
  }>`select 1 as one from channel_watches where ended_at is null limit 1`.execute(db);
  return rows.length > 0;
}

const watchOf = (row: WatchRow): Watch => ({
  endpointId: row.endpoint_id,
  workspaceId: row.workspace_id,
  channelId: row.channel_id,
  sender: row.bot_id === null ? undefined : { botId: row.bot_id, name: row.bot_name ?? row.bot_id },
  endedAt: row.ended_at ?? undefined,
});
