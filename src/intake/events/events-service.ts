import { hash } from 'node:crypto';
import type { CrmEvent } from '../../core/crm-event.ts';
import { DAY, HOUR, type Instant, SECOND } from '../../core/instants.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import * as endpointStore from '../endpoints/endpoints-store.ts';
import * as kept from '../kept-store.ts';
import type { KeyedEvent, Unpacked } from '../presets/preset.ts';
import { named } from '../presets/preset-fields.ts';
import { PRESETS } from '../presets/presets.ts';
import type { IntakeDeps } from '../service.ts';
import { unpackText } from '../unpacking-service.ts';
import * as events from './crm-events-store.ts';

/** The kind of the job that looks again for the lead of which something was told. */
export const AWAIT = 'intake.await-lead';

export const awaitKey = (deliveryId: string): string => `intake.await:${deliveryId}`;

/** News may overtake its lead, but not by more than this. */
export const WAITS: number = DAY;

const WAITING = 'its lead is not here yet';

type EventDelivery = Extract<Unpacked, { kind: 'event' }>;

/** What came of the news in one delivery. */
export type Told =
  | { readonly kind: 'seen'; readonly leads: readonly number[] }
  /** Its lead may come yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'dead'; readonly reason: string };

export type Events = ReturnType<typeof createEvents>;

/** News of known leads: told to whoever keeps them, once each, and kept for a while if their lead isn't here yet. */
export function createEvents({ database, clock, jobs, leads, tellAdmins }: IntakeDeps) {
  return {
    /** Takes over the news of a delivery that has just been kept. */
    async tell(tx: Tx, endpoint: Endpoint, deliveryId: string, news: EventDelivery): Promise<Told> {
      const told = await takeOver(tx, endpoint, deliveryId, news);
      if (told.missing === undefined) return settle(tx, deliveryId, news, told.leads);
      await kept.mark(tx, deliveryId, 'waiting', WAITING);
      const runAt = nextLook(clock.now(), clock.now());
      const key = awaitKey(deliveryId);
      await jobs.enqueue(tx, { kind: AWAIT, key, payload: { deliveryId }, runAt, mode: 'once' });
      return { kind: 'waiting' };
    },

    /** The same for one that somebody tries again: its lead is here now, or it is dead as before. */
    async tryAgain(tx: Tx, endpoint: Endpoint, deliveryId: string, news: EventDelivery): Promise<Told> {
      const told = await takeOver(tx, endpoint, deliveryId, news);
      if (told.missing === undefined) return settle(tx, deliveryId, news, told.leads);
      const reason = unknownReason(endpoint, told.missing);
      await kept.mark(tx, deliveryId, 'dead', reason);
      return { kind: 'dead', reason };
    },

    /** Looks for the leads of a delivery that waits; answers when to look again. After a day it is dead, and admins hear of it. */
    async lookAgain(deliveryId: string, done: (tx: Tx) => Promise<void>): Promise<Instant | undefined> {
      return database.transaction(async (tx) => {
        const held = await kept.holdWaiting(tx, deliveryId);
        const endpoint = held && (await endpointStore.findEndpoint(tx, held.endpointId));
        const news = endpoint && held && unpackText(endpoint, held.body);
        if (held === undefined || endpoint === undefined || news?.kind !== 'event') {
          await done(tx);
          return undefined;
        }
        const now = clock.now();
        const told = await takeOver(tx, endpoint, deliveryId, news);
        if (told.missing === undefined) await settle(tx, deliveryId, news, told.leads);
        else if (now - held.receivedAt < WAITS) return nextLook(held.receivedAt, now);
        else await die(tx, deliveryId, unknownReason(endpoint, told.missing));
        await done(tx);
        return undefined;
      });
    },
  };

  /** Tells each event that has had no effect yet; the first whose lead is not here. */
  async function takeOver(
    tx: Tx,
    endpoint: Endpoint,
    delivery: string,
    news: EventDelivery,
  ): Promise<{ leads: readonly number[]; missing: CrmEvent | undefined }> {
    const about = new Set<number>();
    let missing: CrmEvent | undefined;
    const { id: endpointId, workspaceId } = endpoint;
    for (const [place, event] of inOrder(news.events)) {
      const key = hash('sha256', event.key ?? `${delivery}:${place}`);
      const { externalId } = event;
      if (!(await events.takeEvent(tx, { endpointId, key, delivery, externalId, at: clock.now() }))) continue;
      const outcome = await leads.seen(tx, { workspaceId, endpointId, via: systemOf(endpoint) }, event);
      if (outcome.kind === 'unknown') missing ??= event;
      else {
        await events.markTaken(tx, endpointId, key, outcome.leadId);
        about.add(outcome.number);
      }
    }
    return { leads: [...about], missing };
  }

  /** All of it has had its effect; what came with it and could not be read is for admins. */
  async function settle(
    tx: Tx,
    deliveryId: string,
    { unreadable }: EventDelivery,
    about: readonly number[],
  ): Promise<Told> {
    if (unreadable !== undefined) return die(tx, deliveryId, unreadable);
    await kept.mark(tx, deliveryId, 'seen', undefined);
    return { kind: 'seen', leads: about };
  }

  async function die(tx: Tx, deliveryId: string, reason: string): Promise<Told> {
    await kept.mark(tx, deliveryId, 'dead', reason);
    await tellAdmins(tx, { key: `dead:${deliveryId}`, kind: 'intake.dead', subject: deliveryId });
    return { kind: 'dead', reason };
  }
}

/** What the journal calls the system behind an endpoint. */
const systemOf = ({ preset, name }: Endpoint): string => PRESETS.get(preset)?.name ?? name;

const unknownReason = (endpoint: Endpoint, { externalId }: CrmEvent): string =>
  `no lead here has the id ${named(externalId)} in ${systemOf(endpoint)}, and none has come within a day of the news about it`;

/** The oldest first; and leads always in the same order, so that two deliveries never wait for each other. */
function inOrder(all: readonly KeyedEvent[]): readonly (readonly [number, KeyedEvent])[] {
  const placed = [...all.entries()];
  return placed.toSorted(
    ([, one], [, other]) =>
      Number(one.externalId > other.externalId) - Number(one.externalId < other.externalId) ||
      (one.happenedAt ?? 0) - (other.happenedAt ?? 0),
  );
}

/** Soon at first, when the lead is likely on its way, and then ever more seldom: after as long again, at most an hour. */
const nextLook = (since: Instant, now: Instant): Instant =>
  Math.min(now + Math.min(Math.max(now - since, FIRST_LOOK), HOUR), Math.max(since + WAITS, now + FIRST_LOOK));

const FIRST_LOOK = 10 * SECOND;
