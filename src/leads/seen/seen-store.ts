import type { Db, Tx } from '../../platform/db/database.ts';
import { OPEN_STAGES } from '../lead.ts';

/** So many leads of one id are looked at; more are a mistake of their sender. */
const MOST = 50;

/**
 * The lead that another system calls so: one that came where it is told of first, then one that is open, then the newest. A system
 * that follows Baton may call a lead by our own id. Undefined if there is none.
 */
export async function findMeant(
  db: Db | Tx,
  { workspaceId, endpointId }: { readonly workspaceId: string; readonly endpointId: string },
  externalId: string,
): Promise<string | undefined> {
  const rows = await db
    .selectFrom('leads')
    .select(['id', 'endpoint_id', 'stage', 'number'])
    .where('workspace_id', '=', workspaceId)
    .where('external_id', '=', externalId)
    .orderBy('number', 'desc')
    .limit(MOST)
    .execute();
  const rank = (row: (typeof rows)[number]): number =>
    (row.endpoint_id === endpointId ? 0 : 2) + (OPEN_STAGES.includes(row.stage) ? 0 : 1);
  const [best] = rows.toSorted((one, other) => rank(one) - rank(other));
  return best?.id ?? ownId(db, workspaceId, externalId);
}

async function ownId(db: Db | Tx, workspaceId: string, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('leads')
    .select('id')
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row?.id;
}
