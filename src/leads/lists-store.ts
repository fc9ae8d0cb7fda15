import type { Db, Tx } from '../platform/db/database.ts';
import { type Lead, OPEN_STAGES, type Stage } from './lead.ts';
import { leadOf } from './row-store.ts';

/** The newest lead that nobody has claimed and that is nobody's turn. */
export async function findNewestFree(db: Db | Tx, workspaceId: string): Promise<Lead | undefined> {
  const row = await free(db, workspaceId)
    .where('offered_to', 'is', null)
    .orderBy('received_at', 'desc')
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return row && leadOf(row);
}

/** Somebody's leads that nobody has contacted yet, longest waiting first. */
export async function listWaitingFor(db: Db | Tx, personId: string, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('owner_id', '=', personId)
    .where('is_history', '=', 0)
    .where('first_contact_at', 'is', null)
    .where('stage', 'in', OPEN_STAGES)
    .orderBy('received_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** Leads that nobody has contacted yet, longest waiting first. */
export function listNumbersWaiting(
  db: Db | Tx,
  workspaceId: string,
  most: number,
): Promise<{ readonly id: string; readonly number: number }[]> {
  return db
    .selectFrom('leads')
    .select(['id', 'number'])
    .where('workspace_id', '=', workspaceId)
    .where('is_history', '=', 0)
    .where('held_until', 'is', null)
    .where('first_contact_at', 'is', null)
    .where('stage', 'in', OPEN_STAGES)
    .orderBy('received_at')
    .limit(most)
    .execute();
}

/** Ids of leads of these stages that somebody has contacted. */
export async function idsInTouch(db: Db | Tx, workspaceId: string, stages: readonly Stage[]): Promise<string[]> {
  const rows = await db
    .selectFrom('leads')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('is_history', '=', 0)
    .where('first_contact_at', 'is not', null)
    .where('stage', 'in', stages)
    .orderBy('received_at')
    .orderBy('number')
    .execute();
  return rows.map(({ id }) => id);
}

/** Somebody's leads that are not finished, longest waiting first. */
export async function listOwned(db: Db | Tx, personId: string, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('owner_id', '=', personId)
    .where('is_history', '=', 0)
    .where('stage', 'in', OPEN_STAGES)
    .orderBy('received_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** Leads that come back to somebody before an instant, those first that come back first. */
export async function listReturning(db: Db | Tx, personId: string, until: number, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('owner_id', '=', personId)
    .where('returns_at', '<', until)
    .orderBy('returns_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** How many leads that came since then somebody works on or should, by campaign; leads of none under the empty name. */
export async function countOpenByCampaign(
  db: Db | Tx,
  workspaceId: string,
  since: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('leads')
    .select(({ fn }) => ['campaign', fn.countAll<number | string>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('received_at', '>=', since)
    .where('is_test', '=', 0)
    .where('is_history', '=', 0)
    .where('stage', 'in', OPEN_STAGES)
    .groupBy('campaign')
    .execute();
  return new Map(rows.map(({ campaign, count }) => [campaign ?? '', Number(count)]));
}

/** Leads of any campaign that came since then and that somebody works on or should, newest first. */
export async function listOpenOfCampaigns(
  db: Db | Tx,
  workspaceId: string,
  since: number,
  most: number,
): Promise<readonly { readonly id: string; readonly campaign: string }[]> {
  const rows = await db
    .selectFrom('leads')
    .select(['id', 'campaign'])
    .where('workspace_id', '=', workspaceId)
    .where('stage', 'in', OPEN_STAGES)
    .where('received_at', '>=', since)
    .where('is_history', '=', 0)
    .where('campaign', 'is not', null)
    .orderBy('received_at', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ id, campaign }) => ({ id, campaign: campaign ?? '' }));
}

/** Leads on the shelf, those first that come back first. */
export async function listShelved(db: Db | Tx, workspaceId: string, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('returns_at', 'is not', null)
    .orderBy('returns_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** Leads on which somebody works, longest waiting first. */
export async function listHeld(db: Db | Tx, personId: string, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('owner_id', '=', personId)
    .where('stage', 'in', OPEN_STAGES)
    .orderBy('received_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** Leads that are offered to somebody now. */
export async function listOfferedTo(db: Db | Tx, personId: string, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('offered_to', '=', personId)
    .orderBy('received_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** How many leads each of these people works on or is offered; who isn't named has none. */
export async function loadOf(db: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (personIds.length === 0) return new Map();
  const owned = await db
    .selectFrom('leads')
    .select(({ fn }) => ['owner_id as person', fn.countAll<number | string>().as('count')])
    .where('owner_id', 'in', personIds)
    .where('stage', 'in', OPEN_STAGES)
    .where('is_history', '=', 0)
    .where('is_test', '=', 0)
    .groupBy('owner_id')
    .execute();
  const offered = await db
    .selectFrom('leads')
    .select(({ fn }) => ['offered_to as person', fn.countAll<number | string>().as('count')])
    .where('offered_to', 'in', personIds)
    .groupBy('offered_to')
    .execute();
  const load = new Map<string, number>();
  for (const { person, count } of [...owned, ...offered]) {
    if (person !== null) load.set(person, (load.get(person) ?? 0) + Number(count));
  }
  return load;
}

const free = (db: Db | Tx, workspaceId: string) =>
  db
    .selectFrom('leads')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('is_history', '=', 0)
    .where('held_until', 'is', null)
    .where('owner_id', 'is', null)
    .where('stage', 'in', OPEN_STAGES);
