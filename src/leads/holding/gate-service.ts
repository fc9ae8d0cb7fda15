import { dueAt, nextOpening, workingTime } from '../../core/business-hours.ts';
import type { Calendar } from '../../core/calendar.ts';
import { factsOf } from '../../core/conditions.ts';
import type { Instant } from '../../core/instants.ts';
import { factsWith, judged } from '../../core/lead-score.ts';
import type { Tx } from '../../platform/db/database.ts';
import * as journal from '../journal-store.ts';
import type { Lead } from '../lead.ts';
import type { Arrival, LeadsDeps } from '../ports-service.ts';
import * as settingsStore from '../settings-store.ts';
import * as store from '../store.ts';
import * as transitions from '../transitions.ts';
import * as holding from './holding.ts';

type Write = (tx: Tx, lead: Lead, to: transitions.Transition, gesture?: string) => Promise<Lead | undefined>;

/** The gate between marketing and sales: how a lead is held back that lacks what it needs, and how it goes on. */
export function createGate(deps: LeadsDeps, write: Write) {
  const { clock, people, routing } = deps;

  return {
    /** Until when a lead that arrives now is held back; undefined if it isn't. Asks the database only where a company holds leads back. */
    async heldUntil(
      tx: Tx,
      { workspaceId, by, fields }: Arrival,
      agreed: settingsStore.PlaceOfNew['agreed'],
    ): Promise<Instant | undefined> {
      // Who types a lead is there to be asked, and a test shows what a lead looks like.
      if (by !== 'form' || agreed.hold === undefined) return undefined;
      if (holding.wanting(agreed, { stage: 'new', fields }).length === 0) return undefined;
      const calendar = await people.calendarOf(tx, workspaceId, { team: 'marketing' });
      const now = clock.now();
      // Where nobody ever works, nobody would add anything.
      return nextOpening(calendar, now) === undefined ? undefined : dueAt(calendar, now, agreed.hold.limit);
    },

    /** Holds back a lead that has just been stored; it is nobody's turn and has no card until it goes on. */
    async holdBack(
      tx: Tx,
      lead: Lead,
      hold: { readonly until: Instant; readonly owner: string | undefined },
      agreed: settingsStore.PlaceOfNew['agreed'],
    ): Promise<Lead> {
      const decision = holding.holdBack(lead, { ...hold, fields: holding.wanting(agreed, lead) });
      return (decision.kind === 'move' ? await write(tx, lead, decision.to) : undefined) ?? lead;
    },

    letThrough,
  };

  /** Undefined if the lead has changed since it was read; then nothing is written. */
  async function letThrough(
    tx: Tx,
    lead: holding.HeldLead,
    why: holding.LetThroughWhy,
    by?: string,
    gesture?: string,
  ): Promise<Lead | undefined> {
    const { workspaceId } = lead;
    const rules = (await settingsStore.findSettings(tx, workspaceId))?.rules;
    const held = holding.heldIn(await journal.listEvents(tx, lead));
    const now = clock.now();
    const calendar = await people.calendarOf(tx, workspaceId, { team: 'marketing' });
    const { channelId, poolId, calendar: hours } = await placeOf(tx, lead, rules);
    // Whatever asks for its channel, as a promise may, finds the one that it goes on to.
    if (channelId !== lead.channelId && !(await store.reroute(tx, lead, channelId))) return undefined;
    const said = {
      why,
      missing: holding.wanting(rules, lead),
      worked: workingTime(calendar, held?.at ?? now, Math.max(now, held?.at ?? now)),
      ...(hours !== undefined && { calendar: hours }),
    };
    const placed = { ...lead, channelId };
    const decision = holding.letThrough(placed, { ...said, poolId, by });
    const through = decision.kind === 'move' ? await write(tx, placed, decision.to, gesture) : undefined;
    if (through === undefined || why === 'worked') return through;
    return giveToOwner(tx, through, held?.change.owner);
  }

  /** Where it goes as it is now: what it lacked may be what decides that. */
  async function placeOf(
    tx: Tx,
    { id, workspaceId, fields, endpointId: endpoint, channelId: channel }: Lead,
    rules: settingsStore.FoundSettings['rules'] | undefined,
  ): Promise<{ channelId: string; poolId: string | undefined; calendar?: Calendar | undefined }> {
    const routes = routing && (await settingsStore.findRoutes(tx, workspaceId));
    if (routes === undefined || routing === undefined) return { channelId: channel, poolId: undefined };
    const facts = factsOf(fields, { endpoint, channel, extra: await store.findExtra(tx, id) });
    const place = routing.place(routes, rules === undefined ? facts : factsWith(facts, judged(rules, facts)));
    return { channelId: place.channelId ?? channel, poolId: place.poolId, calendar: place.calendar };
  }

  /** Whom its form has named, if they are still there. */
  async function giveToOwner(tx: Tx, lead: Lead, owner: string | undefined): Promise<Lead> {
    if (owner === undefined || (await people.present(tx, [owner])).length === 0) return lead;
    const decision = transitions.assign(lead, owner, undefined, clock.now());
    return (decision.kind === 'move' ? await write(tx, lead, decision.to) : undefined) ?? lead;
  }
}
