import type { Instant } from '../../core/instants.ts';
import { remembered } from '../../core/remembered.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { type Endpoint, signingSchema } from './endpoint.ts';

interface EndpointRow {
  id: string;
  workspace_id: string;
  name: string;
  preset: string;
  scheme: string;
  channel_id: string;
  mapping: string;
  mapping_version: number;
  created_by: string | null;
  created_at: number;
  refused_since: number;
}

interface MappingRow {
  endpoint_id: string;
  version: number;
  mapping: string;
  saved_by: string | null;
  saved_at: number;
}

interface SecretRow {
  id: string;
  endpoint_id: string;
  sealed: string;
  created_at: number;
  retired_at: number | null;
  gesture: string | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    endpoints: EndpointRow;
    endpoint_mappings: MappingRow;
    endpoint_secrets: SecretRow;
  }
}

/** False if another endpoint has this address already. */
export async function insertEndpoint(tx: Tx, endpoint: Endpoint, createdBy: string | undefined): Promise<boolean> {
  const inserted = await tx
    .insertInto('endpoints')
    .values({
      id: endpoint.id,
      workspace_id: endpoint.workspaceId,
      name: endpoint.name,
      preset: endpoint.preset,
      scheme: JSON.stringify(endpoint.signing),
      channel_id: endpoint.channelId,
      mapping: JSON.stringify(endpoint.mapping ?? null),
      mapping_version: endpoint.version,
      created_by: createdBy ?? null,
      created_at: endpoint.createdAt,
      refused_since: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  const isNew = inserted.numInsertedOrUpdatedRows === 1n;
  if (isNew) await insertMapping(tx, endpoint, { by: createdBy, at: endpoint.createdAt });
  return isNew;
}

/** Keeps one version of an endpoint's mapping. */
async function insertMapping(
  tx: Tx,
  { id, mapping, version }: Endpoint,
  { by, at }: { by: string | undefined; at: Instant },
): Promise<void> {
  await tx
    .insertInto('endpoint_mappings')
    .values({
      endpoint_id: id,
      version,
      mapping: JSON.stringify(mapping ?? null),
      saved_by: by ?? null,
      saved_at: at,
    })
    .execute();
}

export async function findEndpoint(db: Db | Tx, id: string): Promise<Endpoint | undefined> {
  const row = await endpointById.first(db, { id });
  return row && endpointOf(row);
}

const endpointById = prepared((db, { id }: { id: string }) =>
  db.selectFrom('endpoints').selectAll().where('id', '=', id),
);

/** An endpoint with its live secrets, sealed, and whether it has refused somebody since its last delivery. */
export async function findWithSecrets(
  db: Db | Tx,
  id: string,
): Promise<{ endpoint: Endpoint; sealed: string[]; isRefusedBefore: boolean } | undefined> {
  const row = await endpointById.first(db, { id });
  if (row === undefined) return undefined;
  const rows = await sealedSecrets.all(db, { endpointId: id });
  return {
    endpoint: endpointOf(row),
    sealed: rows.map(({ sealed }) => sealed),
    isRefusedBefore: row.refused_since > 0,
  };
}

const sealedSecrets = prepared((db, { endpointId }: { endpointId: string }) =>
  db
    .selectFrom('endpoint_secrets')
    .select('sealed')
    .where('endpoint_id', '=', endpointId)
    .where('retired_at', 'is', null),
);

export async function listEndpoints(db: Db | Tx, workspaceId: string): Promise<Endpoint[]> {
  const rows = await db
    .selectFrom('endpoints')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(endpointOf);
}

/** The ids of all endpoints, of whichever workspace. */
export async function listAllIds(db: Db | Tx): Promise<string[]> {
  return (await db.selectFrom('endpoints').select('id').orderBy('id').execute()).map(({ id }) => id);
}

/** Writes what can be changed of an endpoint, if its mapping is still of the version that was looked at. False if it isn't. */
export async function updateEndpoint(
  tx: Tx,
  endpoint: Endpoint,
  { seen, by, at }: { seen: number; by: string; at: Instant },
): Promise<boolean> {
  const version = endpoint.version;
  const updated = await tx
    .updateTable('endpoints')
    .set({
      name: endpoint.name,
      preset: endpoint.preset,
      scheme: JSON.stringify(endpoint.signing),
      channel_id: endpoint.channelId,
      mapping: JSON.stringify(endpoint.mapping ?? null),
      mapping_version: version,
    })
    .where('id', '=', endpoint.id)
    .where('mapping_version', '=', seen)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return false;
  if (version > seen) await insertMapping(tx, endpoint, { by, at });
  return true;
}

/** Moves every endpoint that posts to one channel to another one, when the channel is gone or changed. */
export async function moveEndpoints(tx: Tx, workspaceId: string, from: string, to: string): Promise<void> {
  await tx
    .updateTable('endpoints')
    .set({ channel_id: to })
    .where('workspace_id', '=', workspaceId)
    .where('channel_id', '=', from)
    .execute();
}

export async function insertSecret(
  tx: Tx,
  secret: { id: string; endpointId: string; sealed: string; createdAt: Instant; gesture: string | undefined },
): Promise<void> {
  await tx
    .insertInto('endpoint_secrets')
    .values({
      id: secret.id,
      endpoint_id: secret.endpointId,
      sealed: secret.sealed,
      created_at: secret.createdAt,
      retired_at: null,
      gesture: secret.gesture ?? null,
    })
    .execute();
}

/** The secret that this gesture has made: Slack has delivered it again. */
export async function findSecretOf(
  db: Db | Tx,
  endpointId: string,
  gesture: string,
): Promise<{ sealed: string } | undefined> {
  return db
    .selectFrom('endpoint_secrets')
    .select('sealed')
    .where('gesture', '=', gesture)
    .where('endpoint_id', '=', endpointId)
    .executeTakeFirst();
}

/** The sealed secrets that are live, newest first. */
export async function listLiveSecrets(db: Db | Tx, endpointId: string): Promise<{ id: string; sealed: string }[]> {
  return liveSecrets.all(db, { endpointId });
}

const liveSecrets = prepared((db, { endpointId }: { endpointId: string }) =>
  db
    .selectFrom('endpoint_secrets')
    .select(['id', 'sealed'])
    .where('endpoint_id', '=', endpointId)
    .where('retired_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id'),
);

export async function retireSecrets(tx: Tx, ids: readonly string[], at: Instant): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('endpoint_secrets').set({ retired_at: at }).where('id', 'in', ids).execute();
}

/** Counts a refused signature; the number of refusals since the last genuine delivery. */
export async function countRefusal(tx: Tx, endpointId: string): Promise<number> {
  const row = await tx
    .updateTable('endpoints')
    .set((set) => ({ refused_since: set('refused_since', '+', 1) }))
    .where('id', '=', endpointId)
    .returning('refused_since')
    .executeTakeFirst();
  return row?.refused_since ?? 0;
}

export async function forgetRefusals(tx: Tx, endpointId: string): Promise<void> {
  await refusalsForgotten.run(tx, { endpointId });
}

const refusalsForgotten = prepared((db, { endpointId }: { endpointId: string }) =>
  db.updateTable('endpoints').set({ refused_since: 0 }).where('id', '=', endpointId).where('refused_since', '>', 0),
);

const signingFrom = remembered((text) => signingSchema.parse(JSON.parse(text)));

function endpointOf(row: EndpointRow): Endpoint {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    preset: row.preset,
    signing: signingFrom(row.scheme),
    channelId: row.channel_id,
    mapping: JSON.parse(row.mapping),
    version: row.mapping_version,
    createdAt: row.created_at,
  };
}
