import { createHash } from 'node:crypto';
import { DAY } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { UrlObjection } from '../platform/http/outgoing.ts';
import { newSigningSecret } from '../platform/secrets.ts';
import { type Address, type AddressView, type Delivery, nameFor } from './address.ts';
import * as addressStore from './addresses-store.ts';
import * as deliveries from './deliveries-store.ts';
import { chosenEvents, PING } from './event.ts';
import { pingBody } from './payload.ts';
import { type AddressDeps, askToSend, PURGE } from './ports-service.ts';

export type AddOutcome =
  | { readonly kind: 'added'; readonly address: AddressView; readonly secret: string }
  | { readonly kind: 'refused'; readonly field: 'url' | 'events'; readonly sentence: string };

/** What somebody asked of an address; all of them are refused where it isn't there. */
export type Change = 'done' | 'unknown' | 'not-now';

export type Webhooks = ReturnType<typeof createWebhooksService>;

const LIVE_SECRETS = 2;
const MOST_ADDRESSES = 20;

/** Addresses that follow leads. `changed` hears when one more may follow. */
export function createWebhooksService(deps: AddressDeps, changed: () => void = () => {}) {
  const { database, clock, ids, random, secrets, jobs, outgoing } = deps;
  const { db } = database;

  return {
    /** Names an address; its secret is shown this once, to whoever did it by this gesture. From now on it is told what happens. */
    async add(
      wish: { workspaceId: string; url: string; events: readonly string[]; isPersonal: boolean },
      by: string | undefined,
      gesture?: string,
    ): Promise<AddOutcome> {
      const url = wish.url.trim();
      const objection = url.length > LONGEST_URL ? 'not-a-url' : outgoing.objection(url);
      if (objection !== undefined) return refused('url', OBJECTIONS[objection]);
      const chosen = chosenEvents(wish.events);
      if (chosen.kind === 'unknown') return refused('events', `There is no event “${chosen.type}”.`);
      const { workspaceId, isPersonal } = wish;
      const href = new URL(url).href;
      const outcome = await database.transaction(async (tx): Promise<AddOutcome> => {
        const made = await madeBy(tx, gesture);
        const same = made && (await usable(tx, workspaceId, made.addressId));
        if (made !== undefined && same !== undefined) {
          return {
            kind: 'added',
            address: { ...same, ...(await deliveries.standing(tx, same.id)) },
            secret: made.secret,
          };
        }
        const present = await addressStore.listAddresses(tx, workspaceId);
        if (present.some((one) => one.url === href)) return refused('url', 'This address follows already.');
        if (present.length >= MOST_ADDRESSES) {
          return refused('url', `There are ${MOST_ADDRESSES} addresses already: remove one first.`);
        }
        const address = { workspaceId, url: href, events: chosen.types, isPersonal, createdAt: clock.now() };
        // Names of what was removed are not used again while its deliveries are kept.
        for (let count = 1; ; count += 1) {
          const id = nameFor(href, count);
          if (!(await addressStore.insertAddress(tx, { ...address, id }, by))) {
            if ((await addressStore.findAddress(tx, id)) !== undefined) continue;
            return refused('url', 'This address follows already.');
          }
          const secret = await addSecret(tx, id, gesture);
          const runAt = clock.now() + DAY;
          await jobs.enqueue(tx, { kind: PURGE, key: PURGE, payload: {}, runAt, mode: 'latest' });
          const added: Address = { ...address, id, state: 'on', ...addressStore.WELL };
          return { kind: 'added', address: { ...added, waiting: 0, lastDeliveredAt: undefined }, secret };
        }
      });
      changed();
      return outcome;
    },

    list: async (workspaceId: string): Promise<AddressView[]> =>
      Promise.all((await addressStore.listAddresses(db, workspaceId)).map(viewOf)),

    /** One of this workspace; undefined if it isn't there or was removed. */
    async find(workspaceId: string, id: string): Promise<AddressView | undefined> {
      const address = await usable(db, workspaceId, id);
      return address && viewOf(address);
    },

    /** The newest deliveries to an address, newest first. */
    log: async (workspaceId: string, id: string, most: number): Promise<readonly Delivery[]> =>
      (await usable(db, workspaceId, id)) === undefined ? [] : deliveries.listDeliveries(db, id, most),

    /** Another secret; the one before goes on to sign beside it, older ones end. Undefined if there is no such address. */
    async rotate(workspaceId: string, id: string, gesture?: string): Promise<string | undefined> {
      return database.transaction(async (tx) => {
        if ((await usable(tx, workspaceId, id)) === undefined) return undefined;
        const made = await madeBy(tx, gesture);
        if (made?.addressId === id) return made.secret;
        const live = await addressStore.listLiveSecrets(tx, id);
        const ending = live.slice(LIVE_SECRETS - 1).map((secret) => secret.id);
        await addressStore.retireSecrets(tx, ending, clock.now());
        return addSecret(tx, id, gesture);
      });
    },

    /** Sends nothing until it is switched on again; what happens meanwhile waits. */
    pause: (workspaceId: string, id: string) =>
      change(workspaceId, id, async (tx) =>
        (await addressStore.moveAddress(tx, id, ['on'], 'paused')) ? 'done' : 'not-now',
      ),

    /** Goes on, with what has waited first. */
    switchOn: (workspaceId: string, id: string) =>
      change(workspaceId, id, async (tx) => {
        if (!(await addressStore.moveAddress(tx, id, ['paused', 'stopped', 'gone'], 'on'))) return 'not-now';
        await addressStore.noteHealth(tx, id, addressStore.WELL);
        await deliveries.hurry(tx, id, clock.now());
        await askToSend(deps, tx, id);
        return 'done';
      }),

    /** For good: what waits is not sent, and what was sent is forgotten but for the fact. */
    remove: (workspaceId: string, id: string) =>
      change(workspaceId, id, async (tx) => {
        await addressStore.moveAddress(tx, id, ['on', 'paused', 'stopped', 'gone'], 'removed');
        await deliveries.dropAll(tx, id, clock.now());
        return 'done';
      }),

    /** Sends a try, also to one that is paused; one for each gesture. */
    ping: (workspaceId: string, id: string, gesture?: string) =>
      change(workspaceId, id, async (tx, { state }) => {
        if (state === 'gone') return 'not-now';
        const now = clock.now();
        await deliveries.insertDelivery(tx, {
          id: `msg_${gesture === undefined ? ids.next() : hashOf(gesture)}`,
          addressId: id,
          type: PING,
          about: undefined,
          body: pingBody(id, now),
          createdAt: now,
        });
        await askToSend(deps, tx, id);
        return 'done';
      }),

    /** Sends one delivery again, or all that were given up; answers how many, or why not. */
    async resend(workspaceId: string, id: string, deliveryId?: string): Promise<number | Exclude<Change, 'done'>> {
      let count = 0;
      const outcome = await change(workspaceId, id, async (tx, { state }) => {
        if (state !== 'on') return 'not-now';
        const which = deliveryId === undefined ? { state: 'given-up' as const } : { id: deliveryId };
        count = await deliveries.sendAgain(tx, id, which, clock.now());
        if (count > 0) await askToSend(deps, tx, id);
        return 'done';
      });
      return outcome === 'done' ? count : outcome;
    },

    /** To which address a delivery went. */
    addressOf: (deliveryId: string) => deliveries.addressOfDelivery(db, deliveryId),

    /** Whatever its workspace; for notices, which know only ids of ours. */
    known: (id: string) => addressStore.findAddress(db, id),
  };

  async function usable(read: Db | Tx, workspaceId: string, id: string): Promise<Address | undefined> {
    const address = await addressStore.findAddress(read, id);
    return address?.workspaceId === workspaceId && address.state !== 'removed' ? address : undefined;
  }

  async function change(
    workspaceId: string,
    id: string,
    make: (tx: Tx, address: Address) => Promise<Change>,
  ): Promise<Change> {
    const outcome = await database.transaction(async (tx) => {
      const address = await usable(tx, workspaceId, id);
      return address === undefined ? 'unknown' : make(tx, address);
    });
    changed();
    return outcome;
  }

  async function viewOf(address: Address): Promise<AddressView> {
    return { ...address, ...(await deliveries.standing(db, address.id)) };
  }

  /** What this gesture has made before: it shows the same. */
  async function madeBy(tx: Tx, gesture: string | undefined) {
    const made = gesture === undefined ? undefined : await addressStore.findSecretOf(tx, gesture);
    return made && { addressId: made.addressId, secret: secrets.open(made.sealed) };
  }

  async function addSecret(tx: Tx, addressId: string, gesture: string | undefined): Promise<string> {
    const secret = newSigningSecret(random, 'standard');
    const createdAt = clock.now();
    await addressStore.insertSecret(tx, {
      id: ids.next(),
      addressId,
      sealed: secrets.seal(secret),
      createdAt,
      gesture,
    });
    return secret;
  }
}

const hashOf = (gesture: string): string => createHash('sha256').update(gesture).digest('hex').slice(0, 32);

const refused = (field: 'url' | 'events', sentence: string): AddOutcome => ({ kind: 'refused', field, sentence });

const LONGEST_URL = 2_000;

const OBJECTIONS: Readonly<Record<UrlObjection, string>> = {
  'not-a-url': 'That is no address. It is like https://crm.example.com/baton.',
  'not-https': 'The address must begin with https://, because what is sent is nobody else’s business.',
  credentials: 'Leave out the name and the password: the signature says who sends.',
  inside: 'That address is inside a network of your own. Only public ones can follow.',
};
