import { type Duration, type Instant, SECOND } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import { type Address, wants } from './address.ts';
import * as addressStore from './addresses-store.ts';
import * as deliveries from './deliveries-store.ts';
import { ERASED, isTold, type JournalEntry, typeOf } from './event.ts';
import { bodyOf, colleaguesIn, erasedBody } from './payload.ts';
import { askToSend, type WebhookDeps } from './ports-service.ts';

/** Where nobody follows, leads are not held up: for so long nobody is looked for again. */
const NOBODY_FOR: Duration = SECOND;

/** Follows the journal of leads: what happens to one is on its way in the same transaction. */
export function createFollowing(deps: Pick<WebhookDeps, 'clock' | 'ids' | 'jobs' | 'findLead' | 'namesOf'>) {
  const { clock, ids, findLead, namesOf } = deps;
  let nobodySince: Instant | undefined;

  return {
    /** Somebody may follow from now on. */
    lookAgain(): void {
      nobodySince = undefined;
    },

    /** Forgets what others were told of a lead, and asks them to forget its person as well. */
    async forget(tx: Tx, lead: { id: string; workspaceId: string; number: number }): Promise<void> {
      const now = clock.now();
      await deliveries.forgetLead(tx, lead.id, now);
      for (const address of await addressStore.listAddresses(tx, lead.workspaceId)) {
        if (!isFollowing(address) || !wants(address, ERASED)) continue;
        await deliveries.insertDelivery(tx, {
          id: `msg_${ids.next()}`,
          addressId: address.id,
          type: ERASED,
          // Before anything that happens to it from now on.
          about: { leadId: lead.id, number: lead.number, seq: 0 },
          body: erasedBody(lead, now),
          createdAt: now,
        });
        await askToSend(deps, tx, address.id);
      }
    },

    async follow(tx: Tx, entry: JournalEntry): Promise<void> {
      if (isKnownNobody() || !isTold(entry)) return;
      const all = (await addressStore.listAddresses(tx, entry.workspaceId)).filter(isFollowing);
      nobodySince = all.length === 0 ? clock.now() : undefined;
      const type = typeOf(entry.kind);
      const following = all.filter((address) => wants(address, type));
      const lead = following.length === 0 ? undefined : await findLead(tx, entry.leadId);
      if (lead === undefined) return;
      const names = await namesOf(tx, colleaguesIn(entry, lead));
      for (const { id: addressId, isPersonal } of following) {
        await deliveries.insertDelivery(tx, {
          id: `msg_${ids.next()}`,
          addressId,
          type,
          about: { leadId: lead.id, number: lead.number, seq: entry.seq },
          body: bodyOf(entry, lead, { names, isPersonal }),
          createdAt: entry.at,
        });
        await askToSend(deps, tx, addressId);
      }
    },
  };

  function isKnownNobody(): boolean {
    if (nobodySince === undefined) return false;
    const passed = clock.now() - nobodySince;
    // A clock that was set back says nothing.
    return passed >= 0 && passed < NOBODY_FOR;
  }
}

/** For one that is paused, events wait. */
const isFollowing = ({ state }: Address): boolean => state === 'on' || state === 'paused' || state === 'stopped';
