import type { Instant } from '../../core/instants.ts';
import type { StageWords } from '../../core/lead-stages.ts';
import { instantAt } from '../../core/local-time.ts';
import { readPastDate } from '../../core/typed-date.ts';
import { STAGES, type Stage } from '../lead.ts';
import { type WordField, wordsIn } from './search-words.ts';

/** One word that somebody looks for, anywhere or in one field. */
export interface Term {
  readonly word: string;
  readonly field: WordField | undefined;
  /** Digits at the end of a number. */
  readonly isPhone?: true;
  /** As it stands, neither the beginning of a word nor mistyped. */
  readonly isWhole?: true;
}

/** What somebody looks for. */
export interface Query {
  readonly terms: readonly Term[];
  readonly owner: string | undefined;
  readonly isMine: boolean;
  readonly isFree: boolean;
  readonly isLate: boolean;
  /** Held back, because it lacks what it needs. */
  readonly isHeld: boolean;
  readonly isOpen: boolean | undefined;
  readonly stage: Stage | undefined;
  /** Arrived from this instant on, and before that one. */
  readonly from: Instant | undefined;
  readonly until: Instant | undefined;
}

export type QueryFault =
  | { readonly kind: 'unknown-filter'; readonly word: string }
  | { readonly kind: 'no-date'; readonly word: string }
  | { readonly kind: 'no-stage'; readonly word: string };

export const EVERYTHING: Query = {
  terms: [],
  owner: undefined,
  isMine: false,
  isFree: false,
  isLate: false,
  isHeld: false,
  isOpen: undefined,
  stage: undefined,
  from: undefined,
  until: undefined,
};

/** More would only narrow what is found by few. */
const MOST_TERMS = 6;
const SHORTEST_PHONE = 5;

const FIELD_FILTERS: Readonly<Record<string, WordField>> = {
  campaign: 'campaign',
  from: 'source',
  source: 'source',
  company: 'company',
  persona: 'persona',
  region: 'region',
};

/** What a company may call them in speech; the stages themselves are understood as well. */
const STAGE_WORDS: Readonly<Record<string, Stage>> = {
  claimed: 'accepted',
  deal: 'opportunity',
  won: 'customer',
  later: 'recycled',
  unfit: 'rejected',
};

/** Where and for whom a search is read. */
interface Here {
  readonly today: string;
  readonly zone: string;
  readonly words?: StageWords;
}

/**
 * Reads what somebody typed: words, `mine`, `free`, `late`, `held`, `open`, `closed`, `@person`, and `campaign:`, `from:`, `stage:`,
 * `before:`, `after:`. What stands in quotes are words, whatever it says. `today` is the date where they are; `words` are what their
 * company calls the stages, and are understood before Baton's own.
 */
export function readQuery(text: string, here: Here): { query: Query; fault?: QueryFault } {
  let query = EVERYTHING;
  // Phones make curly quotes of straight ones.
  const { rest, phone } = phoneIn(text.replace(/[“”„]/g, '"'));
  if (phone !== undefined) query = { ...query, terms: [{ word: phone, field: 'phone', isPhone: true }] };
  for (const piece of rest.match(PIECES) ?? []) {
    const filtered = withFilter(query, piece, here);
    if ('kind' in filtered) return { query, fault: filtered };
    query = filtered;
  }
  return { query: { ...query, terms: query.terms.slice(0, MOST_TERMS) } };
}

const PIECES = /<@\w+(?:\|[^>]*)?>|[a-z]+:"[^"]*"|"[^"]*"|\S+/gi;

function withFilter(query: Query, piece: string, here: Here): Query | QueryFault {
  const person = /^<@(\w+)(?:\|[^>]*)?>$/.exec(piece)?.[1];
  if (person !== undefined) return { ...query, owner: person };
  const [, name, given = ''] = /^([a-z]+):(.+)$/i.exec(piece) ?? [];
  if (name !== undefined) return withNamed(query, name.toLowerCase(), given.replaceAll('"', ''), here);
  switch (piece.toLowerCase()) {
    case 'mine':
      return { ...query, isMine: true };
    case 'free':
      return { ...query, isFree: true };
    case 'late':
      return { ...query, isLate: true };
    case 'held':
      return { ...query, isHeld: true };
    case 'open':
      return { ...query, isOpen: true };
    case 'closed':
      return { ...query, isOpen: false };
  }
  return { ...query, terms: [...query.terms, ...termsIn(piece, undefined)] };
}

function withNamed(query: Query, name: string, given: string, here: Here): Query | QueryFault {
  const { today, zone, words } = here;
  const field = FIELD_FILTERS[name];
  if (field !== undefined) return { ...query, terms: [...query.terms, ...termsIn(given, field)] };
  if (name === 'stage' || name === 'is') {
    const stage = stageOf(given, words);
    return stage === undefined ? { kind: 'no-stage', word: given } : { ...query, stage };
  }
  if (!['before', 'after', 'since'].includes(name)) return { kind: 'unknown-filter', word: name };
  // Leads have come: “after:monday” means the Monday that was.
  const date = readPastDate(given.toLowerCase(), today);
  if (date === undefined) return { kind: 'no-date', word: given };
  const at = instantAt(date, '00:00', zone);
  return name === 'before' ? { ...query, until: at } : { ...query, from: at };
}

/** A company's own words come first: it may call by one of Baton's what Baton calls something else. */
function stageOf(given: string, words: StageWords = {}): Stage | undefined {
  const word = given.trim().toLowerCase();
  const own = STAGES.find((stage) => words[stage]?.toLowerCase() === word);
  return own ?? STAGES.find((stage) => stage === word) ?? STAGE_WORDS[word];
}

const termsIn = (text: string, field: WordField | undefined): Term[] => wordsIn(text).map((word) => ({ word, field }));

/** A number to call, however it is written; a date or the number of a lead is none. */
function phoneIn(text: string): { rest: string; phone: string | undefined } {
  const found = /(?<![\w:"-])\+?\d[\d\s()/.-]{3,}\d(?![\w-])/.exec(text)?.[0] ?? '';
  // The zero in +49 (0)30 is dialled at home only, and no key has it.
  const digits = found.replace(/\(0\)/, '').replace(/\D/g, '').replace(/^0+/, '');
  const isDate = /^\d{4}-\d{1,2}-\d{1,2}$/.test(found.trim());
  if (digits.length < SHORTEST_PHONE || isDate) return { rest: text, phone: undefined };
  return { rest: text.replace(found, ' '), phone: digits };
}
