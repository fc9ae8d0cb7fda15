import { createHash } from 'node:crypto';
import { type Duration, type Instant, MINUTE } from '../core/instants.ts';
import { type LeadFields, usableContact } from '../core/lead-fields.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import { Permanent } from '../platform/errors.ts';
import { type DeliveryId, deliveryIdOf } from '../platform/http/delivery-id.ts';
import { readJson } from '../platform/http/json-body.ts';
import { verify } from '../platform/http/signatures.ts';
import type { Headers } from '../platform/http/verdict.ts';
import type { Ids, Random } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { newSigningSecret, type SecretBox } from '../platform/secrets.ts';
import { type Allowance, createBuckets } from './bucket.ts';
import * as deliveries from './deliveries-store.ts';
import { type Endpoint, type Signing, slugOf } from './endpoint.ts';
import * as endpointStore from './endpoints-store.ts';
import { applyMapping, defaultMapping, type Mapped, type Mapping, parseMapping } from './mapping.ts';

/** Where leads go. */
export interface LeadIntake {
  /** Undefined while Baton isn't set up. */
  receive(
    tx: Tx,
    arrival: {
      workspaceId: string;
      by: 'form';
      fields: LeadFields;
      extra: Readonly<Record<string, unknown>>;
      channelId: string;
      endpointId: string;
    },
  ): Promise<{ id: string; number: number } | undefined>;
}

/** Asks that the admins be told, in the transaction of what they should hear of. */
export type TellAdmins = (tx: Tx, notice: { key: string; kind: string; subject: string }) => Promise<void>;

export interface IntakeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly secrets: SecretBox;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly leads: LeadIntake;
  readonly tellAdmins: TellAdmins;
  /** Deliveries of one endpoint. */
  readonly allowance: Allowance;
}

/** What came of one delivery. The first four are answered with 2xx. */
export type Receipt =
  | { readonly kind: 'accepted'; readonly number: number }
  /** Kept, but it has no contact that anybody could use. */
  | { readonly kind: 'kept' }
  /** Kept, and a lead as soon as Baton is set up. */
  | { readonly kind: 'early' }
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown-endpoint' }
  | { readonly kind: 'unsigned' }
  /** More than one source may send: again after `wait`. */
  | { readonly kind: 'limited'; readonly wait: Duration }
  | { readonly kind: 'not-json' }
  /** This delivery id came before with other words. */
  | { readonly kind: 'conflict' };

export type AddOutcome =
  | { readonly kind: 'added'; readonly endpoint: Endpoint; readonly secret: string }
  | { readonly kind: 'refused'; readonly field: 'name' | 'mapping'; readonly sentence: string };

export type Intake = ReturnType<typeof createIntakeService>;

/** The kind of the job that makes a lead of a delivery that came before the set-up. */
export const HAND_OVER = 'intake.hand-over';

/** The key of that job. */
export const handOverKey = (deliveryId: string): string => `intake:${deliveryId}`;

/** After this many wrong signatures in a row the admins hear of it: someone mistyped a secret, or knocks. */
const REFUSALS_TOLD = 5;
const REFUSALS_COUNTED: Allowance = { burst: 20, perSecond: 1 };
const BUCKET = 10 * MINUTE;
const LIVE_SECRETS = 2;

export function createIntakeService(deps: IntakeDeps) {
  const { database, clock, ids, random, secrets, jobs, leads, tellAdmins } = deps;
  const { db } = database;
  const genuine = createBuckets(deps.allowance);
  const refusals = createBuckets(REFUSALS_COUNTED);

  return {
    /**
     * Takes one signed delivery. The signature is checked over the raw bytes before anything is read. A delivery is kept, with the
     * lead that it makes, in one transaction, so that a 2xx promises only what is on disk; a repeat changes nothing.
     */
    async accept(endpointId: string, request: { headers: Headers; rawBody: Uint8Array }): Promise<Receipt> {
      const endpoint = await endpointStore.findEndpoint(db, endpointId);
      if (endpoint === undefined) return { kind: 'unknown-endpoint' };
      const now = clock.now();
      const verdict = verify({ ...endpoint.signing, ...request, secrets: await liveSecrets(endpoint), now });
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
      return database.transaction((tx) => keep(tx, endpoint, deliveryId, request.rawBody, body.value));
    },

    /** Makes an endpoint and its first secret, which is shown this once. */
    async add(
      wish: { workspaceId: string; name: string; signing: Signing; channelId: string; mapping: unknown },
      by: string | undefined,
    ): Promise<AddOutcome> {
      const id = slugOf(wish.name);
      if (id === '') return refused('name', 'Give it a name with letters or digits, such as “Website”.');
      const { deliveryPath } = wish.signing;
      const path = deliveryPath === undefined ? undefined : parseMapping({ externalId: deliveryPath });
      if (path?.kind === 'faults') return refused('mapping', `The path of the delivery id: ${path.faults.join(' ')}`);
      const mapping = wish.mapping === undefined ? undefined : parseMapping(wish.mapping);
      if (mapping?.kind === 'faults') return refused('mapping', mapping.faults.join(' '));
      const endpoint: Endpoint = { ...wish, id, createdAt: clock.now() };
      return database.transaction(async (tx): Promise<AddOutcome> => {
        if (!(await endpointStore.insertEndpoint(tx, endpoint, by))) {
          return refused('name', `There is a form called “${wish.name}” already. Choose another name.`);
        }
        return { kind: 'added', endpoint, secret: await addSecret(tx, endpoint) };
      });
    },

    /** Adds a secret, so that the sender can change over; the one before stays live, older ones end. Undefined if there is no such endpoint. */
    async rotate(
      workspaceId: string,
      endpointId: string,
    ): Promise<{ readonly endpoint: Endpoint; readonly secret: string } | undefined> {
      return database.transaction(async (tx) => {
        const endpoint = await endpointStore.findEndpoint(tx, endpointId);
        if (endpoint?.workspaceId !== workspaceId) return undefined;
        const live = await endpointStore.listLiveSecrets(tx, endpointId);
        const ending = live.slice(LIVE_SECRETS - 1).map(({ id }) => id);
        await endpointStore.retireSecrets(tx, ending, clock.now());
        return { endpoint, secret: await addSecret(tx, endpoint) };
      });
    },

    async list(workspaceId: string): Promise<(Endpoint & { readonly dead: number })[]> {
      const endpoints = await endpointStore.listEndpoints(db, workspaceId);
      const dead = await deliveries.countDead(
        db,
        endpoints.map(({ id }) => id),
      );
      return endpoints.map((endpoint) => ({ ...endpoint, dead: dead.get(endpoint.id) ?? 0 }));
    },

    /** Lets the endpoints of one channel post to another. */
    moveEndpoints: (tx: Tx, workspaceId: string, from: string, to: string) =>
      endpointStore.moveEndpoints(tx, workspaceId, from, to),

    /**
     * Makes a lead of a delivery that came before the set-up. Throws `Permanent` while there is none, so that the admins hear of
     * it and the set-up gives the job another chance.
     */
    async handOver(deliveryId: string, settle: (tx: Tx) => Promise<void>): Promise<void> {
      await database.transaction(async (tx) => {
        const kept = await deliveries.findKept(tx, deliveryId);
        const endpoint = kept && (await endpointStore.findEndpoint(tx, kept.endpointId));
        if (endpoint !== undefined) {
          const lead = await receive(tx, endpoint, read(endpoint, kept?.body ?? ''));
          if (lead === undefined) throw new NotSetUp();
          await deliveries.markAccepted(tx, deliveryId, lead.id);
        }
        await settle(tx);
      });
    },

    endpoint: (id: string) => endpointStore.findEndpoint(db, id),

    deadLetter: (id: string) => deliveries.findDead(db, id),
  };

  async function keep(
    tx: Tx,
    endpoint: Endpoint,
    delivery: DeliveryId,
    rawBody: Uint8Array,
    payload: unknown,
  ): Promise<Receipt> {
    const now = clock.now();
    const bodyHash = createHash('sha256').update(rawBody).digest('hex');
    const { key, known } = await slot(tx, endpoint, delivery, now);
    if (known !== undefined) return repeat(tx, known, bodyHash, now);
    const id = ids.next();
    const isNew = await deliveries.insertDelivery(tx, {
      id,
      endpointId: endpoint.id,
      deliveryId: key,
      bodyHash,
      // NUL is valid JSON text nowhere but in a string, and PostgreSQL keeps none.
      body: new TextDecoder().decode(rawBody).replaceAll('\0', ''),
      receivedAt: now,
      reason: NO_CONTACT,
    });
    if (!isNew) {
      const [other] = await deliveries.findDeliveries(tx, endpoint.id, [key]);
      return other === undefined ? { kind: 'known' } : repeat(tx, other, bodyHash, now);
    }
    await endpointStore.forgetRefusals(tx, endpoint.id);
    return handOver(tx, endpoint, id, payload);
  }

  /** Under which id a delivery is kept, and the one that it repeats. An id that is only a body's hash counts for ten minutes. */
  async function slot(
    tx: Tx,
    endpoint: Endpoint,
    { id, expiresAt }: DeliveryId,
    now: Instant,
  ): Promise<{ key: string; known: deliveries.StoredDelivery | undefined }> {
    if (expiresAt === undefined) {
      const [known] = await deliveries.findDeliveries(tx, endpoint.id, [id]);
      return { key: id, known };
    }
    const bucket = Math.floor(now / BUCKET);
    const earlier = await deliveries.findDeliveries(tx, endpoint.id, [`${id}:${bucket - 1}`, `${id}:${bucket}`]);
    return { key: `${id}:${bucket}`, known: earlier.find(({ receivedAt }) => receivedAt > now - BUCKET) };
  }

  async function repeat(tx: Tx, known: deliveries.StoredDelivery, bodyHash: string, now: Instant): Promise<Receipt> {
    if (known.bodyHash === bodyHash) return { kind: 'known' };
    await deliveries.insertConflict(tx, { id: ids.next(), delivery: known.id, bodyHash, receivedAt: now });
    return { kind: 'conflict' };
  }

  async function handOver(tx: Tx, endpoint: Endpoint, deliveryId: string, payload: unknown): Promise<Receipt> {
    const mapped = applyMapping(mappingOf(endpoint), payload);
    if (!usableContact(mapped.fields)) {
      await tellAdmins(tx, { key: `dead:${deliveryId}`, kind: 'intake.dead', subject: deliveryId });
      return { kind: 'kept' };
    }
    const lead = await receive(tx, endpoint, mapped);
    if (lead === undefined) {
      await deliveries.explain(tx, deliveryId, NOT_SET_UP);
      await jobs.enqueue(tx, {
        kind: HAND_OVER,
        key: handOverKey(deliveryId),
        payload: { deliveryId },
        runAt: clock.now(),
        mode: 'once',
      });
      return { kind: 'early' };
    }
    await deliveries.markAccepted(tx, deliveryId, lead.id);
    return { kind: 'accepted', number: lead.number };
  }

  function receive(tx: Tx, endpoint: Endpoint, { fields, extra }: Pick<Mapped, 'fields' | 'extra'>) {
    return leads.receive(tx, {
      workspaceId: endpoint.workspaceId,
      by: 'form',
      fields: { ...fields, source: fields.source ?? endpoint.name },
      extra,
      channelId: endpoint.channelId,
      endpointId: endpoint.id,
    });
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

  async function liveSecrets(endpoint: Endpoint): Promise<string[]> {
    const sealed = await endpointStore.listLiveSecrets(db, endpoint.id);
    return sealed.map((secret) => secrets.open(secret.sealed));
  }

  async function addSecret(tx: Tx, endpoint: Endpoint): Promise<string> {
    const secret = newSigningSecret(random, endpoint.signing.scheme);
    await endpointStore.insertSecret(tx, {
      id: ids.next(),
      endpointId: endpoint.id,
      sealed: secrets.seal(secret),
      createdAt: clock.now(),
    });
    return secret;
  }
}

const NO_CONTACT = 'no e-mail, no phone, and no name with a company';
export const NOT_SET_UP = 'Baton is not set up yet';

class NotSetUp extends Permanent {
  constructor() {
    super('A lead came before the set-up.', {
      code: 'not_set_up',
      advice: 'Leads arrive, but I don’t know yet where to put them: type /baton setup.',
    });
  }
}

const refused = (field: 'name' | 'mapping', sentence: string): AddOutcome => ({ kind: 'refused', field, sentence });

/** The id that a sender puts into the body, at the path that the endpoint names. */
function idInside({ signing }: Endpoint, payload: unknown): string | undefined {
  if (signing.deliveryPath === undefined) return undefined;
  const parsed = parseMapping({ externalId: signing.deliveryPath });
  return parsed.kind === 'ok' ? applyMapping(parsed.mapping, payload).fields.externalId : undefined;
}

/** A body that was kept, and so was JSON when it came. */
function read(endpoint: Endpoint, body: string): Mapped {
  const json = readJson(Buffer.from(body));
  return applyMapping(mappingOf(endpoint), json.kind === 'json' ? json.value : undefined);
}

function mappingOf(endpoint: Endpoint): Mapping {
  if (endpoint.mapping === null || endpoint.mapping === undefined) return defaultMapping;
  const parsed = parseMapping(endpoint.mapping);
  return parsed.kind === 'ok' ? parsed.mapping : defaultMapping;
}
