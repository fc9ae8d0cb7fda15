import type { Calendar } from '../../core/calendar.ts';
import { factsOf } from '../../core/conditions.ts';
import type { LeadFields } from '../../core/lead-fields.ts';
import { factsWith, judged } from '../../core/lead-score.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Changing } from '../changing-service.ts';
import type { Lead } from '../lead.ts';
import { createAgain } from '../merging/merging-again-service.ts';
import { isRouted } from '../offers/offer.ts';
import { createOfferTelling } from '../offers/offer-telling-service.ts';
import type { Arrival, LeadActor, LeadsDeps } from '../ports-service.ts';
import * as settingsStore from '../settings-store.ts';
import { spamSign } from '../spam/spam.ts';
import type { Spam } from '../spam/spam-service.ts';
import * as store from '../store.ts';
import { createTelling } from '../telling-service.ts';
import * as transitions from '../transitions.ts';
import { consentIn } from './consent.ts';

/** How leads come in. */
export function createArriving(deps: LeadsDeps, changing: Changing, spam: Pick<Spam, 'keepOut'>) {
  const { database, clock, ids, people, routing } = deps;
  const telling = createTelling(deps);
  const offers = createOfferTelling(deps);
  const again = createAgain(deps, changing);

  return {
    receive,

    /** The same for a person who typed a lead, or asked for a test lead. */
    create: (arrival: Arrival) => database.transaction((tx) => receive(tx, arrival)),

    /** A lead that shows an admin what a lead looks like; it counts nowhere. */
    sendTest: ({ id: personId, workspaceId, gesture }: Pick<LeadActor, 'id' | 'workspaceId' | 'gesture'>) => {
      const origin = gesture === undefined ? {} : { originKey: `test:${gesture}` };
      const arrival = { workspaceId, by: 'test' as const, fields: TEST_LEAD, extra: {}, personId, ...origin };
      return database.transaction((tx) => receive(tx, arrival));
    },
  };

  /**
   * Stores a new lead, starts its clocks and asks for its card, all in the caller's transaction.
   * Undefined while Baton isn't set up: there is no channel to put it in. One `originKey` makes one lead.
   */
  async function receive(tx: Tx, arrival: Arrival): Promise<Lead | undefined> {
    const known = arrival.originKey && (await store.findByOrigin(tx, arrival.workspaceId, arrival.originKey));
    if (known) return known;
    const place = await settingsStore.placeOfNew(tx, arrival.workspaceId);
    if (place === undefined) return undefined;
    const sign = arrival.by === 'form' ? spamSign(arrival, place.blocked) : undefined;
    const heldUntil = sign === undefined ? await changing.gate.heldUntil(tx, arrival, place.agreed) : undefined;
    // What is held back is nobody's turn: where it goes is asked once it goes on.
    const { channelId, poolId, calendar } = routed(
      arrival,
      heldUntil === undefined ? place : { ...place, rules: undefined },
    );
    const consent = consentIn(arrival.extra);
    const lead: Lead = {
      id: ids.next(),
      workspaceId: arrival.workspaceId,
      number: place.number,
      channelId,
      ...(poolId !== undefined && { poolId }),
      endpointId: arrival.endpointId,
      stage: 'new',
      owner: undefined,
      round: 1,
      receivedAt: clock.now(),
      firstContactAt: undefined,
      reason: undefined,
      returnsAt: undefined,
      value: undefined,
      lastEvent: 1,
      isTest: arrival.by === 'test',
      fields: arrival.fields,
      ...(consent !== undefined && { consent }),
    };
    const origin = { key: arrival.originKey, extra: arrival.extra };
    const kept = await store.insertLead(tx, lead, origin, { isAlone: lead.isTest || sign !== undefined });
    // The same modal was sent twice at once, and the other one was faster.
    if (kept.kind === 'twice') {
      await store.takeBack(tx, lead);
      return receive(tx, arrival);
    }
    if (kept.known !== undefined && (await again.isKnown(tx, kept.known))) {
      await store.takeBack(tx, lead);
      // The lead that it would have been may have become part of a known one when it came first.
      return (await again.joinedBy(tx, arrival)) ?? again.join(tx, kept.known, arrival);
    }
    const isHeld = heldUntil !== undefined && { isHeld: true as const };
    const hours = calendar !== undefined && { calendar };
    await changing.record(tx, lead, { kind: 'received', by: arrival.by, ...hours, ...isHeld }, arrival.personId);
    if (heldUntil !== undefined) {
      const owner = await mappedOwner(tx, lead);
      return changing.gate.holdBack(tx, lead, { until: heldUntil, owner }, place.agreed);
    }
    if (sign !== undefined) return spam.keepOut(tx, lead, sign, clock.now());
    await telling.enqueueCard(tx, lead);
    const owned = await assignMappedOwner(tx, lead);
    if (owned !== undefined) return owned;
    if (isRouted(lead)) await offers.enqueueTurnAt(tx, lead.id, lead.receivedAt);
    return lead;
  }

  /** Where it goes: by the first rule that holds, else as if there were none. A test lead takes nobody's turn. */
  function routed(
    { fields, extra, endpointId: endpoint, channelId, by }: Arrival,
    place: settingsStore.PlaceOfNew,
  ): { readonly channelId: string; readonly poolId?: string | undefined; readonly calendar?: Calendar | undefined } {
    const otherwise = channelId ?? place.channelId;
    if (place.rules === undefined || routing === undefined || by === 'test') return { channelId: otherwise };
    const facts = factsOf(fields, { endpoint, channel: otherwise, extra });
    const ruled = routing.place(place.rules, factsWith(facts, judged(place.agreed, facts)));
    return { channelId: ruled.channelId ?? otherwise, poolId: ruled.poolId, calendar: ruled.calendar };
  }

  /** A form that names an owner whom Slack knows makes the lead theirs on arrival. */
  async function assignMappedOwner(tx: Tx, lead: Lead): Promise<Lead | undefined> {
    const owner = await mappedOwner(tx, lead);
    if (owner === undefined) return undefined;
    const decision = transitions.assign(lead, owner, undefined, clock.now());
    return decision.kind === 'move' ? changing.write(tx, lead, decision.to) : undefined;
  }

  async function mappedOwner(tx: Tx, { workspaceId, fields: { ownerEmail } }: Lead): Promise<string | undefined> {
    const owner = ownerEmail && (await people.byEmail(tx, workspaceId, ownerEmail.toLowerCase()));
    // Some CRMs name the marketer who found the contact: taken at its word, that would drop the lead.
    return !owner || (await people.onlyMarkets(tx, owner.id)) ? undefined : owner.id;
  }
}

/** Somebody who doesn't exist, at an address that never will. */
const TEST_LEAD: LeadFields = {
  company: 'Example Ltd',
  contactName: 'Tess Example',
  email: 'tess@example.com',
  emailKey: 'tess@example.com',
  message: 'This is what a lead looks like: could you show us a demo this week?',
  source: 'Test',
};
