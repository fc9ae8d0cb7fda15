import type { Instant } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import { type ActivityPromises, createActivity } from './activity-service.ts';
import * as journal from './journal-store.ts';
import { type ContactKind, type Lead, type LeadChange, type LeadEvent, leadName } from './lead.ts';
import type { PromiseView } from './promise-view.ts';
import * as settingsStore from './settings-store.ts';
import * as store from './store.ts';
import { createTelling, type TellingDeps } from './telling-service.ts';
import * as transitions from './transitions.ts';

/** Who acts, as far as leads are concerned. */
export interface LeadActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly string[];
  readonly manages: readonly string[];
  /** What Slack calls the one press, word or form by which they act: it changes one lead, once. */
  readonly gesture?: string | undefined;
}

/** What leads must know about promises. */
export interface LeadPromises extends ActivityPromises {
  clockOfLead(read: Db | Tx, leadId: string): Promise<PromiseView | undefined>;
}

/** What the clocks tell of a lead. */
export type LeadNews =
  | { readonly kind: 'warned' | 'late'; readonly clock: PromiseView & { readonly leadId: string } }
  | { readonly kind: 'measured' };

/** Called with each new entry of the journal, in its transaction. Followers only write and enqueue. */
export type Follower = (tx: Tx, event: LeadEvent) => Promise<void>;

export interface LeadsDeps extends TellingDeps {
  readonly database: Database;
  readonly ids: Ids;
  readonly promises: LeadPromises;
  readonly followers: readonly Follower[];
}

/** A lead on its way in. */
export interface Arrival {
  readonly workspaceId: string;
  readonly by: 'form' | 'person' | 'test';
  readonly fields: LeadFields;
  /** What else was sent; kept as it is. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Where its card goes, if not into the workspace's channel. */
  readonly channelId?: string;
  readonly endpointId?: string;
  /** Who typed it. */
  readonly personId?: string;
  /** What makes this arrival one: the view id of a modal. */
  readonly originKey?: string;
}

export type Leads = ReturnType<typeof createLeadsService>;

type NotFound = { readonly kind: 'not-found' };
type Done = { readonly kind: 'done'; readonly lead: Lead };
type Outcome<R> = Done | NotFound | { readonly kind: 'refused'; readonly lead: Lead; readonly why: R };

/** The refusal of those who are not in the sales team. */
export type NotSales = { readonly kind: 'not-sales' };
export type NotManager = { readonly kind: 'not-manager' };
export type NotSeller = { readonly kind: 'not-seller' };

const MOST_LISTED = 11;

export function createLeadsService(deps: LeadsDeps) {
  const { database, clock, ids, people, promises, followers, undoFor } = deps;
  const { db } = database;
  const telling = createTelling(deps);

  return {
    receive,

    /** The same for a person who typed a lead, or asked for a test lead. */
    create: (arrival: Arrival) => database.transaction((tx) => receive(tx, arrival)),

    claim: (actor: LeadActor, leadId: string) =>
      change<transitions.ClaimRefusal | NotSales>(actor, leadId, async (_tx, lead, now) => {
        if (!sells(actor)) return { kind: 'refuse', why: { kind: 'not-sales' } };
        return transitions.claim(lead, actor.id, now);
      }),

    /** A lead that shows an admin what a lead looks like; it counts nowhere. */
    sendTest: ({ id: personId, workspaceId, gesture }: Pick<LeadActor, 'id' | 'workspaceId' | 'gesture'>) => {
      const origin = gesture === undefined ? {} : { originKey: `test:${gesture}` };
      const arrival = { workspaceId, by: 'test' as const, fields: TEST_LEAD, extra: {}, personId, ...origin };
      return database.transaction((tx) => receive(tx, arrival));
    },

    /** Hands a lead to somebody who sells. Only for managers of sales. */
    assign: (actor: LeadActor, leadId: string, to: string) =>
      change<transitions.AssignRefusal | NotManager | NotSeller>(actor, leadId, async (tx, lead, now) => {
        if (!actor.manages.includes('sales')) return { kind: 'refuse', why: { kind: 'not-manager' } };
        if (!(await people.sells(tx, to))) return { kind: 'refuse', why: { kind: 'not-seller' } };
        return transitions.assign(lead, to, actor.id, now);
      }),

    release: (actor: LeadActor, leadId: string, reason?: string) =>
      change<transitions.ReleaseRefusal>(actor, leadId, async (_tx, lead, now) =>
        transitions.release(lead, rights(actor), reason, now, undoFor),
      ),

    /** Takes back the release that is entry `seq` of the lead's journal. */
    undoRelease: (actor: LeadActor, leadId: string, seq: number) =>
      change<transitions.UndoRefusal>(actor, leadId, async (tx, lead, now) => {
        const released = await journal.findEvent(tx, lead, seq);
        if (released === undefined) return { kind: 'refuse', why: { kind: 'too-late' } };
        return transitions.undoRelease(lead, released, actor.id, now, undoFor);
      }),

    contact: (actor: LeadActor, leadId: string, how: ContactKind) =>
      change<transitions.ContactRefusal>(actor, leadId, async (tx, lead, now) =>
        transitions.contact(lead, await journal.findEvent(tx, lead, lead.lastEvent), rights(actor), how, now),
      ),

    /** The lead that somebody means by `12`, `#12` or `newest` (the newest free one). */
    async find(workspaceId: string, reference: string): Promise<Lead | undefined> {
      if (reference.toLowerCase() === 'newest') return store.findNewestFree(db, workspaceId);
      const number = /^#?(\d{1,9})$/.exec(reference)?.[1];
      return number === undefined ? undefined : store.findByNumber(db, workspaceId, Number(number));
    },

    /** A lead of this workspace by its id; ids come back from Slack and may be anybody's. */
    async byId(workspaceId: string, leadId: string): Promise<Lead | undefined> {
      const lead = await store.findLead(db, leadId);
      return lead?.workspaceId === workspaceId ? lead : undefined;
    },

    /** Name, number and address are for the owner and the managers of sales. */
    maySeePerson: (actor: LeadActor, lead: Lead): boolean =>
      lead.owner?.personId === actor.id || actor.manages.includes('sales'),

    mayAssign: (actor: LeadActor): boolean => actor.manages.includes('sales'),

    /** How a lead's promise stands, what has happened to it, and what else was sent with it. */
    async view(lead: Lead) {
      return {
        promise: await promises.clockOfLead(db, lead.id),
        events: await journal.listEvents(db, lead),
        extra: await store.findExtra(db, lead.id),
      };
    },

    /** What the card says and whom it mentions, as things are now. */
    async card(leadId: string) {
      const lead = await store.findLead(db, leadId);
      if (lead === undefined) return undefined;
      const now = clock.now();
      return {
        lead,
        promise: await promises.clockOfLead(db, lead.id),
        events: await journal.listEvents(db, lead),
        isMasked: (await settingsStore.findSettings(db, lead.workspaceId))?.isMasked ?? true,
        ring: await telling.ringFor(db, lead, now),
        now,
      };
    },

    /** The card of a lead is about to ring nobody: while it is free, those who are there at `opening` hear of it then. */
    async announce(leadId: string, opening: Instant): Promise<void> {
      await database.transaction(async (tx) => {
        const lead = await store.findLead(tx, leadId);
        if (lead !== undefined && lead.owner === undefined) await telling.announce(tx, lead, opening);
      });
    },

    /** Puts a lead whose card could not be posted into the channel that the workspace uses now. */
    async moveToPresentChannel(leadId: string): Promise<void> {
      await database.transaction(async (tx) => {
        const lead = await store.findLead(tx, leadId);
        const settings = lead && (await settingsStore.findSettings(tx, lead.workspaceId));
        if (settings !== undefined) await store.moveChannel(tx, leadId, settings.channelId);
      });
    },

    async mine(personId: string) {
      const leads = await store.listOwned(db, personId, MOST_LISTED);
      return withPromises(leads);
    },

    /** Somebody's leads without a first contact, longest waiting first. */
    waitingFor: async (personId: string) => withPromises(await store.listWaitingFor(db, personId, MOST_LISTED)),

    async free(workspaceId: string) {
      return withPromises(await store.listFree(db, workspaceId, MOST_LISTED));
    },

    /** How a lead of this number is called, for features that speak of leads. */
    async named(read: Db | Tx, workspaceId: string, number: number): Promise<NamedLead | undefined> {
      const lead = await store.findByNumber(read, workspaceId, number);
      return lead && nameOf(lead);
    },

    /** The same for those of these leads that are still there. */
    namesOf: async (read: Db | Tx, leadIds: readonly string[]): Promise<readonly NamedLead[]> =>
      (await store.findLeads(read, leadIds)).map(nameOf),

    /** Those whose day an entry of the journal changes: who holds the lead, who held it, and who did it. */
    async peopleAround(read: Db | Tx, { leadId, by, change }: LeadEvent): Promise<readonly string[]> {
      const owner = await ownerOf(read, leadId);
      const named = [by, owner, 'to' in change ? change.to : undefined, 'from' in change ? change.from : undefined];
      return [...new Set(named.filter((id) => id !== undefined))];
    },

    /** Who holds a lead; undefined while nobody does. */
    ownerOf,

    /** What happened to leads, and which wait. */
    activity: createActivity(promises),

    settings: (workspaceId: string) => settingsStore.findSettings(db, workspaceId),

    saveSettings: (tx: Tx, workspaceId: string, settings: settingsStore.LeadSettings) =>
      settingsStore.saveSettings(tx, workspaceId, settings),

    /** Follows the clocks of leads: asks that those who can act be told. */
    async onClock(tx: Tx, news: LeadNews): Promise<void> {
      if (news.kind === 'measured') return;
      const lead = await store.findLead(tx, news.clock.leadId);
      if (lead === undefined) return;
      await telling.enqueueCard(tx, lead);
      await telling.enqueueOwnerMessages(tx, lead);
      if (news.kind === 'warned') await telling.warn(tx, lead);
      else await telling.tellLate(tx, lead, news.clock);
    },
  };

  async function ownerOf(read: Db | Tx, leadId: string): Promise<string | undefined> {
    return (await store.findLead(read, leadId))?.owner?.personId;
  }

  /**
   * Stores a new lead, starts its clocks and asks for its card, all in the caller's transaction.
   * Undefined while Baton isn't set up: there is no channel to put it in. One `originKey` makes one lead.
   */
  async function receive(tx: Tx, arrival: Arrival): Promise<Lead | undefined> {
    const settings = await settingsStore.findSettings(tx, arrival.workspaceId);
    if (settings === undefined) return undefined;
    const known = arrival.originKey && (await store.findByOrigin(tx, arrival.workspaceId, arrival.originKey));
    if (known) return known;
    const lead: Lead = {
      id: ids.next(),
      workspaceId: arrival.workspaceId,
      number: await settingsStore.nextNumber(tx, arrival.workspaceId),
      channelId: arrival.channelId ?? settings.channelId,
      endpointId: arrival.endpointId,
      stage: 'new',
      owner: undefined,
      receivedAt: clock.now(),
      firstContactAt: undefined,
      lastEvent: 1,
      isTest: arrival.by === 'test',
      fields: arrival.fields,
    };
    const isNew = await store.insertLead(tx, lead, { key: arrival.originKey, extra: arrival.extra });
    // The same modal was sent twice at once, and the other one was faster.
    if (!isNew) return receive(tx, arrival);
    await record(tx, lead, { kind: 'received', by: arrival.by }, arrival.personId);
    await telling.enqueueCard(tx, lead);
    return (await assignMappedOwner(tx, lead)) ?? lead;
  }

  /**
   * Reads a lead, lets `decide` say what should become of it, and writes that if the lead is still as it was read.
   * Somebody else's change in between means reading and deciding again, so one of two claims wins and the other sees why.
   */
  async function change<R>(
    actor: LeadActor,
    leadId: string,
    decide: (tx: Tx, lead: Lead, now: Instant) => Promise<transitions.Decision<R>>,
  ): Promise<Outcome<R>> {
    for (;;) {
      const outcome = await database
        .transaction(async (tx): Promise<Outcome<R> | undefined> => {
          const lead = await store.findLead(tx, leadId);
          if (lead?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
          const decision = await decide(tx, lead, clock.now());
          if (decision.kind === 'refuse') return { kind: 'refused', lead, why: decision.why };
          const moved = await write(tx, lead, decision.to, actor.gesture);
          return moved && { kind: 'done', lead: moved };
        })
        .catch((error: unknown) => doneBefore(error));
      if (outcome !== undefined) return outcome;
    }
  }

  /** Slack has delivered a gesture again: what it asked for has been done, and what has happened since stays. */
  async function doneBefore(error: unknown): Promise<Done | NotFound> {
    if (!(error instanceof RepeatedGesture)) throw error;
    const leadId = await journal.leadOfGesture(db, error.gesture);
    const lead = leadId === undefined ? undefined : await store.findLead(db, leadId);
    return lead === undefined ? { kind: 'not-found' } : { kind: 'done', lead };
  }

  /** Undefined if the lead has changed since it was read. */
  async function write(
    tx: Tx,
    lead: Lead,
    to: transitions.Transition,
    gesture: string | undefined,
  ): Promise<Lead | undefined> {
    if (!(await store.moveLead(tx, lead, to))) return undefined;
    const moved: Lead = {
      ...lead,
      stage: to.stage,
      owner: to.owner,
      firstContactAt: to.firstContactAt,
      lastEvent: lead.lastEvent + 1,
    };
    await record(tx, moved, to.change, to.by, gesture);
    await telling.enqueueCard(tx, moved);
    await telling.enqueueOwnerMessages(tx, moved, lead.owner);
    if (moved.owner === undefined) await telling.announceAgain(tx, moved);
    else await telling.cancelForFree(tx, moved);
    return moved;
  }

  /** Throws RepeatedGesture, which takes the transaction back. */
  async function record(
    tx: Tx,
    lead: Lead,
    entry: LeadChange,
    by: string | undefined,
    gesture?: string,
  ): Promise<void> {
    const event: LeadEvent = {
      leadId: lead.id,
      workspaceId: lead.workspaceId,
      seq: lead.lastEvent,
      kind: entry.kind,
      at: clock.now(),
      by,
      isTest: lead.isTest,
      change: entry,
    };
    const isNew = await journal.insertEvent(tx, event, gesture);
    if (!isNew) throw new RepeatedGesture(gesture ?? '');
    for (const follow of followers) await follow(tx, event);
  }

  /** A form that names an owner whom Slack knows makes the lead theirs on arrival. */
  async function assignMappedOwner(tx: Tx, lead: Lead): Promise<Lead | undefined> {
    const { ownerEmail } = lead.fields;
    const owner = ownerEmail && (await people.byEmail(tx, lead.workspaceId, ownerEmail.toLowerCase()));
    // Some CRMs name the marketer who found the contact: taken at its word, that would drop the lead.
    if (!owner || (await people.onlyMarkets(tx, owner.id))) return undefined;
    const decision = transitions.assign(lead, owner.id, undefined, clock.now());
    return decision.kind === 'move' ? write(tx, lead, decision.to, undefined) : undefined;
  }

  async function withPromises(leads: readonly Lead[]) {
    const clocks = await promises.clocksOfLeads(
      db,
      leads.map(({ id }) => id),
    );
    return leads.map((lead) => ({ lead, promise: clocks.find(({ leadId }) => leadId === lead.id) }));
  }
}

/** What this gesture asked for has been done before. */
class RepeatedGesture extends Error {
  readonly gesture: string;

  constructor(gesture: string) {
    super('This gesture has had its effect');
    this.gesture = gesture;
  }
}

/** A lead by name: "#12 Acme". */
export interface NamedLead {
  readonly id: string;
  readonly number: number;
  readonly name: string;
}

const nameOf = (lead: Lead): NamedLead => ({ id: lead.id, number: lead.number, name: leadName(lead) });

/** Somebody who doesn't exist, at an address that never will. */
const TEST_LEAD: LeadFields = {
  company: 'Example Ltd',
  contactName: 'Tess Example',
  email: 'tess@example.com',
  emailKey: 'tess@example.com',
  message: 'This is what a lead looks like: could you show us a demo this week?',
  source: 'Test',
};

/** Managers of sales may take a lead themselves. */
const sells = (actor: LeadActor): boolean => actor.teams.includes('sales') || actor.manages.includes('sales');

const rights = (actor: LeadActor): { id: string; managesSales: boolean } => ({
  id: actor.id,
  managesSales: actor.manages.includes('sales'),
});
