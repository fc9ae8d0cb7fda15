import { hash } from 'node:crypto';
import { type Instant, MINUTE } from '../core/instants.ts';
import { remembered } from '../core/remembered.ts';
import type { Tx } from '../platform/db/database.ts';
import { type DeliveryId, deliveryIdOf } from '../platform/http/delivery-id.ts';
import { readJson } from '../platform/http/json-body.ts';
import { verify } from '../platform/http/signatures.ts';
import type { SignedRequest } from '../platform/http/verdict.ts';
import * as deliveries from './deliveries-store.ts';
import { type Allowance, createBuckets } from './endpoints/bucket.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import * as endpointStore from './endpoints/endpoints-store.ts';
import { type HandingOver, NO_CONTACT } from './handing-service.ts';
import type { Unpacked } from './presets/preset.ts';
import { CHANNEL } from './presets/preset-channel.ts';
import { contentOf, idInside, unpack, withoutSecret } from './presets/presets.ts';
import type { IntakeDeps, Receipt } from './service.ts';

/** After this many wrong signatures in a row the admins hear of it: someone mistyped a secret, or knocks. */
const REFUSALS_TOLD = 5;
const REFUSALS_COUNTED: Allowance = { burst: 20, perSecond: 1 };
const BUCKET = 10 * MINUTE;

export type Accepting = ReturnType<typeof createAccepting>;

/** Signed deliveries: who sent them, whether they came before, and that they are kept. */
export function createAccepting(deps: IntakeDeps, handing: HandingOver) {
  const { database, clock, ids, secrets, tellAdmins } = deps;
  const { db } = database;
  const opened = remembered(secrets.open);
  const genuine = createBuckets(deps.allowance);
  const refusals = createBuckets(REFUSALS_COUNTED);

  return {
    /**
     * Takes one signed delivery. The signature is checked over the raw bytes before anything is read. A delivery is kept, with the
     * lead that it makes, in one transaction, so that a 2xx promises only what is on disk; a repeat changes nothing.
     */
    async accept(endpointId: string, request: SignedRequest): Promise<Receipt> {
      // Asked each time, so that a secret that has ended opens nothing any more.
      const found = await endpointStore.findWithSecrets(db, endpointId);
      if (found === undefined) return { kind: 'unknown-endpoint' };
      const { endpoint, sealed, isRefusedBefore } = found;
      // It hears what is said in Slack, and has no address.
      if (endpoint.preset === CHANNEL) return { kind: 'unknown-endpoint' };
      const now = clock.now();
      const verdict = verify({ ...endpoint.signing, ...request, secrets: sealed.map(opened), now });
      if (verdict.kind === 'refused') {
        // Whoever knocks without a key must not keep the disk busy.
        if (refusals.take(endpoint.id, now) === 0) await noteRefusal(endpoint);
        return { kind: 'unsigned' };
      }
      // After the signature: a stranger uses up nobody's allowance.
      const wait = genuine.take(endpoint.id, now);
      if (wait > 0) return { kind: 'limited', wait };
      const body = readJson(request.rawBody);
      if (body.kind === 'not-json') return { kind: 'not-json' };
      const configured = idInside(endpoint, body.value);
      const deliveryId = deliveryIdOf(request, { signed: verdict.deliveryId, configured, now });
      return database.transaction(async (tx) => {
        if (isRefusedBefore) await endpointStore.forgetRefusals(tx, endpoint.id);
        return keep(tx, endpoint, deliveryId, request.rawBody, body.value);
      });
    },

    /** Keeps what came by another way than over HTTP. With `ignored` it is only kept: the reason why it makes no lead. */
    keep: (endpoint: Endpoint, { id, body }: { id: string; body: object }, ignored?: string): Promise<Receipt> =>
      database.transaction((tx) => keep(tx, endpoint, { id }, Buffer.from(JSON.stringify(body)), body, ignored)),
  };

  async function keep(
    tx: Tx,
    endpoint: Endpoint,
    delivery: DeliveryId,
    rawBody: Uint8Array,
    payload: unknown,
    ignored?: string,
  ): Promise<Receipt> {
    const now = clock.now();
    const bodyHash = hash('sha256', contentOf(endpoint, payload) ?? rawBody);
    const { key, known } = await slot(tx, endpoint, delivery, now);
    if (known !== undefined) return repeat(tx, known, bodyHash, now);
    const id = ids.next();
    const unpacked: Unpacked = ignored === undefined ? unpack(endpoint, payload) : { kind: 'ignored', reason: ignored };
    const isNew = await deliveries.insertDelivery(tx, {
      id,
      endpointId: endpoint.id,
      deliveryId: key,
      bodyHash,
      // NUL is valid JSON text nowhere but in a string, and PostgreSQL keeps none.
      body: (withoutSecret(endpoint, payload) ?? new TextDecoder().decode(rawBody)).replaceAll('\0', ''),
      receivedAt: now,
      state: unpacked.kind === 'ignored' ? 'ignored' : 'dead',
      reason: 'reason' in unpacked ? unpacked.reason : NO_CONTACT,
    });
    if (!isNew) {
      const [other] = await deliveries.findDeliveries(tx, endpoint.id, [key]);
      return other === undefined ? { kind: 'known' } : repeat(tx, other, bodyHash, now);
    }
    return handing.handOn(tx, endpoint, id, unpacked);
  }

  /** Under which id a delivery is kept, and the one that it repeats. An id that is only a body's hash counts for ten minutes. */
  async function slot(
    tx: Tx,
    endpoint: Endpoint,
    { id, expiresAt }: DeliveryId,
    now: Instant,
  ): Promise<{ key: string; known: deliveries.StoredDelivery | undefined }> {
    // Its insert finds one of the same id.
    if (expiresAt === undefined) return { key: id, known: undefined };
    const bucket = Math.floor(now / BUCKET);
    const earlier = await deliveries.findDeliveries(tx, endpoint.id, [`${id}:${bucket - 1}`, `${id}:${bucket}`]);
    return { key: `${id}:${bucket}`, known: earlier.find(({ receivedAt }) => receivedAt > now - BUCKET) };
  }

  async function repeat(tx: Tx, known: deliveries.StoredDelivery, bodyHash: string, now: Instant): Promise<Receipt> {
    if (known.bodyHash === bodyHash) return { kind: 'known' };
    await deliveries.insertConflict(tx, { id: ids.next(), delivery: known.id, bodyHash, receivedAt: now });
    return { kind: 'conflict' };
  }

  async function noteRefusal(endpoint: Endpoint): Promise<void> {
    await database.transaction(async (tx) => {
      if ((await endpointStore.countRefusal(tx, endpoint.id)) !== REFUSALS_TOLD) return;
      await tellAdmins(tx, {
        key: `refused:${endpoint.id}:${clock.now()}`,
        kind: 'intake.refused',
        subject: endpoint.id,
      });
    });
  }
}
