import { sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { domainsIn } from './spam.ts';

/** Which domains a company takes no leads from. */
export async function blockedDomains(db: Db | Tx, workspaceId: string): Promise<readonly string[]> {
  const row = await db
    .selectFrom('lead_settings')
    .select('blocked_domains')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return domainsIn(row?.blocked_domains ?? '');
}

/** Writes the list if it is still as it was read; false if somebody has changed it meanwhile. */
export async function replaceBlocked(
  tx: Tx,
  workspaceId: string,
  change: { readonly from: readonly string[]; readonly to: readonly string[] },
): Promise<boolean> {
  const was = change.from.join('\n');
  const written = await tx
    .updateTable('lead_settings')
    .set({ blocked_domains: change.to.join('\n') })
    .where('workspace_id', '=', workspaceId)
    .where((is) => is(is.fn.coalesce('blocked_domains', sql.lit('')), '=', was))
    .executeTakeFirst();
  return written.numUpdatedRows === 1n;
}

/** The numbers of the newest leads that were kept out by themselves since then. */
export async function keptOut(db: Db | Tx, workspaceId: string, since: Instant, most: number): Promise<number[]> {
  const rows = await db
    .selectFrom('lead_events')
    .innerJoin('leads', 'leads.id', 'lead_events.lead_id')
    .select('leads.number')
    .where('lead_events.at', '>=', since)
    .where('lead_events.kind', '=', 'rejected')
    .where('lead_events.by_id', 'is', null)
    .where('leads.workspace_id', '=', workspaceId)
    .where('leads.reason', '=', 'spam-or-test')
    .orderBy('lead_events.at', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ number }) => number);
}
