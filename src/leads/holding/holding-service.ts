import type { Instant } from '../../core/instants.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Changing } from '../changing-service.ts';
import * as journal from '../journal-store.ts';
import type { Lead } from '../lead.ts';
import type { LeadActor, LeadsDeps, Outcome } from '../ports-service.ts';
import * as settingsStore from '../settings-store.ts';
import * as store from '../store.ts';
import { heldIn, isHeld, releaseDue } from './holding.ts';
import { idsHeld } from './holding-store.ts';
import { createHoldTelling } from './holding-telling-service.ts';

/** Only they owe what a lead lacks, or answer for those who would work on it. */
export type NotMarketing = { readonly kind: 'not-marketing' };
export type NotHeld = { readonly kind: 'not-held' };

/** How leads that are held back go on, by hand and by themselves. */
export function createHolding(deps: LeadsDeps, { letThrough, doneBefore }: Changing) {
  const { database, clock } = deps;
  const { db } = database;
  const telling = createHoldTelling(deps);

  return {
    /** Somebody lets a lead through as it is: of marketing, or who manages sales. */
    async letThrough(actor: LeadActor, leadId: string): Promise<Outcome<NotMarketing | NotHeld>> {
      for (;;) {
        const outcome = await database.transaction((tx) => byHand(tx, actor, leadId)).catch(doneBefore);
        if (outcome !== undefined) return outcome;
      }
    },

    /** Lets a lead through if it is to wait no longer. Answers when to look again; undefined once it isn't held. */
    async lookAtHeld(leadId: string): Promise<Instant | undefined> {
      for (;;) {
        const done = await database.transaction((tx) => look(tx, leadId));
        if (done !== 'again') return done.at;
      }
    },

    /** What is asked for has changed: every lead that is held is looked at anew. */
    async lookAtAllHeld(tx: Tx, workspaceId: string): Promise<void> {
      for (const leadId of await idsHeld(tx, workspaceId)) await telling.enqueueLook(tx, leadId);
    },

    /** What marketing reads of a lead that is or was held, and where; undefined if it never was, or nowhere. */
    async heldCard(leadId: string) {
      const lead = await store.findLead(db, leadId);
      const settings = lead && (await settingsStore.findSettings(db, lead.workspaceId));
      const events = lead === undefined ? [] : await journal.listEvents(db, lead);
      const held = heldIn(events);
      if (lead === undefined || held === undefined) return undefined;
      const { zone } = await deps.people.calendarOf(db, lead.workspaceId, { team: 'marketing' });
      return { lead, events, held, zone, now: clock.now(), channel: settings?.rules.marketingChannelId };
    },
  };

  async function byHand(
    tx: Tx,
    actor: LeadActor,
    leadId: string,
  ): Promise<Outcome<NotMarketing | NotHeld> | undefined> {
    const lead = await store.findVisible(tx, leadId);
    if (lead?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
    if (!mayLetThrough(actor)) return { kind: 'refused', lead, why: { kind: 'not-marketing' } };
    if (!isHeld(lead)) return { kind: 'refused', lead, why: { kind: 'not-held' } };
    const through = await letThrough(tx, lead, 'by-hand', actor.id, actor.gesture);
    return through && { kind: 'done', lead: through };
  }

  /** Of what it lacks coming, somebody's word and its time at the same moment one comes first: each writes only what it has read. */
  async function look(tx: Tx, leadId: string): Promise<'again' | { readonly at: Instant | undefined }> {
    const lead: Lead | undefined = await store.findLead(tx, leadId);
    if (lead === undefined || !isHeld(lead)) return { at: undefined };
    const rules = (await settingsStore.findSettings(tx, lead.workspaceId))?.rules;
    const why = releaseDue(lead, heldIn(await journal.listEvents(tx, lead)), rules, clock.now());
    if (why === undefined) return { at: lead.heldUntil };
    return (await letThrough(tx, lead, why)) === undefined ? 'again' : { at: undefined };
  }
}

const mayLetThrough = ({ teams, manages }: LeadActor): boolean => teams.includes('marketing') || manages.length > 0;
