import type { Db, Tx } from '../../db/database.ts';

/** Where a message stands in Slack. */
export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
}

/** Where those of these messages stand that have been posted, by their keys. */
export async function placesOf(read: Db | Tx, keys: readonly string[]): Promise<ReadonlyMap<string, MessagePlace>> {
  if (keys.length === 0) return new Map();
  const rows = await read.selectFrom('messages').select(['key', 'channel', 'ts']).where('key', 'in', keys).execute();
  return new Map(
    rows.flatMap(({ key, channel, ts }) => (channel === null || ts === null ? [] : [[key, { channel, ts }]])),
  );
}

/** Says the addresses of messages by their keys; of none that isn't posted, or while Slack hasn't said where the workspace is. */
export const addressesIn =
  (read: Db, workspaceUrl: string | undefined) =>
  async (key: string): Promise<string | undefined> => {
    if (workspaceUrl === undefined) return undefined;
    const place = (await placesOf(read, [key])).get(key);
    return place && permalinkOf(workspaceUrl, place);
  };

/** Which message of ours stands there; undefined for anybody else's, and for those that are no longer known. */
export async function keyAt(read: Db | Tx, { channel, ts }: MessagePlace): Promise<string | undefined> {
  const row = await read
    .selectFrom('messages')
    .select('key')
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .executeTakeFirst();
  return row?.key;
}

/**
 * They are to stand elsewhere: whoever shows them next posts them there. What stands where they were, stays there; of a
 * call that is under way nobody asks any more.
 */
export async function standNowhere(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .updateTable('messages')
    .set((set) => ({
      state: 'waiting',
      channel: null,
      ts: null,
      posted_hash: null,
      op_id: null,
      first_sent_at: null,
      sending_since: null,
      blocked_by: null,
      reposts: set('reposts', '+', 1),
      mark: set('mark', '+', 1),
    }))
    .where('key', 'in', keys)
    .execute();
}

/**
 * The address of a message, as Slack makes them: asking for it would be a call for each line. Whoever isn't in its channel is
 * shown nothing of it. `workspaceUrl` is `Identity.url`.
 */
export const permalinkOf = (workspaceUrl: string, { channel, ts }: MessagePlace): string =>
  new URL(`archives/${channel}/p${ts.replace('.', '')}`, workspaceUrl).href;
