import type { CrmEvent } from '../../core/crm-event.ts';
import type { Instant } from '../../core/instants.ts';
import { dateAt, instantAt } from '../../core/local-time.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Rejected } from '../change.ts';
import type { Changing } from '../changing-service.ts';
import * as journal from '../journal-store.ts';
import { isOpen, type Lead, type LeadEvent } from '../lead.ts';
import type { LeadsDeps } from '../ports-service.ts';
import { rejectionFaults, returnDate } from '../rejecting/rejection.ts';
import * as store from '../store.ts';
import { createTelling } from '../telling-service.ts';
import type { Decision } from '../transitions.ts';
import {
  isNewsFor,
  momentSeen,
  type NoNews,
  note,
  type Sight,
  seenActivity,
  seenContact,
  seenMeeting,
  seenOwner,
} from './seen.ts';
import { rejectedOf, rejectionIn, type SeenStage, seenStage } from './seen-stage.ts';
import { findMeant } from './seen-store.ts';

/** Which lead another system means, and which system it is. */
export interface SeenFrom {
  readonly workspaceId: string;
  /** Where it told so: leads that came there are meant first. */
  readonly endpointId: string;
  /** What the system is called. */
  readonly via: string;
}

/** What came of it. `nothing-new`: it is so here already, or something newer has happened since. */
export type SeenOutcome =
  | { readonly kind: 'noted' | 'nothing-new'; readonly leadId: string; readonly number: number }
  /** No lead here is called so. */
  | { readonly kind: 'unknown' };

/** When somebody who has no working hours is at their desk. */
const MORNING = '09:00';

/** What reps do in another system counts as if they had done it here. */
export function createSeeing(deps: LeadsDeps, changing: Changing) {
  const { clock, people, promises } = deps;
  const telling = createTelling(deps);

  return {
    /** Takes over what another system saw happen to a lead, in the caller's transaction, who sees to it that each event comes once. */
    async seen(tx: Tx, from: SeenFrom, event: CrmEvent): Promise<SeenOutcome> {
      const meant = await findMeant(tx, from, event.externalId);
      if (meant === undefined) return { kind: 'unknown' };
      for (;;) {
        const lead = await store.findLead(tx, meant);
        if (lead === undefined) return { kind: 'unknown' };
        const { id: leadId, number } = lead;
        const decision = await decided(tx, lead, from, event);
        if (decision.kind === 'refuse') return { kind: 'nothing-new', leadId, number };
        const known = await changing.worked(tx, lead, decision.to);
        // What was held back has gone on by that, and is decided on as it is now.
        if (known !== lead) continue;
        const moved = await changing.write(tx, lead, decision.to);
        // Somebody has done something with it meanwhile: it is looked at anew.
        if (moved === undefined) continue;
        await tell(tx, moved, decision.to);
        return { kind: 'noted', leadId, number };
      }
    },
  };

  async function decided(tx: Tx, lead: Lead, { via }: SeenFrom, event: CrmEvent): Promise<Decision<NoNews>> {
    const now = clock.now();
    const sight: Sight = {
      via,
      happenedAt: momentSeen(event, now),
      by: await colleague(tx, lead.workspaceId, event.byEmail),
      now,
    };
    const events = await journal.listEvents(tx, lead);
    const { what } = event;
    switch (what.kind) {
      case 'contacted':
        return seenContact(lead, events, what.how, sight);
      case 'activity':
        return seenActivity(lead, events, what.type, sight);
      case 'meeting':
        return seenMeeting(lead, events, what.startsAt, sight);
      case 'stage':
        return seenStage(lead, events, what, sight, await rejectionOf(tx, lead, events, what, now));
      case 'owner':
        return owned(tx, lead, events, what.owner, sight);
    }
  }

  async function owned(
    tx: Tx,
    lead: Lead,
    events: readonly LeadEvent[],
    owner: string | undefined,
    sight: Sight,
  ): Promise<Decision<NoNews>> {
    const noted = (why: string | undefined) => note(lead, { what: 'owner', value: owner, why }, sight);
    if (owner === undefined) return lead.owner === undefined ? KNOWN : noted(undefined);
    if (!owner.includes('@')) return noted('unreadable');
    const person = await colleague(tx, lead.workspaceId, owner);
    if (person === undefined) return noted('unknown');
    // Some CRMs name the marketer who found the contact: taken at its word, that would drop the lead.
    if (await people.onlyMarkets(tx, person)) return noted('marketing');
    return isOpen(lead) ? seenOwner(lead, events, person, sight) : noted('closed');
  }

  /** What its reason asks for, complete; or what is missing. */
  async function rejectionOf(
    tx: Tx,
    lead: Lead,
    events: readonly LeadEvent[],
    seen: SeenStage,
    now: Instant,
  ): Promise<Rejected | 'reason' | 'details'> {
    const rejection = rejectionIn(seen);
    if (rejection === undefined) return 'reason';
    const zone = (await promises.clockOfLead(tx, lead.id))?.policy.calendar.zone ?? 'UTC';
    const today = dateAt(now, zone);
    if (rejectionFaults(rejection, events, today).length > 0) return 'details';
    const returnsOn = returnDate(rejection, today);
    if (returnsOn === undefined) return rejectedOf(rejection, { returnsOn, returnsAt: undefined });
    const at = instantAt(returnsOn, '00:00', zone);
    const opening = lead.owner && (await people.nextShift(tx, lead.owner.personId, at));
    return rejectedOf(rejection, { returnsOn, returnsAt: opening ?? instantAt(returnsOn, MORNING, zone) });
  }

  async function colleague(tx: Tx, workspaceId: string, email: string | undefined): Promise<string | undefined> {
    return email === undefined ? undefined : (await people.byEmail(tx, workspaceId, email.toLowerCase()))?.id;
  }

  /** The owner hears of it in the card's thread, when they are there. */
  async function tell(tx: Tx, lead: Lead, entry: Pick<LeadEvent, 'change' | 'by'>): Promise<void> {
    const { owner } = lead;
    if (owner === undefined || !isOpen(lead) || !isNewsFor(owner.personId, entry)) return;
    const now = clock.now();
    const at = (await people.nextShift(tx, owner.personId, now)) ?? now;
    await telling.tellSeen(tx, lead, at);
  }
}

const KNOWN: Decision<NoNews> = { kind: 'refuse', why: { kind: 'known' } };
