import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Pairing, Starter } from './pairing.ts';

interface PairingRow {
  id: string;
  occurrence_id: string;
  lead_id: string | null;
  campaign: string | null;
  state: Pairing['state'];
  met_at: number | null;
  met_by: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    pairings: PairingRow;
  }
}

export async function findPairing(read: Db | Tx, id: string): Promise<Pairing | undefined> {
  const row = await read.selectFrom('pairings').selectAll().where('id', '=', id).executeTakeFirst();
  return row && pairingOf(row);
}

/** The same, and nobody else changes it or who is in it until the end of the transaction. */
export async function holdPairing(tx: Tx, id: string): Promise<Pairing | undefined> {
  const row = await tx
    .updateTable('pairings')
    .set((set) => ({ state: set.ref('state') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row && pairingOf(row);
}

/** All of these rounds. */
export async function listPairings(read: Db | Tx, occurrenceIds: readonly string[]): Promise<Pairing[]> {
  if (occurrenceIds.length === 0) return [];
  const rows = await read.selectFrom('pairings').selectAll().where('occurrence_id', 'in', occurrenceIds).execute();
  return rows.map(pairingOf);
}

/** The rounds in which people have begun with one of these leads. */
export async function listAbout(read: Db | Tx, leadIds: readonly string[]): Promise<Pairing[]> {
  if (leadIds.length === 0) return [];
  const rows = await read.selectFrom('pairings').selectAll().where('lead_id', 'in', leadIds).execute();
  return rows.map(pairingOf);
}

export async function insertPairings(
  tx: Tx,
  pairings: readonly Pick<Pairing, 'id' | 'occurrenceId' | 'starter'>[],
): Promise<void> {
  if (pairings.length === 0) return;
  await tx
    .insertInto('pairings')
    .values(
      pairings.map(({ id, occurrenceId, starter }) => ({
        id,
        occurrence_id: occurrenceId,
        lead_id: starter?.kind === 'lead' ? starter.leadId : null,
        campaign: starter?.kind === 'campaign' ? starter.campaign : null,
        state: 'open' as const,
        met_at: null,
        met_by: null,
      })),
    )
    .execute();
}

/** False if it is in none of these states any more. */
export async function movePairing(
  tx: Tx,
  id: string,
  from: readonly Pairing['state'][],
  to: { readonly state: Exclude<Pairing['state'], 'met'> } | { readonly state: 'met'; at: Instant; by: string },
): Promise<boolean> {
  const met = to.state === 'met' ? { met_at: to.at, met_by: to.by } : { met_at: null, met_by: null };
  const moved = await tx
    .updateTable('pairings')
    .set({ state: to.state, ...met })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/** The time of a round has passed: what nobody has met for is over. */
export async function endPairings(tx: Tx, occurrenceId: string): Promise<void> {
  await tx
    .updateTable('pairings')
    .set({ state: 'over' })
    .where('occurrence_id', '=', occurrenceId)
    .where('state', '=', 'open')
    .execute();
}

/** An import takes leads back: whoever began with one begins with nothing. */
export async function forgetStarters(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.updateTable('pairings').set({ lead_id: null }).where('lead_id', 'in', leadIds).execute();
}

const pairingOf = (row: PairingRow): Pairing => ({
  id: row.id,
  occurrenceId: row.occurrence_id,
  starter: starterOf(row),
  state: row.state,
  metBy: row.met_by ?? undefined,
});

function starterOf({ lead_id, campaign }: PairingRow): Starter | undefined {
  if (lead_id !== null) return { kind: 'lead', leadId: lead_id };
  return campaign === null ? undefined : { kind: 'campaign', campaign };
}
