import { z } from 'zod';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Address, AddressState } from './address.ts';

interface AddressRow {
  id: string;
  workspace_id: string;
  url: string;
  events: string;
  is_personal: number;
  state: AddressState;
  created_by: string | null;
  created_at: number;
  failures: number;
  failing_since: number | null;
  held_until: number;
  last_fault: string | null;
}

interface SecretRow {
  id: string;
  address_id: string;
  sealed: string;
  created_at: number;
  retired_at: number | null;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    webhook_addresses: AddressRow;
    webhook_secrets: SecretRow;
  }
}

export type NewAddress = Pick<Address, 'id' | 'workspaceId' | 'url' | 'events' | 'isPersonal' | 'createdAt'>;

/** False if the name or the address is taken. */
export async function insertAddress(tx: Tx, address: NewAddress, createdBy: string | undefined): Promise<boolean> {
  const inserted = await tx
    .insertInto('webhook_addresses')
    .values({
      id: address.id,
      workspace_id: address.workspaceId,
      url: address.url,
      events: JSON.stringify(address.events ?? null),
      is_personal: address.isPersonal ? 1 : 0,
      state: 'on',
      created_by: createdBy ?? null,
      created_at: address.createdAt,
      failures: 0,
      failing_since: null,
      held_until: 0,
      last_fault: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function findAddress(db: Db | Tx, id: string): Promise<Address | undefined> {
  const row = await addressById.first(db, { id });
  return row && addressOf(row);
}

const addressById = prepared((db, { id }: { id: string }) =>
  db.selectFrom('webhook_addresses').selectAll().where('id', '=', id),
);

/** Everything that is not removed, oldest first. */
export async function listAddresses(db: Db | Tx, workspaceId: string): Promise<Address[]> {
  const rows = await addressesInUse.all(db, { workspaceId });
  return rows.map(addressOf);
}

const addressesInUse = prepared((db, { workspaceId }: { workspaceId: string }) =>
  db
    .selectFrom('webhook_addresses')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('state', '<>', 'removed')
    .orderBy('created_at')
    .orderBy('id'),
);

/** Moves an address from one of these states to another; false if it is in none of them. */
export async function moveAddress(tx: Tx, id: string, from: readonly AddressState[], to: AddressState) {
  const moved = await tx
    .updateTable('webhook_addresses')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/** How an address has done. */
export interface Health {
  readonly failures: number;
  readonly failingSince: Instant | undefined;
  readonly heldUntil: Instant;
  readonly lastFault: string | undefined;
}

export const WELL: Health = { failures: 0, failingSince: undefined, heldUntil: 0, lastFault: undefined };

export async function noteHealth(tx: Tx, id: string, health: Health): Promise<void> {
  await tx
    .updateTable('webhook_addresses')
    .set({
      failures: health.failures,
      failing_since: health.failingSince ?? null,
      held_until: health.heldUntil,
      last_fault: health.lastFault ?? null,
    })
    .where('id', '=', id)
    .execute();
}

export async function insertSecret(
  tx: Tx,
  secret: { id: string; addressId: string; sealed: string; createdAt: Instant; gesture: string | undefined },
): Promise<void> {
  const { id, addressId: address_id, sealed, createdAt: created_at, gesture = null } = secret;
  const row = { id, address_id, sealed, created_at, retired_at: null, gesture };
  await tx.insertInto('webhook_secrets').values(row).execute();
}

/** The secret that this gesture has made, sealed, and for which address: Slack has delivered it again. */
export async function findSecretOf(
  db: Db | Tx,
  gesture: string,
): Promise<{ addressId: string; sealed: string } | undefined> {
  const row = await db
    .selectFrom('webhook_secrets')
    .select(['address_id', 'sealed'])
    .where('gesture', '=', gesture)
    .executeTakeFirst();
  return row && { addressId: row.address_id, sealed: row.sealed };
}

/** The sealed secrets that are live, newest first. */
export async function listLiveSecrets(db: Db | Tx, addressId: string): Promise<{ id: string; sealed: string }[]> {
  return db
    .selectFrom('webhook_secrets')
    .select(['id', 'sealed'])
    .where('address_id', '=', addressId)
    .where('retired_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

export async function retireSecrets(tx: Tx, ids: readonly string[], at: Instant): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('webhook_secrets').set({ retired_at: at }).where('id', 'in', ids).execute();
}

/** Forgets what is removed and has no delivery left; answers whether any address is left. */
export async function purgeRemoved(tx: Tx): Promise<boolean> {
  const empty = tx
    .selectFrom('webhook_addresses')
    .select('webhook_addresses.id')
    .where('state', '=', 'removed')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('webhook_deliveries')
            .select('webhook_deliveries.id')
            .whereRef('webhook_deliveries.address_id', '=', 'webhook_addresses.id'),
        ),
      ),
    );
  const ids = (await empty.execute()).map(({ id }) => id);
  if (ids.length > 0) {
    await tx.deleteFrom('webhook_secrets').where('address_id', 'in', ids).execute();
    await tx.deleteFrom('webhook_addresses').where('id', 'in', ids).execute();
  }
  const left = await tx.selectFrom('webhook_addresses').select('id').limit(1).executeTakeFirst();
  return left !== undefined;
}

const eventTypes = z.array(z.string()).nullable();

function addressOf(row: AddressRow): Address {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    url: row.url,
    events: eventTypes.parse(JSON.parse(row.events)) ?? undefined,
    isPersonal: row.is_personal === 1,
    state: row.state,
    createdAt: row.created_at,
    failures: row.failures,
    failingSince: row.failing_since ?? undefined,
    lastFault: row.last_fault ?? undefined,
    heldUntil: row.held_until,
  };
}
