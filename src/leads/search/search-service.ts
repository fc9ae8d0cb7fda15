import type { Instant } from '../../core/instants.ts';
import { dateAt } from '../../core/local-time.ts';
import { MASKED, showsAll } from '../../core/shown-fields.ts';
import { type Lead, leadName } from '../lead.ts';
import * as lists from '../lists-store.ts';
import { type LeadActor, type LeadsDeps, sells } from '../ports-service.ts';
import { findSettings } from '../settings-store.ts';
import * as store from '../store.ts';
import { type Finding, finding, type Seeker, type Wanted } from './finding-service.ts';
import { type NumberSet, setOfNumbers } from './number-set.ts';
import { EVERYTHING, type Query, type QueryFault, readQuery } from './search-query.ts';
import type { Cursor } from './search-store.ts';
import { wordsIn } from './search-words.ts';
import * as wordsStore from './words-store.ts';

/** What a list shows at once: a phone's screen or two. */
const PAGE = 10;
/** Counted no further: nobody pages through more. */
const MOST_COUNTED = 1_000;
/** Leads whose words are read in one transaction, and in how many of them before a search, and in a minute. */
const READ_AT_ONCE = 50;
const READ_BEFORE_SEARCH = 6;
const READ_A_MINUTE = 200;
/** Leads without a first contact that are looked at for lateness, the oldest first. */
const MOST_WAITING = 2_000;
const CLOCKS_AT_ONCE = 500;
const LONGEST_REFERENCE = 4;
const MOST_OFFERED = 8;

/** A word, or some in quotes, which phones make curly ones; and what follows. */
const FIRST = /^(["“”„][^"“”„]*["“”]|\S*)\s*([\s\S]*)$/;

/** One page of a list of leads. */
export interface ListPage {
  readonly leads: readonly Lead[];
  readonly total: number;
  /** There are more than are counted. */
  readonly isMore: boolean;
  /** Where the pages beside this one begin. */
  readonly next: Cursor | undefined;
  readonly back: Cursor | undefined;
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

interface SearchDeps extends Pick<LeadsDeps, 'database' | 'clock'> {
  readonly promises: Pick<LeadsDeps['promises'], 'clocksOfLeads'>;
}

/** How leads are found by what people remember of them. */
export function createSearching(deps: SearchDeps) {
  const { database, clock, promises } = deps;
  const { db } = database;

  return {
    /** The leads that somebody looks for, the newest first; or what of the filters isn't understood. */
    async search(actor: LeadActor, text: string, cursor?: Cursor): Promise<ListPage | { readonly fault: QueryFault }> {
      const words = (await findSettings(db, actor.workspaceId))?.rules.words ?? {};
      const { query, fault } = readQuery(text, { today: dateAt(clock.now(), actor.zone), zone: actor.zone, words });
      if (fault !== undefined) return { fault };
      const isReading = await readOn(actor.workspaceId, READ_BEFORE_SEARCH);
      const among = query.isLate ? await lateAmongWaiting(actor.workspaceId) : undefined;
      const page = await pageFor(actor, { query, among, order: 'newest' }, cursor);
      return { ...page, isReading };
    },

    /** Leads that wait for somebody, or somebody's own open ones, the longest waiting first. */
    list: (actor: LeadActor, name: 'free' | 'mine', cursor?: Cursor): Promise<ListPage> => {
      const query: Query = { ...EVERYTHING, ...(name === 'free' ? { isFree: true } : { isMine: true, isOpen: true }) };
      return pageFor(actor, { query, among: undefined, order: 'oldest' }, cursor);
    },

    /**
     * Which lead is meant by `12`, `#12`, `newest`, or by what somebody remembers of it: its company, a name, part of an
     * address, also mistyped. `isWhole`: nothing else can follow it; otherwise the words that no lead says are the rest.
     */
    resolve,

    /** The leads that these words mean, each by its number and company. */
    async namesMeant(
      actor: LeadActor,
      text: string,
    ): Promise<readonly { readonly id: string; readonly name: string }[]> {
      const meant = await resolve(actor, text, 'any', true);
      const found = meant.kind === 'none' ? [] : meant.kind === 'one' ? [meant.lead] : meant.leads;
      return found.map((lead) => ({ id: lead.id, name: leadName(lead) }));
    },

    /** Reads the words of leads that have arrived; once a minute, so that a search finds little to read. */
    readArrived: async (workspaceId: string): Promise<void> => void (await readOn(workspaceId, READ_A_MINUTE)),
  };

  async function resolve(actor: LeadActor, text: string, about: About, isWhole: boolean): Promise<Meant> {
    const [, first = '', rest = ''] = FIRST.exec(text) ?? [];
    const number = /^#?(\d{1,9})[,;:.]?$/.exec(first)?.[1];
    const known =
      first.toLowerCase() === 'newest'
        ? await lists.findNewestFree(db, actor.workspaceId)
        : number && (await store.findByNumber(db, actor.workspaceId, Number(number)));
    if (known) return { kind: 'one', lead: known, rest };
    if (first === '' || first.toLowerCase() === 'newest') return { kind: 'none' };
    await readOn(actor.workspaceId, READ_BEFORE_SEARCH);
    const meant = isWhole ? await meantBy(actor, text, '') : await longestMeant(actor, first, rest);
    return meant === undefined ? { kind: 'none' } : narrowed(actor, meant, about);
  }

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
    const quoted = text.replace(/["“”„]/g, ' ');
    const { query } = readQuery(`"${quoted}"`, { today: dateAt(clock.now(), actor.zone), zone: actor.zone });
    const isPhone = /^\s*\+?[\d\s()/.-]+$/.test(quoted);
    const terms = isPhone ? readQuery(quoted, { today: '2000-01-01', zone: 'UTC' }).query.terms : query.terms;
    if (terms.length === 0) return undefined;
    const literal = exact.flatMap(wordsIn);
    const whole = terms.map((term) => (literal.includes(term.word) ? { ...term, isWhole: true as const } : term));
    const found = await findingFor(actor, {
      query: { ...EVERYTHING, terms: whole },
      among: undefined,
      order: 'newest',
    });
    const leads = await found.page(undefined, MOST_OFFERED * 4);
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

  async function findingFor(actor: LeadActor, wanted: Wanted): Promise<Finding> {
    return finding(db, seekerOf(actor, await hidesPersons(actor)), wanted);
  }

  async function pageFor(actor: LeadActor, wanted: Wanted, cursor: Cursor | undefined): Promise<ListPage> {
    const listed = await findingFor(actor, wanted);
    const found = await listed.page(cursor, PAGE + 1);
    const total = await listed.count(MOST_COUNTED + 1);
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

  async function lateAmongWaiting(workspaceId: string): Promise<NumberSet> {
    const waiting = await lists.listNumbersWaiting(db, workspaceId, MOST_WAITING);
    const numbers = new Map(waiting.map(({ id, number }) => [id, number]));
    const ids = [...numbers.keys()];
    const late: string[] = [];
    for (let start = 0; start < ids.length; start += CLOCKS_AT_ONCE) {
      const clocks = await promises.clocksOfLeads(db, ids.slice(start, start + CLOCKS_AT_ONCE));
      late.push(
        ...clocks.filter(({ state, isAnnounced }) => state === 'late' && isAnnounced).map(({ leadId }) => leadId),
      );
    }
    return setOfNumbers(late.map((id) => numbers.get(id)).filter((number) => number !== undefined));
  }

  /** True if there is still something to read. */
  async function readOn(workspaceId: string, parts: number): Promise<boolean> {
    for (let part = 0; part < parts; part += 1) {
      const from = await wordsStore.readUntil(db, workspaceId);
      if (!(await wordsStore.isMore(db, workspaceId, from))) return false;
      // Of two who read the same at once one writes it, and both go on. Later on disk: what is lost is read again.
      await database.transaction(async (tx) => {
        const leads = await wordsStore.sayersAfter(tx, workspaceId, from, READ_AT_ONCE);
        const last = leads.at(-1);
        if (last !== undefined && (await wordsStore.markRead(tx, workspaceId, from, last.number)))
          await wordsStore.writeWords(tx, leads);
      }, 'later');
    }
    return true;
  }

  /** Where a card hides nobody, everybody may look for whom it names. */
  async function hidesPersons({ workspaceId }: LeadActor): Promise<boolean> {
    return !showsAll((await findSettings(db, workspaceId))?.shown ?? MASKED);
  }
}

const seekerOf = (actor: LeadActor, hidesPersons: boolean): Seeker => ({
  id: actor.id,
  workspaceId: actor.workspaceId,
  seesPersons: actor.manages.includes('sales') || (!hidesPersons && sells(actor)),
});

const placeOf = ({ receivedAt, number }: Lead): { receivedAt: Instant; number: number } => ({ receivedAt, number });
