import { editsBetween } from '../../core/nearest.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Lead } from '../lead.ts';
import type { NumberSet } from './number-set.ts';
import type { Query, Term } from './search-query.ts';
import * as search from './search-store.ts';
import { lookAlikes, type WordKind } from './search-words.ts';

/** Who looks, as far as persons are hidden from them. */
export interface Seeker {
  readonly id: string;
  readonly workspaceId: string;
  readonly seesPersons: boolean;
}

/** What is looked for, in which order. */
export interface Wanted {
  readonly query: Query;
  /** If only leads with these numbers are meant. */
  readonly among: NumberSet | undefined;
  readonly order: 'newest' | 'oldest';
}

/** Leads that were found: their places in the list, from a cursor on. */
export interface Finding {
  /** How many there are; beyond `most` it is not counted on. */
  count(most: number): Promise<number>;
  /** So many from the cursor on, in the order of the list. */
  page(cursor: search.Cursor | undefined, most: number): Promise<readonly Lead[]>;
}

/** Of so few leads each is looked at by its number; of more the list is gone through until the page is full. */
const FEW = 2_000;
const LOOKED_AT_ONCE = 5_000;
/** Shorter words are others with one letter changed. */
const SHORTEST_MISTYPED = 4;
/** So many words with a slip are looked up, more than any vocabulary has. */
const MOST_ALIKE = 500;

/** Finds the leads that say all the words and are as wanted. */
export async function finding(db: Db, seeker: Seeker, { query, among, order }: Wanted): Promise<Finding> {
  const { workspaceId } = seeker;
  const filters: search.Filters = { ...query, owner: query.isMine ? seeker.id : query.owner };
  const numbers = await numbersWanted(db, seeker, query.terms, among);
  const few = numbers !== undefined && numbers.size <= FEW ? await listed(numbers) : undefined;
  return {
    async count(most) {
      if (few !== undefined) return few.length;
      if (numbers !== undefined && isUnfiltered(filters)) return numbers.size;
      return (await walk(undefined, order === 'newest', most)).length;
    },
    async page(cursor, most) {
      const isForward = cursor?.side !== 'before';
      const isDescending = (order === 'newest') === isForward;
      const found =
        few === undefined ? await walk(cursor, isDescending, most) : beyond(few, cursor, isDescending).slice(0, most);
      const leads = await search.leadsNumbered(
        db,
        workspaceId,
        found.map(({ number }) => number),
      );
      return isForward ? leads : leads.toReversed();
    },
  };

  async function listed(some: NumberSet): Promise<readonly search.Place[]> {
    return search.placesAmong(db, workspaceId, filters, some.numbers());
  }

  async function walk(start: search.Place | undefined, isDescending: boolean, most: number): Promise<search.Place[]> {
    const found: search.Place[] = [];
    let from = start;
    const atOnce = numbers === undefined ? most : LOOKED_AT_ONCE;
    for (;;) {
      const places = await search.placesInTime(db, workspaceId, filters, { beyond: from, isDescending, most: atOnce });
      found.push(...places.filter(({ number }) => numbers === undefined || numbers.has(number)));
      from = places.at(-1);
      if (found.length >= most || places.length < atOnce) return found.slice(0, most);
    }
  }
}

const isUnfiltered = ({ owner, isFree, isHeld, isOpen, stage, from, until }: search.Filters): boolean =>
  !isFree && !isHeld && [owner, isOpen, stage, from, until].every((filter) => filter === undefined);

function beyond(
  places: readonly search.Place[],
  cursor: search.Cursor | undefined,
  isDescending: boolean,
): readonly search.Place[] {
  const way = isDescending ? -1 : 1;
  const order = (a: search.Place, b: search.Place) => way * (a.receivedAt - b.receivedAt || a.number - b.number);
  return places.filter((place) => cursor === undefined || order(place, cursor) > 0).toSorted(order);
}

/** The leads that say all the words; undefined if nothing is asked but how they stand. */
async function numbersWanted(
  db: Db,
  seeker: Seeker,
  terms: readonly Term[],
  among: NumberSet | undefined,
): Promise<NumberSet | undefined> {
  const said = await Promise.all(
    terms.map((term) =>
      Promise.all([
        numbersSaying(db, seeker.workspaceId, 'open', term),
        numbersSaying(db, seeker.workspaceId, term.isPhone ? 'phone' : 'person', term),
      ]),
    ),
  );
  const isOwnAsked = !seeker.seesPersons && said.some(([, personal]) => personal.size > 0);
  const own = isOwnAsked ? await search.ownedBy(db, seeker.id) : undefined;
  let wanted = among;
  for (const [open, personal] of said) {
    const either = open.along(own === undefined ? personal : personal.within(own));
    wanted = wanted === undefined ? either : wanted.within(either);
  }
  return wanted;
}

/** Who says a word that begins as typed; if nobody does, one that differs by a slip. Each kind by itself: one says nothing of the other. */
async function numbersSaying(db: Db, workspaceId: string, kind: WordKind, term: Term): Promise<NumberSet> {
  const begun = await search.saidSo(db, workspaceId, kind, term);
  if (begun.size > 0 || term.isPhone || term.isWhole || term.word.length < SHORTEST_MISTYPED) return begun;
  const alike = await search.wordsAlike(db, workspaceId, kind, lookAlikes(term.word));
  const meant = alike.filter((word) => editsBetween(term.word, word) <= 1).slice(0, MOST_ALIKE);
  return search.saidWords(db, workspaceId, kind, meant, term.field);
}
