import type { Db } from '../../db/database.ts';

/** Where in Slack messages stand whose names hold one of these ids. Reads all names: for what is rarely asked. */
export async function messagesAbout(
  db: Db,
  ids: readonly string[],
): Promise<readonly { key: string; channel: string | null; ts: string | null }[]> {
  const found = await Promise.all(
    ids.map((id) =>
      db
        .selectFrom('messages')
        .select(['key', 'channel', 'ts'])
        .where('key', 'like', `%${id}%`)
        .orderBy('key')
        .execute(),
    ),
  );
  return found.flat();
}
