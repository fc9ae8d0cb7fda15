import { type CampaignLink, type CampaignNews, newsOf } from '../core/campaign.ts';
import { factsOf, type LeadFacts } from '../core/conditions.ts';
import { type Missing, missingOf } from '../core/demands.ts';
import { type LeadRules, NO_RULES } from '../core/lead-rules.ts';
import { factsWith, type Judged, judged } from '../core/lead-score.ts';
import { MASKED } from '../core/shown-fields.ts';
import type { SeenVerdict } from '../core/verdict.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import * as journal from './journal-store.ts';
import { type Lead, type LeadEvent, leadName } from './lead.ts';
import * as lists from './lists-store.ts';
import { familyOf } from './merging/merging-store.ts';
import type { LeadActor, LeadsDeps } from './ports-service.ts';
import { createPromiseTelling } from './promises/promise-telling-service.ts';
import type { PromiseView } from './promises/promise-view.ts';
import { isRating } from './rating/rating.ts';
import * as settingsStore from './settings-store.ts';
import * as store from './store.ts';
import { createTelling } from './telling-service.ts';

const MOST_LISTED = 11;
/** More than that in one list is for a report. */
const MOST_SHELVED = 500;

/** What is known of leads. */
export function createReading(deps: LeadsDeps) {
  const { database, clock, people, promises, cardAddress = async () => undefined } = deps;
  const { verdictsOf = async () => [], answersFor, headsUpAddress = async () => undefined } = deps;
  const { db } = database;
  const telling = createTelling(deps);
  const promised = createPromiseTelling(deps);

  return {
    /** The lead that somebody means by `12`, `#12` or `newest` (the newest free one). */
    async find(workspaceId: string, reference: string): Promise<Lead | undefined> {
      if (reference.toLowerCase() === 'newest') return lists.findNewestFree(db, workspaceId);
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

    /** What rules may ask about a lead; nothing if it is not there. */
    async factsOf(read: Db | Tx, leadId: string): Promise<LeadFacts> {
      const lead = await store.findLead(read, leadId);
      if (lead === undefined) return {};
      const rules = (await settingsStore.findSettings(read, lead.workspaceId))?.rules ?? NO_RULES;
      const facts = await bareFacts(read, lead);
      return factsWith(facts, judged(rules, facts));
    },

    /** How a lead's promise stands, what has happened to it, and what else was sent with it. */
    async view(lead: Lead) {
      const settings = await settingsStore.findSettings(db, lead.workspaceId);
      const rules = settings?.rules;
      const events = await journal.listEvents(db, lead);
      return {
        promise: await promises.clockOfLead(db, lead.id),
        events,
        verdicts: await verdictsIn(lead, events),
        extra: await store.findExtra(db, lead.id),
        pauses: await promises.pausesOf(db, lead.id),
        rules,
        judged: await judgedBy(db, lead, rules),
        headsUp: await headsUpFor(lead, settings?.campaignNews),
        ...(await sameness(lead)),
      };
    },

    /** Which marketer answers for the campaign that brought it; undefined if nobody is known to. */
    marketerOf: async (lead: Lead): Promise<string | undefined> => answersFor?.(db, lead),

    /** What the card says and whom it mentions, as things are now. */
    async card(leadId: string) {
      const lead = await store.findLead(db, leadId);
      if (lead === undefined) return undefined;
      const now = clock.now();
      const settings = await settingsStore.findSettings(db, lead.workspaceId);
      const events = await journal.listEvents(db, lead);
      return {
        lead,
        promise: await promises.clockOfLead(db, lead.id),
        events,
        verdicts: await verdictsIn(lead, events),
        shown: settings?.shown ?? MASKED,
        rules: settings?.rules,
        judged: await judgedBy(db, lead, settings?.rules),
        headsUp: await headsUpFor(lead, settings?.campaignNews),
        ring: await telling.ringFor(db, lead, now),
        offeredTo: lead.offer && (await nameOfPerson(lead.offer.personId)),
        ...(lead.mergedInto === undefined ? {} : await wholeOf(lead)),
        now,
      };
    },

    /** What these rules make of a lead. */
    judge: (read: Db | Tx, lead: Lead, rules: LeadRules | undefined): Promise<Judged> => judgedBy(read, lead, rules),

    /** What it lacks, by what the company demands. */
    async lacking(lead: Lead): Promise<readonly Missing[]> {
      const settings = await settingsStore.findSettings(db, lead.workspaceId);
      return missingOf(settings?.rules.demands ?? [], lead);
    },

    withPromises,

    /** What is late now and is told of each morning to this person, longest late first. */
    async lateFor(workspaceId: string, personId: string) {
      const late: { lead: Lead; promise: PromiseView }[] = [];
      for (const promise of await promises.lateNow(db, workspaceId)) {
        if (!(await promised.thoseWhoAnswer(db, workspaceId, promise)).includes(personId)) continue;
        const lead = await store.findLead(db, promise.leadId);
        if (lead !== undefined) late.push({ lead, promise });
      }
      return late;
    },

    /** Somebody's leads without a first contact, longest waiting first. */
    waitingFor: async (personId: string) => withPromises(await lists.listWaitingFor(db, personId, MOST_LISTED)),

    /** Leads that come back one day, those first that come back first. */
    shelved: (workspaceId: string) => lists.listShelved(db, workspaceId, MOST_SHELVED),

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
      // Who arrives has no owner, and who claims is it.
      const isKnown = change.kind === 'received' || change.kind === 'claimed';
      const owner = isKnown ? undefined : await ownerOf(read, leadId);
      const named = [by, owner, 'to' in change ? change.to : undefined, 'from' in change ? change.from : undefined];
      return [...new Set(named.filter((id) => id !== undefined))];
    },

    /** Who holds a lead; undefined while nobody does. */
    ownerOf,
  };

  /** Most leads are judged by nobody but who gives them up: then there is nothing to ask. */
  async function verdictsIn(lead: Lead, events: readonly LeadEvent[]): Promise<readonly SeenVerdict[]> {
    if (events.some(isRating)) return verdictsOf(db, lead.id);
    // What people found of a part before it became one with this lead stands in the journal of that part.
    if (!events.some(({ change }) => change.kind === 'merged')) return [];
    const said = await verdictsOf(db, lead.id);
    return said.some(({ isByRejection }) => !isByRejection) ? said : [];
  }

  /** What is told of its campaign; costs nothing where nothing is. */
  async function headsUpFor(lead: Lead, news: readonly CampaignNews[] = []): Promise<CampaignLink | undefined> {
    const told = newsOf(news, lead.fields.campaign);
    return told && { title: told.title, address: await headsUpAddress(told.headsUpId) };
  }

  async function nameOfPerson(id: string): Promise<string> {
    return (await people.namesOf(db, [id])).get(id) ?? 'somebody';
  }

  /** What the company's own rules make of a lead; costs nothing where there are none. */
  async function judgedBy(read: Db | Tx, lead: Lead, rules: LeadRules = NO_RULES): Promise<Judged> {
    const isJudged = rules.segments.length > 0 || rules.score.length > 0;
    return isJudged ? judged(rules, await bareFacts(read, lead)) : {};
  }

  async function bareFacts(read: Db | Tx, lead: Lead): Promise<LeadFacts> {
    const { endpointId: endpoint, channelId: channel } = lead;
    return factsOf(lead.fields, { endpoint, channel, extra: await store.findExtra(read, lead.id) });
  }

  /** The lead of which it is part; or what happened to those that are part of it. */
  async function sameness(lead: Lead) {
    if (lead.mergedInto !== undefined) return wholeOf(lead);
    const ids = (await familyOf(db, lead.id)).filter((id) => id !== lead.id);
    const parts: { number: number; events: readonly LeadEvent[] }[] = [];
    for (const part of await store.findLeads(db, ids)) {
      parts.push({ number: part.number, events: await journal.listEvents(db, part) });
    }
    return { parts };
  }

  async function wholeOf({ id }: Lead) {
    const lead = await store.findVisible(db, id);
    return lead === undefined ? {} : { whole: { lead, address: await cardAddress(lead.id) } };
  }

  async function ownerOf(read: Db | Tx, leadId: string): Promise<string | undefined> {
    return (await store.findLead(read, leadId))?.owner?.personId;
  }

  async function withPromises(leads: readonly Lead[]) {
    const clocks = await promises.clocksOfLeads(
      db,
      leads.map(({ id }) => id),
    );
    const [first] = leads;
    const words = first && (await settingsStore.findSettings(db, first.workspaceId))?.rules.words;
    return leads.map((lead) => ({ lead, words, promise: clocks.find(({ leadId }) => leadId === lead.id) }));
  }
}

/** A lead by name: "#12 Acme". */
export interface NamedLead {
  readonly id: string;
  readonly number: number;
  readonly name: string;
}

const nameOf = (lead: Lead): NamedLead => ({ id: lead.id, number: lead.number, name: leadName(lead) });
