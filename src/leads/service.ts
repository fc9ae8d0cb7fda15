import type { Duration, Instant } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';
import type { Notice } from '../core/notice.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import * as journal from './journal-store.ts';
import type { ContactKind, Lead, LeadChange, LeadEvent, Ownership } from './lead.ts';
import type { PromiseView } from './promise-view.ts';
import * as settingsStore from './settings-store.ts';
import * as store from './store.ts';
import * as transitions from './transitions.ts';

/** Who acts, as far as leads are concerned. */
export interface LeadActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly string[];
  readonly manages: readonly string[];
}

/** What leads must know about people. */
export interface LeadPeople {
  /** An active member with this normalised address. */
  byEmail(read: Db | Tx, workspaceId: string, emailKey: string): Promise<{ id: string } | undefined>;
  /** Ids of those whose phones a new lead may ring now; at most five. */
  onShift(read: Db | Tx, workspaceId: string, team: 'sales', at: Instant): Promise<readonly string[]>;
  nextShiftOf(read: Db | Tx, workspaceId: string, team: 'sales', at: Instant): Promise<Instant | undefined>;
  isOnShift(read: Db | Tx, personId: string, at: Instant): Promise<boolean>;
  managersOf(read: Db | Tx, workspaceId: string, team: 'sales'): Promise<readonly string[]>;
  /** Whether this person sells: only they can hold a lead that a manager assigns. */
  sells(read: Db | Tx, personId: string): Promise<boolean>;
}

/** What leads must know about promises. */
export interface LeadPromises {
  clockOfLead(read: Db | Tx, leadId: string): Promise<PromiseView | undefined>;
  clocksOfLeads(read: Db | Tx, leadIds: readonly string[]): Promise<readonly (PromiseView & { leadId: string })[]>;
}

/** Asks that somebody be told something; the kinds are in `notices.ts`. */
export type Notify = (tx: Tx, notice: Notice) => Promise<void>;

/** What the clocks tell of a lead. */
export type LeadNews =
  | { readonly kind: 'warned' | 'late'; readonly clock: PromiseView & { readonly leadId: string } }
  | { readonly kind: 'measured' };

/** Called with each new entry of the journal, in its transaction. Followers only write and enqueue. */
export type Follower = (tx: Tx, event: LeadEvent) => Promise<void>;

export interface LeadsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Jobs;
  readonly people: LeadPeople;
  readonly promises: LeadPromises;
  readonly notify: Notify;
  readonly cancelNotices: (tx: Tx, keys: readonly string[]) => Promise<void>;
  readonly followers: readonly Follower[];
  /** How long a claim can be given back without a reason, and a release be undone. */
  readonly undoFor: Duration;
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

/** Kinds of the jobs that keep Slack's messages like the lead. */
export const CARD = 'lead.card';
export const OWNER_DM = 'lead.owner';

/** Keys of the messages of a lead. */
export const cardKey = (leadId: string): string => `lead.card:${leadId}`;
export const ownerKey = (leadId: string, event: number): string => `lead.owner:${leadId}:${event}`;

/** One more than a list shows, so that it can say that there are more. */
const MOST_LISTED = 11;

export function createLeadsService(deps: LeadsDeps) {
  const { database, clock, ids, jobs, people, promises, notify, cancelNotices, followers, undoFor } = deps;
  const { db } = database;

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
    sendTest: (actor: { id: string; workspaceId: string }) =>
      database.transaction((tx) =>
        receive(tx, { workspaceId: actor.workspaceId, by: 'test', fields: TEST_LEAD, extra: {}, personId: actor.id }),
      ),

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
      change<transitions.ContactRefusal>(actor, leadId, async (_tx, lead, now) =>
        transitions.contact(lead, rights(actor), how, now),
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
        ring: lead.owner === undefined ? await whoRings(db, lead, now) : await whoStandsIn(db, lead, lead.owner, now),
        now,
      };
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

    async free(workspaceId: string) {
      return withPromises(await store.listFree(db, workspaceId, MOST_LISTED));
    },

    settings: (workspaceId: string) => settingsStore.findSettings(db, workspaceId),

    saveSettings: (tx: Tx, workspaceId: string, settings: settingsStore.LeadSettings) =>
      settingsStore.saveSettings(tx, workspaceId, settings),

    /** Follows the clocks of leads: asks that those who can act be told. */
    async onClock(tx: Tx, news: LeadNews): Promise<void> {
      if (news.kind === 'measured') return;
      const lead = await store.findLead(tx, news.clock.leadId);
      if (lead === undefined) return;
      await enqueueCard(tx, lead);
      await enqueueOwnerMessages(tx, lead);
      if (news.kind === 'warned') await warn(tx, lead);
      else await tellLate(tx, lead, news.clock);
    },
  };

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
    await enqueueCard(tx, lead);
    return (await assignMappedOwner(tx, lead)) ?? (await announceLater(tx, lead));
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
      const outcome = await database.transaction(async (tx): Promise<Outcome<R> | undefined> => {
        const lead = await store.findLead(tx, leadId);
        if (lead?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
        const decision = await decide(tx, lead, clock.now());
        if (decision.kind === 'refuse') return { kind: 'refused', lead, why: decision.why };
        const moved = await write(tx, lead, decision.to);
        return moved && { kind: 'done', lead: moved };
      });
      if (outcome !== undefined) return outcome;
    }
  }

  /** Undefined if the lead has changed since it was read. */
  async function write(tx: Tx, lead: Lead, to: transitions.Transition): Promise<Lead | undefined> {
    if (!(await store.moveLead(tx, lead, to))) return undefined;
    const moved: Lead = {
      ...lead,
      stage: to.stage,
      owner: to.owner,
      firstContactAt: to.firstContactAt,
      lastEvent: lead.lastEvent + 1,
    };
    await record(tx, moved, to.change, to.by);
    await enqueueCard(tx, moved);
    await enqueueOwnerMessages(tx, moved, lead.owner);
    if (moved.owner === undefined) return announceLater(tx, moved);
    await cancelNotices(tx, [unclaimedWarningKey(lead.id), waitingKey(lead.id)]);
    return moved;
  }

  async function record(tx: Tx, lead: Lead, entry: LeadChange, by: string | undefined): Promise<void> {
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
    await journal.insertEvent(tx, event);
    for (const follow of followers) await follow(tx, event);
  }

  /** A form that names an owner who sells makes the lead theirs on arrival. */
  async function assignMappedOwner(tx: Tx, lead: Lead): Promise<Lead | undefined> {
    const { ownerEmail } = lead.fields;
    const owner = ownerEmail && (await people.byEmail(tx, lead.workspaceId, ownerEmail.toLowerCase()));
    if (!owner || !(await people.sells(tx, owner.id))) return undefined;
    const decision = transitions.assign(lead, owner.id, undefined, clock.now());
    return decision.kind === 'move' ? write(tx, lead, decision.to) : undefined;
  }

  /** A free lead that rings nobody now is mentioned once, when the first rep's hours begin. */
  async function announceLater(tx: Tx, lead: Lead): Promise<Lead> {
    const now = clock.now();
    if ((await people.onShift(tx, lead.workspaceId, 'sales', now)).length > 0) return lead;
    const opening = await people.nextShiftOf(tx, lead.workspaceId, 'sales', now);
    if (opening !== undefined) await tell(tx, lead, waitingKey(lead.id), 'lead.waiting', inChannel(lead), opening);
    return lead;
  }

  /** The owner's DM first; a lead without an owner, or whose owner is off shift, in the card's thread. */
  async function warn(tx: Tx, lead: Lead): Promise<void> {
    const now = clock.now();
    if (lead.owner !== undefined && (await people.isOnShift(tx, lead.owner.personId, now))) {
      await tell(tx, lead, `warning:${lead.id}`, 'lead.warning', { person: lead.owner.personId }, now);
    } else {
      await tell(tx, lead, unclaimedWarningKey(lead.id), 'lead.unclaimed', inChannel(lead), now);
    }
  }

  /** Once in the thread, without a name, and once to those who answer for it. */
  async function tellLate(tx: Tx, lead: Lead, promise: PromiseView): Promise<void> {
    await tell(tx, lead, `late:${lead.id}`, 'lead.late', inChannel(lead), promise.dueAt);
    const named = promise.policy.lateTo;
    const managers = named.length > 0 ? named : await people.managersOf(tx, lead.workspaceId, 'sales');
    for (const person of managers) {
      await tell(tx, lead, `late:${lead.id}:${person}`, 'lead.late-for-manager', { person }, promise.dueAt);
    }
  }

  function tell(
    tx: Tx,
    lead: Lead,
    key: string,
    kind: string,
    recipient: { person: string } | { channel: string },
    at: Instant,
  ): Promise<void> {
    return notify(tx, { key, workspaceId: lead.workspaceId, recipient, kind, subject: lead.id, at });
  }

  function enqueueCard(tx: Tx, lead: Lead): Promise<void> {
    return jobs.enqueue(tx, {
      kind: CARD,
      key: cardKey(lead.id),
      payload: { leadId: lead.id },
      runAt: clock.now(),
      mode: 'latest',
    });
  }

  /** The DM of the present owner, and of the one before them: it must no longer offer what they can't do. */
  async function enqueueOwnerMessages(tx: Tx, lead: Lead, before = lead.owner): Promise<void> {
    const owners = before?.event === lead.owner?.event ? [lead.owner] : [before, lead.owner];
    for (const owner of owners) {
      if (owner === undefined) continue;
      await jobs.enqueue(tx, {
        kind: OWNER_DM,
        key: ownerKey(lead.id, owner.event),
        payload: { leadId: lead.id, personId: owner.personId, event: owner.event },
        runAt: clock.now(),
        mode: 'latest',
      });
    }
  }

  async function whoRings(read: Db | Tx, lead: Lead, now: Instant): Promise<Ringing> {
    const settings = await settingsStore.findSettings(read, lead.workspaceId);
    if (settings === undefined || settings.ring.kind === 'nobody') return NOBODY;
    const onShift = await people.onShift(read, lead.workspaceId, 'sales', now);
    if (onShift.length > 0) {
      return settings.ring.kind === 'group'
        ? { people: [], group: settings.ring.id, from: undefined }
        : { people: onShift, group: undefined, from: undefined };
    }
    return { ...NOBODY, from: await people.nextShiftOf(read, lead.workspaceId, 'sales', now) };
  }

  /** While the owner is off shift: those managers of sales who are not, for they can give the lead to somebody. */
  async function whoStandsIn(read: Db | Tx, lead: Lead, owner: Ownership, now: Instant): Promise<Ringing> {
    if (await people.isOnShift(read, owner.personId, now)) return NOBODY;
    const onShift: string[] = [];
    for (const manager of await people.managersOf(read, lead.workspaceId, 'sales')) {
      if (await people.isOnShift(read, manager, now)) onShift.push(manager);
    }
    return { ...NOBODY, people: onShift };
  }

  async function withPromises(leads: readonly Lead[]) {
    const clocks = await promises.clocksOfLeads(
      db,
      leads.map(({ id }) => id),
    );
    return leads.map((lead) => ({ lead, promise: clocks.find(({ leadId }) => leadId === lead.id) }));
  }
}

/** Whose phones ring for a card: people, or a group; or nobody until `from`, when the first rep's hours begin. */
export interface Ringing {
  readonly people: readonly string[];
  readonly group: string | undefined;
  readonly from: Instant | undefined;
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

const NOBODY: Ringing = { people: [], group: undefined, from: undefined };

const unclaimedWarningKey = (leadId: string): string => `unclaimed:${leadId}`;
const waitingKey = (leadId: string): string => `waiting:${leadId}`;

const inChannel = (lead: Lead): { channel: string } => ({ channel: lead.channelId });

/** Managers of sales may take a lead themselves. */
const sells = (actor: LeadActor): boolean => actor.teams.includes('sales') || actor.manages.includes('sales');

const rights = (actor: LeadActor): { id: string; managesSales: boolean } => ({
  id: actor.id,
  managesSales: actor.manages.includes('sales'),
});
