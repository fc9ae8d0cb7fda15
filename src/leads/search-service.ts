import type { Instant } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import { editsBetween } from '../core/nearest.ts';
import { MASKED, showsAll } from '../core/shown-fields.ts';
import type { Lead } from './lead.ts';
import * as lists from './lists-store.ts';
import { type LeadActor, type LeadsDeps, sells } from './ports-service.ts';
import { EVERYTHING, type Query, type QueryFault, readQuery, type Term } from './search-query.ts';
import * as search from './search-store.ts';
import { lookAlikes, wordsIn } from './search-words.ts';
import { findSettings } from './settings-store.ts';
import * as store from './store.ts';

/** What a list shows at once: a phone's screen or two. */
const PAGE = 10;
/** Counted no further: nobody pages through more. */
const MOST_COUNTED = 1_000;
/** Leads whose words are read in one transaction, and in how many of them before a search, and in a minute of quiet. */
const READ_AT_ONCE = 200;
const READ_BEFORE_SEARCH = 5;
const READ_A_MINUTE = 100;
/** Leads without a first contact that are looked at for lateness, the oldest first. */
const MOST_WAITING = 2_000;
const CLOCKS_AT_ONCE = 500;
/** Shorter words are others with one letter changed. */
const SHORTEST_MISTYPED = 4;
const LONGEST_REFERENCE = 4;
const MOST_OFFERED = 8;

/** One page of a list of leads. */
export interface ListPage {
  readonly leads: readonly Lead[];
  readonly total: number;
  /** There are more than are counted. */
  readonly isMore: boolean;
  /** Where the pages beside this one begin. */
  readonly next: search.Cursor | undefined;
  readonly back: search.Cursor | undefined;
  /** Words of leads that have just come in great numbers are still being read. */
  readonly isReading: boolean;
}

/** What somebody means by the words after a command. */
export type Meant =
  | { readonly kind: 'one'; readonly lead: Lead; readonly rest: string }
  | { readonly kind: 'several'; readonly leads: readonly Lead[]; readonly rest: string }
  | { readonly kind: 'none' };

/** Which leads a command is about: they are meant before others of the same name. */
export type About = 'free' | 'own' | 'any';

/** How leads are found by what people remember of them. */
export function createSearching(deps: LeadsDeps) {
  const { database, clock, promises } = deps;
  const { db } = database;

  return {
    /** The leads that somebody looks for, the newest first; or what of the filters isn't understood. */
    async search(
      actor: LeadActor,
      text: string,
      cursor?: search.Cursor,
    ): Promise<ListPage | { readonly fault: QueryFault }> {
      const { query, fault } = readQuery(text, { today: dateAt(clock.now(), actor.zone), zone: actor.zone });
      if (fault !== undefined) return { fault };
      const isReading = await readOn(actor.workspaceId, READ_BEFORE_SEARCH);
      const page = await pageFor(actor, await wanted(actor, query, 'newest'), cursor);
      return { ...page, isReading };
    },

    /** Leads that wait for somebody, or somebody's own open ones, the longest waiting first. */
    list: (actor: LeadActor, name: 'free' | 'mine', cursor?: search.Cursor): Promise<ListPage> => {
      const query: Query = { ...EVERYTHING, ...(name === 'free' ? { isFree: true } : { isMine: true, isOpen: true }) };
      return pageFor(actor, { query, words: [], rarest: undefined, among: undefined, order: 'oldest' }, cursor);
    },

    /**
     * Which lead is meant by `12`, `#12`, `newest`, or by what somebody remembers of it: its company, a name, part of an
     * address, also mistyped. `isWhole`: nothing else can follow it; otherwise the words that no lead says are the rest.
     */
    async resolve(actor: LeadActor, text: string, about: About, isWhole: boolean): Promise<Meant> {
      const [, first = '', rest = ''] = /^("[^"]*"|\S*)\s*([\s\S]*)$/.exec(text) ?? [];
      const number = /^#?(\d{1,9})$/.exec(first)?.[1];
      const known =
        first.toLowerCase() === 'newest'
          ? await lists.findNewestFree(db, actor.workspaceId)
          : number && (await store.findByNumber(db, actor.workspaceId, Number(number)));
      if (known) return { kind: 'one', lead: known, rest };
      if (first === '' || first.toLowerCase() === 'newest') return { kind: 'none' };
      await readOn(actor.workspaceId, READ_BEFORE_SEARCH);
      const meant = isWhole ? await meantBy(actor, text, '') : await longestMeant(actor, first, rest);
      return meant === undefined ? { kind: 'none' } : narrowed(actor, meant, about);
    },

    /** Reads the words of leads that have arrived; once a minute, so that a search finds little to read. */
    readArrived: async (workspaceId: string): Promise<void> => void (await readOn(workspaceId, READ_A_MINUTE)),
  };

  /** The first word must be a lead's; those that follow are part of its name only as they stand there. */
  async function longestMeant(actor: LeadActor, first: string, rest: string) {
    let best = await meantBy(actor, first, rest);
    const words = rest.split(/\s+/).filter((word) => word !== '');
    for (let more = 1; best !== undefined && more <= words.length && more < LONGEST_REFERENCE; more += 1) {
      const said = words.slice(0, more);
      const left = words.slice(more).join(' ');
      const longer = await meantBy(actor, [first, ...said].join(' '), left, said);
      if (longer === undefined) break;
      best = longer;
    }
    return best;
  }

  async function meantBy(actor: LeadActor, text: string, rest: string, exact: readonly string[] = []) {
    const quoted = text.replaceAll('"', ' ');
    const { query } = readQuery(`"${quoted}"`, { today: dateAt(clock.now(), actor.zone), zone: actor.zone });
    const isPhone = /^\s*\+?[\d\s()/.-]+$/.test(quoted);
    const terms = isPhone ? readQuery(quoted, { today: '2000-01-01', zone: 'UTC' }).query.terms : query.terms;
    if (terms.length === 0) return undefined;
    const asked = { ...(await wanted(actor, { ...EVERYTHING, terms }, 'newest')) };
    const literal = exact.flatMap(wordsIn);
    const words = asked.words.map((meant) =>
      literal.includes(meant.term.word)
        ? { ...meant, open: only(meant.open, meant.term), personal: only(meant.personal, meant.term) }
        : meant,
    );
    const leads = await search.pageOf(
      db,
      actor.workspaceId,
      seekerOf(actor, await hidesPersons(actor)),
      { ...asked, words },
      {
        cursor: undefined,
        most: MOST_OFFERED * 4,
      },
    );
    return leads.length === 0 ? undefined : { leads, rest };
  }

  function narrowed(actor: LeadActor, { leads, rest }: { leads: readonly Lead[]; rest: string }, about: About): Meant {
    const isMeant = (lead: Lead): boolean => {
      const isOpen =
        lead.returnsAt === undefined && lead.reason === undefined && lead.stage !== 'customer' && lead.stage !== 'lost';
      if (about === 'free') return isOpen && lead.owner === undefined;
      return about === 'any' || (isOpen && lead.owner?.personId === actor.id);
    };
    const likely = leads.filter(isMeant);
    const some = likely.length > 0 ? likely : leads;
    const [only, another] = some;
    if (only !== undefined && another === undefined) return { kind: 'one', lead: only, rest };
    return { kind: 'several', leads: some.slice(0, MOST_OFFERED), rest };
  }

  async function pageFor(actor: LeadActor, asked: search.Wanted, cursor: search.Cursor | undefined): Promise<ListPage> {
    const seeker = seekerOf(actor, await hidesPersons(actor));
    const found = await search.pageOf(db, actor.workspaceId, seeker, asked, { cursor, most: PAGE + 1 });
    const total = await search.countOf(db, actor.workspaceId, seeker, asked, MOST_COUNTED + 1);
    const isBackwards = cursor?.side === 'before';
    const hasMore = found.length > PAGE;
    const leads = hasMore ? (isBackwards ? found.slice(1) : found.slice(0, PAGE)) : found;
    const [first, last] = [leads[0], leads.at(-1)];
    const hasNext = isBackwards || hasMore;
    const hasBack = isBackwards ? hasMore : cursor !== undefined;
    return {
      leads,
      total: Math.min(total, MOST_COUNTED),
      isMore: total > MOST_COUNTED,
      next: hasNext && last !== undefined ? { side: 'after', ...placeOf(last) } : undefined,
      back: hasBack && first !== undefined ? { side: 'before', ...placeOf(first) } : undefined,
      isReading: false,
    };
  }

  async function wanted(actor: LeadActor, query: Query, order: search.Wanted['order']): Promise<search.Wanted> {
    const words = await Promise.all(query.terms.map((term) => wordsMeant(actor.workspaceId, term)));
    const among = query.isLate ? await lateAmongWaiting(actor.workspaceId) : undefined;
    const counts = await Promise.all(words.map((meant) => search.countUses(db, actor.workspaceId, meant)));
    const fewest = Math.min(...counts);
    const rarest = fewest <= search.FEW ? words[counts.indexOf(fewest)] : undefined;
    return { query, words, rarest, among, order };
  }

  /** Words that begin as typed; if there are none, those that differ by a slip. Each kind by itself: one says nothing of the other. */
  async function wordsMeant(workspaceId: string, term: Term): Promise<search.MeantWords> {
    const [open, personal] = await Promise.all(
      [false, true].map(async (isPersonal) => {
        const begun = await search.wordsLike(db, workspaceId, isPersonal, term);
        if (begun.length > 0 || term.isPhone || term.word.length < SHORTEST_MISTYPED) return begun;
        const alike = await search.wordsAlike(db, workspaceId, isPersonal, lookAlikes(term.word));
        return alike.filter((word) => editsBetween(term.word, word) <= 1);
      }),
    );
    return { term, open: open ?? [], personal: personal ?? [] };
  }

  async function lateAmongWaiting(workspaceId: string): Promise<string[]> {
    const ids = await lists.idsWaiting(db, workspaceId, MOST_WAITING);
    const late: string[] = [];
    for (let start = 0; start < ids.length; start += CLOCKS_AT_ONCE) {
      const clocks = await promises.clocksOfLeads(db, ids.slice(start, start + CLOCKS_AT_ONCE));
      late.push(
        ...clocks.filter(({ state, isAnnounced }) => state === 'late' && isAnnounced).map(({ leadId }) => leadId),
      );
    }
    return late;
  }

  /** True if there is still something to read. */
  async function readOn(workspaceId: string, parts: number): Promise<boolean> {
    for (let part = 0; part < parts; part += 1) {
      const from = await search.readUntil(db, workspaceId);
      const leads = await search.leadsAfter(db, workspaceId, from, READ_AT_ONCE);
      const last = leads.at(-1);
      if (last === undefined) return false;
      // Of two who read the same at once one writes it, and both go on.
      await database.transaction(async (tx) => {
        if (await search.markRead(tx, workspaceId, from, last.number)) await search.writeWords(tx, leads);
      });
      if (leads.length < READ_AT_ONCE) return false;
    }
    return true;
  }

  /** Where a card hides nobody, everybody may look for whom it names. */
  async function hidesPersons({ workspaceId }: LeadActor): Promise<boolean> {
    return !showsAll((await findSettings(db, workspaceId))?.shown ?? MASKED);
  }
}

const seekerOf = (actor: LeadActor, hidesPersons: boolean): search.Seeker => ({
  id: actor.id,
  seesPersons: actor.manages.includes('sales') || (!hidesPersons && sells(actor)),
});

const only = (words: readonly string[], { word }: Term): readonly string[] => words.filter((one) => one === word);

const placeOf = ({ receivedAt, number }: Lead): { receivedAt: Instant; number: number } => ({ receivedAt, number });
