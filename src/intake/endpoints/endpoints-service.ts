import type { Tx } from '../../platform/db/database.ts';
import { newSigningSecret } from '../../platform/secrets.ts';
import * as kept from '../kept-store.ts';
import { parseMapping } from '../mapping/mapping.ts';
import type { Preset } from '../presets/preset.ts';
import { CHANNEL } from '../presets/preset-channel.ts';
import { GENERIC, PRESETS } from '../presets/presets.ts';
import type { IntakeDeps } from '../service.ts';
import { type Endpoint, type Signing, slugOf } from './endpoint.ts';
import * as endpointStore from './endpoints-store.ts';

export type AddOutcome = { readonly kind: 'added'; readonly endpoint: Endpoint; readonly secret: string } | Refused;

export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly endpoint: Endpoint }
  | { readonly kind: 'gone' }
  | Refused;

interface Refused {
  readonly kind: 'refused';
  readonly field: 'name' | 'mapping' | 'secret';
  readonly sentence: string;
}

const LIVE_SECRETS = 2;

/** The addresses at which forms send leads, and their secrets. */
export function createEndpointsService({ database, clock, ids, random, secrets }: IntakeDeps) {
  const { db } = database;

  return {
    /**
     * Makes an endpoint and its first secret, which is shown this once, to whoever made it by this gesture. A known sender signs as its preset says, whatever `signing`
     * holds; some make the secret themselves, and then it is given.
     */
    async add(
      wish: {
        workspaceId: string;
        name: string;
        preset?: string | undefined;
        signing: Signing;
        channelId: string;
        mapping: unknown;
        secret?: string | undefined;
      },
      by: string | undefined,
      gesture?: string,
    ): Promise<AddOutcome> {
      const id = slugOf(wish.name);
      if (id === '') return refused('name', 'Give it a name with letters or digits, such as “Website”.');
      const { preset = GENERIC, secret: given, ...rest } = wish;
      const known = PRESETS.get(preset);
      const faulty = secretFault(known, given);
      if (faulty !== undefined) return refused('secret', faulty);
      const { deliveryPath } = wish.signing;
      const path = deliveryPath === undefined ? undefined : parseMapping({ externalId: deliveryPath });
      if (path?.kind === 'faults') return refused('mapping', `The path of the delivery id: ${path.faults.join(' ')}`);
      const mapping = wish.mapping === undefined ? undefined : parseMapping(wish.mapping);
      if (mapping?.kind === 'faults') return refused('mapping', mapping.faults.join(' '));
      const signing = known?.signing ?? wish.signing;
      const endpoint: Endpoint = { ...rest, preset, signing, id, version: 1, createdAt: clock.now() };
      return database.transaction(async (tx): Promise<AddOutcome> => {
        if (!(await endpointStore.insertEndpoint(tx, endpoint, by))) {
          // Slack has delivered the form again, and nobody may have seen the secret yet.
          const made = await endpointStore.findEndpoint(tx, id);
          const secret = await secretOf(tx, id, gesture);
          if (made !== undefined && secret !== undefined) return { kind: 'added', endpoint: made, secret };
          return refused('name', `There is a form called “${wish.name}” already. Choose another name.`);
        }
        return { kind: 'added', endpoint, secret: await addSecret(tx, endpoint, gesture, given) };
      });
    },

    /** Another name, channel or way of signing, and the sender's own secret, which then is one of the two live ones. */
    async change(
      actor: { readonly id: string; readonly workspaceId: string },
      endpointId: string,
      wish: {
        name: string;
        channelId: string;
        preset?: string | undefined;
        signing: Signing;
        secret?: string | undefined;
      },
    ): Promise<ChangeOutcome> {
      const { preset = GENERIC, secret, name, channelId } = wish;
      const known = PRESETS.get(preset);
      if (slugOf(name) === '') return refused('name', 'Give it a name with letters or digits, such as “Website”.');
      return database.transaction(async (tx): Promise<ChangeOutcome> => {
        const endpoint = await endpointStore.findEndpoint(tx, endpointId);
        if (endpoint?.workspaceId !== actor.workspaceId || endpoint.preset === CHANNEL) return { kind: 'gone' };
        // Who signed by its own secret before has it here already.
        const faulty = preset === endpoint.preset && secret === undefined ? undefined : secretFault(known, secret);
        if (faulty !== undefined) return refused('secret', faulty);
        // What only the command line can set stays as long as the way of signing does.
        const kept = endpoint.signing.scheme === wish.signing.scheme ? endpoint.signing : {};
        const signing = known?.signing ?? { ...kept, ...wish.signing, header: wish.signing.header };
        const next: Endpoint = { ...endpoint, name, channelId, preset, signing };
        const { version: seen } = endpoint;
        if (!(await endpointStore.updateEndpoint(tx, next, { seen, by: actor.id, at: clock.now() }))) {
          return refused('name', 'Somebody else has just changed it. Close this and open it again.');
        }
        if (secret !== undefined) await replaceSecret(tx, next, undefined, secret);
        return { kind: 'changed', endpoint: next };
      });
    },

    /** Adds a secret, so that the sender can change over; the one before stays live, older ones end. Undefined if there is no such endpoint. */
    async rotate(
      workspaceId: string,
      endpointId: string,
      gesture?: string,
    ): Promise<{ readonly endpoint: Endpoint; readonly secret: string } | undefined> {
      return database.transaction(async (tx) => {
        const endpoint = await endpointStore.findEndpoint(tx, endpointId);
        if (endpoint?.workspaceId !== workspaceId || endpoint.preset === CHANNEL) return undefined;
        const made = await secretOf(tx, endpointId, gesture);
        if (made !== undefined) return { endpoint, secret: made };
        return { endpoint, secret: await replaceSecret(tx, endpoint, gesture) };
      });
    },

    async list(workspaceId: string): Promise<(Endpoint & { readonly dead: number })[]> {
      const endpoints = await endpointStore.listEndpoints(db, workspaceId);
      const dead = await kept.countDead(
        db,
        endpoints.map(({ id }) => id),
      );
      return endpoints.map((endpoint) => ({ ...endpoint, dead: dead.get(endpoint.id) ?? 0 }));
    },

    /** Lets the endpoints of one channel post to another. */
    moveEndpoints: (tx: Tx, workspaceId: string, from: string, to: string) =>
      endpointStore.moveEndpoints(tx, workspaceId, from, to),

    endpoint: (id: string) => endpointStore.findEndpoint(db, id),
  };

  async function replaceSecret(
    tx: Tx,
    endpoint: Endpoint,
    gesture: string | undefined,
    given?: string,
  ): Promise<string> {
    const live = await endpointStore.listLiveSecrets(tx, endpoint.id);
    const ending = live.slice(LIVE_SECRETS - 1).map(({ id }) => id);
    await endpointStore.retireSecrets(tx, ending, clock.now());
    return addSecret(tx, endpoint, gesture, given);
  }

  /** A gesture makes one secret; delivered again, it shows the same. */
  async function secretOf(tx: Tx, endpointId: string, gesture: string | undefined): Promise<string | undefined> {
    const made = gesture === undefined ? undefined : await endpointStore.findSecretOf(tx, endpointId, gesture);
    return made && secrets.open(made.sealed);
  }

  async function addSecret(tx: Tx, endpoint: Endpoint, gesture: string | undefined, given?: string): Promise<string> {
    const secret = given ?? newSigningSecret(random, endpoint.signing.scheme);
    await endpointStore.insertSecret(tx, {
      id: ids.next(),
      endpointId: endpoint.id,
      sealed: secrets.seal(secret),
      createdAt: clock.now(),
      gesture,
    });
    return secret;
  }
}

const refused = (field: Refused['field'], sentence: string): Refused => ({ kind: 'refused', field, sentence });

/** Why a secret can't be one; undefined if it can, or if none is needed. */
function secretFault(preset: Preset | undefined, secret: string | undefined): string | undefined {
  if (secret === undefined) {
    return preset?.secretBy === 'sender' ? `${preset.name} makes the secret itself: paste it here.` : undefined;
  }
  return /^[\x21-\x7e]{16,500}$/.test(secret)
    ? undefined
    : 'A secret has at least 16 characters, letters, digits and signs, with no space in it.';
}
