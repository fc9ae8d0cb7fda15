import { usableContact } from '../core/lead-fields.ts';
import type { Tx } from '../platform/db/database.ts';
import { Permanent } from '../platform/errors.ts';
import * as deliveries from './deliveries-store.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import * as endpointStore from './endpoints/endpoints-store.ts';
import type { Events, Told } from './events/events-service.ts';
import * as kept from './kept-store.ts';
import { applyMapping, type Mapped } from './mapping/mapping.ts';
import type { Unpacked } from './presets/preset.ts';
import { mappingOf } from './presets/presets.ts';
import type { IntakeDeps, Receipt } from './service.ts';
import { unpackText } from './unpacking-service.ts';

/** The kind of the job that makes a lead of a delivery that came before the set-up. */
export const HAND_OVER = 'intake.hand-over';

/** The key of that job. */
export const handOverKey = (deliveryId: string): string => `intake:${deliveryId}`;

export const NO_CONTACT = 'no e-mail, no phone, and no name with a company';
export const NOT_SET_UP = 'Baton is not set up yet';

/** What came of trying a delivery again. */
export type Replayed =
  | { readonly kind: 'lead'; readonly number: number }
  /** It is news, and its leads have it now. */
  | { readonly kind: 'seen'; readonly leads: readonly number[] }
  | { readonly kind: 'dead'; readonly reason: string }
  /** Baton is not set up yet. */
  | { readonly kind: 'early' }
  /** It has made a lead meanwhile, or was forgotten. */
  | { readonly kind: 'gone' };

export type HandingOver = ReturnType<typeof createHandingOver>;

/** Makes leads of deliveries. */
export function createHandingOver({ database, clock, jobs, leads, tellAdmins }: IntakeDeps, events: Events) {
  return {
    handOn,

    /**
     * Tries a delivery again that made no lead, with the mapping of now. Whoever comes second waits and finds it done, so that it
     * makes one lead.
     */
    tryAgain,

    /**
     * The same for a delivery that came before the set-up. Throws `Permanent` while there is none, so that the admins hear of it
     * and the set-up gives the job another chance.
     */
    async handOver(deliveryId: string, settle: (tx: Tx) => Promise<void>): Promise<void> {
      await database.transaction(async (tx) => {
        const { kind } = await tryAgain(tx, deliveryId);
        if (kind === 'early') throw new NotSetUp();
        await settle(tx);
      });
    },
  };

  async function tryAgain(tx: Tx, deliveryId: string, workspaceId?: string): Promise<Replayed> {
    const dead = await kept.holdDead(tx, deliveryId);
    const endpoint = dead && (await endpointStore.findEndpoint(tx, dead.endpointId));
    if (dead === undefined || endpoint === undefined) return { kind: 'gone' };
    if (workspaceId !== undefined && endpoint.workspaceId !== workspaceId) return { kind: 'gone' };
    const unpacked = unpackText(endpoint, dead.body);
    if (unpacked.kind === 'event') {
      const told = await events.tryAgain(tx, endpoint, deliveryId, unpacked);
      return told.kind === 'waiting' ? { kind: 'early' } : told;
    }
    if (unpacked.kind === 'ignored') await kept.ignore(tx, deliveryId, unpacked.reason);
    const wish = understood(endpoint, unpacked);
    if (wish.kind === 'dead') {
      if (unpacked.kind !== 'ignored') await deliveries.explain(tx, deliveryId, wish.reason);
      return wish;
    }
    const lead = await receive(tx, endpoint, wish);
    if (lead === undefined) return { kind: 'early' };
    await deliveries.markAccepted(tx, deliveryId, lead.id);
    return { kind: 'lead', number: lead.number };
  }

  /** Makes a lead of a delivery that has just been kept, or says why it makes none. */
  async function handOn(tx: Tx, endpoint: Endpoint, deliveryId: string, unpacked: Unpacked): Promise<Receipt> {
    if (unpacked.kind === 'ignored') return { kind: 'ignored' };
    if (unpacked.kind === 'event') return receiptOf(await events.tell(tx, endpoint, deliveryId, unpacked));
    const wish = understood(endpoint, unpacked);
    if (wish.kind === 'dead') {
      await tellAdmins(tx, { key: `dead:${deliveryId}`, kind: 'intake.dead', subject: deliveryId });
      return { kind: 'kept', reason: wish.reason };
    }
    const lead = await receive(tx, endpoint, wish);
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

  function receive(tx: Tx, endpoint: Endpoint, { fields, extra, isTest }: LeadWish) {
    return leads.receive(tx, {
      workspaceId: endpoint.workspaceId,
      by: isTest ? 'test' : 'form',
      fields: { ...fields, source: fields.source ?? endpoint.name },
      extra,
      channelId: endpoint.channelId,
      endpointId: endpoint.id,
    });
  }
}

const receiptOf = (told: Told): Receipt => (told.kind === 'dead' ? { kind: 'kept', reason: told.reason } : told);

class NotSetUp extends Permanent {
  constructor() {
    super('A lead came before the set-up.', {
      code: 'not_set_up',
      advice: 'Leads arrive, but I don’t know yet where to put them: type /baton setup.',
    });
  }
}

/** A lead that could be made of a delivery. */
type LeadWish = Pick<Mapped, 'fields' | 'extra'> & { readonly kind: 'lead'; readonly isTest: boolean };

/** What a delivery holds, in the fields of a lead; or why nobody could use it. */
export function understood(endpoint: Endpoint, unpacked: Unpacked): LeadWish | { kind: 'dead'; reason: string } {
  if (unpacked.kind === 'event') return { kind: 'dead', reason: 'it is news of a lead that is known already' };
  if (unpacked.kind !== 'lead') return { kind: 'dead', reason: unpacked.reason };
  const { payload, places, isTest = false } = unpacked;
  const { fields, extra } = applyMapping(mappingOf(endpoint, places), payload);
  return usableContact(fields) ? { kind: 'lead', fields, extra, isTest } : { kind: 'dead', reason: NO_CONTACT };
}
