import { keysOf } from '../../core/lead-identity.ts';
import { HINTS, hintOf } from '../../core/lead-likeness.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Changing } from '../changing-service.ts';
import { isHeld } from '../holding/holding.ts';
import * as journal from '../journal-store.ts';
import type { Lead, LeadEvent, MaybeSame } from '../lead.ts';
import { type LeadActor, type LeadsDeps, sells, workerOf } from '../ports-service.ts';
import * as store from '../store.ts';
import { move } from '../transitions.ts';
import {
  latestAway,
  latestGain,
  type MergeRefusal,
  type MergeRefused,
  merge,
  mergeObjection,
  survivorOf,
  takeApart,
  type UnmergeRefused,
} from './merging.ts';
import type { MergedAway, Unmerged } from './merging-change.ts';
import * as merging from './merging-store.ts';

/** What came of merging, or of taking apart: both leads as they are now, or why not. */
export type Merged<R> =
  | { readonly kind: 'done'; readonly into: Lead; readonly from: Lead }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly lead: Lead; readonly why: R };

export type Merging = ReturnType<typeof createMerging>;

/** How two leads become one, and two again. */
export function createMerging({ database, clock, promises }: LeadsDeps, { write, letThrough }: Changing) {
  const { db } = database;

  return {
    /** Makes `from` part of `into`. `isTheirs`: whose leads these are has been looked at; `note`: what they said of it. */
    merge: (
      actor: LeadActor,
      intoId: string,
      fromId: string,
      { isTheirs = false, note }: { readonly isTheirs?: boolean; readonly note?: string | undefined } = {},
    ): Promise<Merged<MergeRefused>> =>
      once(actor, () =>
        database.transaction(async (tx): Promise<Merged<MergeRefused>> => {
          const found = await merging.hold(tx, [intoId, fromId]);
          const [one, other] = [found.get(intoId), found.get(fromId)];
          if (one?.workspaceId !== actor.workspaceId || other?.workspaceId !== actor.workspaceId) return NOT_FOUND;
          const why = (isTheirs ? undefined : objection(actor, [one, other])) ?? (await unfit(tx, one, other));
          if (why !== undefined) return { kind: 'refused', lead: other, why };
          const [into, from] = [await through(tx, one, actor), await through(tx, other, actor)];
          const decision = merge(into, from, actor.id, clock.now(), note);
          if (decision.kind === 'refuse') return { kind: 'refused', lead: from, why: decision.why };
          await promises.merge(tx, {
            from: from.id,
            into: into.id,
            round: decision.into.round,
            isAnswered: decision.into.firstContactAt !== undefined,
          });
          return both(tx, { into, from }, decision, actor.gesture);
        }),
      ),

    /** Makes two leads again of one: of the one that was merged away, or of the one that got another last. */
    unmerge: (actor: LeadActor, leadId: string): Promise<Merged<UnmergeRefused>> =>
      once(actor, () =>
        database.transaction(async (tx): Promise<Merged<UnmergeRefused>> => {
          const found = await partsOf(tx, leadId);
          if (found?.from.workspaceId !== actor.workspaceId) return NOT_FOUND;
          const held = await merging.hold(tx, [found.from.id, ...(found.into === undefined ? [] : [found.into])]);
          const from = held.get(found.from.id);
          const into = from?.mergedInto === undefined ? undefined : held.get(from.mergedInto);
          if (from === undefined) return NOT_FOUND;
          if (into === undefined) return { kind: 'refused', lead: from, why: { kind: 'not-merged' } };
          const why = objection(actor, [into, from]);
          if (why !== undefined) return { kind: 'refused', lead: from, why };
          if (into.mergedInto !== undefined)
            return { kind: 'refused', lead: from, why: { kind: 'later-first', number: into.number } };
          const events = await journal.listEvents(tx, into);
          const gain = latestGain(events);
          const away = latestAway(await journal.listEvents(tx, from));
          if (gain === undefined || away === undefined)
            return { kind: 'refused', lead: from, why: { kind: 'not-merged' } };
          if (gain.change.lead !== from.id)
            return { kind: 'refused', lead: from, why: { kind: 'later-first', number: gain.change.number } };
          const since = events.filter(({ seq }) => seq > gain.seq);
          const apart = takeApart({ lead: into, gain, since }, { lead: from, away }, actor.id);
          await promises.takeApart(tx, { from: from.id, into: into.id, isRestored: apart.isRestored });
          await merging.keepApart(tx, into, from, { by: actor.id, at: clock.now() });
          return both(tx, { into, from }, apart, actor.gesture);
        }),
      ),

    /** Notes that a lead is not the same as the one that its card asks about. */
    keepApart: (actor: LeadActor, leadId: string, number: number): Promise<Merged<MergeRefused>> =>
      database.transaction(async (tx): Promise<Merged<MergeRefused>> => {
        const lead = (await merging.hold(tx, [leadId])).get(leadId);
        const other = lead && (await store.findByNumber(tx, lead.workspaceId, number));
        if (lead?.workspaceId !== actor.workspaceId || other === undefined) return NOT_FOUND;
        const why = objection(actor, [lead]);
        if (why !== undefined) return { kind: 'refused', lead, why };
        if (lead.maybeSame?.number !== number) return { kind: 'done', into: other, from: lead };
        await merging.keepApart(tx, lead, other, { by: actor.id, at: clock.now() });
        const apart = move<never>(lead, { kind: 'kept-apart', number }, actor.id, {
          sameness: { maybeSame: undefined },
        });
        const kept = apart.kind === 'move' ? await write(tx, lead, apart.to, actor.gesture) : undefined;
        return { kind: 'done', into: other, from: kept ?? lead };
      }),

    /** What merging would do, or why it can't be; without `into`, the likelier one of both stays. Nothing is changed. */
    async previewMerge(
      actor: LeadActor,
      leads: { readonly into?: Lead; readonly from: Lead; readonly other?: Lead },
    ): Promise<Merged<MergeRefused>> {
      const chosen = leads.into ?? leads.other;
      if (chosen === undefined) return NOT_FOUND;
      const { into, from } =
        leads.into === undefined ? survivorOf(chosen, leads.from) : { into: chosen, from: leads.from };
      const decision = merge(into, from, actor.id, clock.now());
      const why =
        objection(actor, [into, from]) ??
        (await unfit(db, into, from)) ??
        (decision.kind === 'refuse' ? decision.why : undefined);
      return why === undefined ? { kind: 'done', into, from } : { kind: 'refused', lead: from, why };
    },

    /** Looks whether a new lead may be the same as another one, and has its card ask. */
    async compare(leadId: string): Promise<void> {
      const lead = await store.findLead(db, leadId);
      if (lead === undefined || lead.isTest || lead.mergedInto !== undefined) return;
      const maybe = await likeliest(db, lead);
      if (maybe === undefined) return;
      // The commit that says that the card is about to leave is synced, and this one with it.
      await database.transaction((tx) => merging.askWhetherSame(tx, lead, maybe), 'later');
    },

    doneBefore,

    /** The lead of which one is part by now, or itself. */
    visible: (leadId: string, read: Db | Tx = db): Promise<Lead | undefined> => store.findVisible(read, leadId),
  };

  /** Somebody has looked at both: what was held back goes on by that, or its hold would end in the middle of another lead. */
  async function through(tx: Tx, lead: Lead, { id }: LeadActor): Promise<Lead> {
    return (isHeld(lead) ? await letThrough(tx, lead, 'worked', id) : undefined) ?? lead;
  }

  async function both(
    tx: Tx,
    { into, from }: { into: Lead; from: Lead },
    decision: { readonly into: Parameters<typeof write>[2]; readonly from: Parameters<typeof write>[2] },
    gesture: string | undefined,
  ): Promise<Merged<never>> {
    const gone = await write(tx, from, decision.from, gesture);
    const stayed = await write(tx, into, decision.into);
    // Both are held, so nobody can have changed them.
    if (gone === undefined || stayed === undefined) throw new Error('A lead that was held has changed');
    return { kind: 'done', into: stayed, from: gone };
  }

  async function partsOf(tx: Tx, leadId: string): Promise<{ from: Lead; into: string | undefined } | undefined> {
    const lead = await store.findLead(tx, leadId);
    if (lead === undefined || lead.mergedInto !== undefined) return lead && { from: lead, into: lead.mergedInto };
    const gain = latestGain(await journal.listEvents(tx, lead));
    const from = gain === undefined ? lead : await store.findLead(tx, gain.change.lead);
    return from && { from, into: from.mergedInto };
  }

  async function unfit(read: Db | Tx, into: Lead, from: Lead): Promise<MergeRefused | undefined> {
    for (const lead of [from, into]) {
      if (lead.mergedInto !== undefined) {
        const whole = await store.findLead(read, lead.mergedInto);
        return { kind: 'merged', number: whole?.number ?? lead.number };
      }
      if (lead.isErased) return { kind: 'forgotten' };
    }
    return undefined;
  }

  async function likeliest(read: Db | Tx, lead: Lead): Promise<MaybeSame | undefined> {
    const keys = keysOf(lead.fields);
    const found = (await merging.candidatesFor(read, lead, keys))
      .flatMap((other) => {
        const by = hintOf(keys, other.keys);
        return by === undefined ? [] : [{ other, by }];
      })
      .toSorted((a, b) => HINTS.indexOf(a.by) - HINTS.indexOf(b.by));
    for (const { other, by } of found) {
      if (!(await merging.areKeptApart(read, lead, other))) return { number: other.number, by };
    }
    return undefined;
  }

  /** Slack may deliver a gesture twice: then both leads stand as the first one left them. */
  async function once<R>(actor: LeadActor, run: () => Promise<Merged<R>>): Promise<Merged<R>> {
    return (await doneBefore(actor)) ?? run();
  }

  async function doneBefore({ gesture, workspaceId }: LeadActor) {
    const leadId = gesture === undefined ? undefined : await journal.leadOfGesture(db, gesture);
    const from = leadId === undefined ? undefined : await store.findLead(db, leadId);
    if (from?.workspaceId !== workspaceId || from === undefined) return undefined;
    const change = (await journal.listEvents(db, from)).findLast(
      (event): event is LeadEvent & { readonly change: MergedAway | Unmerged } =>
        event.change.kind === 'merged' || event.change.kind === 'unmerged',
    )?.change;
    const into = change && (await store.findLead(db, change.into));
    return into && ({ kind: 'done', into, from } as const);
  }
}

const NOT_FOUND = { kind: 'not-found' } as const;

const objection = (actor: LeadActor, leads: readonly Lead[]): MergeRefusal | undefined =>
  mergeObjection(leads, {
    ...workerOf(actor),
    sells: sells(actor),
    managesMarketing: actor.manages.includes('marketing'),
  });
