import type { Tx } from '../../platform/db/database.ts';
import { consentIn } from '../arriving/consent.ts';
import type { Changing } from '../changing-service.ts';
import * as journal from '../journal-store.ts';
import type { Lead } from '../lead.ts';
import * as outcomes from '../outcomes/outcomes.ts';
import type { Arrival, LeadsDeps } from '../ports-service.ts';
import * as store from '../store.ts';
import type { Decision } from '../transitions.ts';
import { isWorthReturning, wroteAgain } from './merging-again.ts';
import * as merging from './merging-store.ts';

/** What becomes of an arrival whose person is known already. */
export function createAgain({ clock, people }: LeadsDeps, { write }: Changing) {
  return {
    /** The lead that this arrival, which may come twice, has become part of. */
    async joinedBy(tx: Tx, arrival: Arrival): Promise<Lead | undefined> {
      const gesture = gestureOf(arrival);
      const leadId = gesture && (await journal.leadOfGesture(tx, gesture));
      return leadId ? store.findVisible(tx, leadId) : undefined;
    },

    isKnown,

    /** Notes on a lead that its person has written again. One that was given up comes back with it, at once, to whoever had it. */
    async join(tx: Tx, knownId: string, arrival: Arrival): Promise<Lead> {
      const said = { by: arrival.by === 'form' ? 'form' : 'person', fields: arrival.fields } as const;
      const again = { ...said, consent: consentIn(arrival.extra) };
      const noted = await changed(
        tx,
        knownId,
        async (lead) => wroteAgain(lead, again, arrival.personId),
        gestureOf(arrival),
      );
      if (!isWorthReturning(noted)) return noted;
      return changed(tx, noted.id, async (lead) => {
        const owner = lead.owner?.personId;
        const to = owner !== undefined && (await people.sells(tx, owner)) ? owner : undefined;
        return outcomes.comeBack(lead, to, clock.now());
      });
    },
  };

  /** Whether its person is still known, of it or of the lead of which it is part: nobody forgets them until the transaction ends. */
  async function isKnown(tx: Tx, leadId: string): Promise<boolean> {
    const whole = await store.findVisible(tx, leadId);
    if (whole === undefined) return false;
    const held = await merging.hold(tx, [...new Set([leadId, whole.id])]);
    // Somebody has merged them, or taken them apart, before they could be held.
    if ((await store.findVisible(tx, leadId))?.id !== whole.id) return isKnown(tx, leadId);
    return [...held.values()].every((lead) => lead.isErased !== true);
  }

  /** Reads and decides anew for as long as somebody else changes the lead in between. */
  async function changed(
    tx: Tx,
    leadId: string,
    decide: (lead: Lead) => Promise<Decision<never>>,
    gesture?: string,
  ): Promise<Lead> {
    for (;;) {
      const lead = await store.findVisible(tx, leadId);
      if (lead === undefined) throw new Error(`Lead ${leadId} is gone`);
      const decision = await decide(lead);
      if (decision.kind === 'refuse') return lead;
      const moved = await write(tx, lead, decision.to, gesture);
      if (moved !== undefined) return moved;
    }
  }
}

/** An arrival that comes twice is one entry of the journal, as it would have been one lead. */
const gestureOf = ({ workspaceId, originKey }: Arrival): string | undefined =>
  originKey === undefined ? undefined : `arrival:${workspaceId}:${originKey}`;
