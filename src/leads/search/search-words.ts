import type { LeadFields } from '../../core/lead-fields.ts';
import { companyName } from '../lead.ts';

/** Where a lead says a word. */
export type WordField = 'company' | 'campaign' | 'source' | 'persona' | 'region' | 'name' | 'email' | 'phone';

/** What everybody may know of a lead; what identifies its person, which only those find who may see them; their number. */
export type WordKind = 'open' | 'person' | 'phone';

export interface LeadWord {
  readonly word: string;
  readonly field: WordField;
  readonly kind: WordKind;
}

/** Longer words are cut: nobody types more of one. */
const LONGEST = 40;
const MOST_WORDS = 12;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/u;
/** Letters that no accent makes another one of. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' };

/** The fields of a lead that say words. */
export type WordedFields = Pick<
  LeadFields,
  'company' | 'contactName' | 'email' | 'phone' | 'phoneKey' | 'campaign' | 'source' | 'persona' | 'region'
>;

/** The words by which a lead is found, each once in a field. */
export function leadWords(fields: WordedFields): LeadWord[] {
  const digits = (fields.phoneKey ?? fields.phone ?? '').replace(/\D/g, '').slice(0, LONGEST);
  const its = (field: WordField, text: string | undefined, kind: WordKind = 'open'): LeadWord[] =>
    [...new Set(wordsIn(text ?? ''))].slice(0, MOST_WORDS).map((word) => ({ word, field, kind }));
  return [
    ...its('company', fields.company === undefined && fields.email === undefined ? undefined : companyName(fields)),
    ...its('campaign', fields.campaign),
    ...its('source', fields.source),
    ...its('persona', fields.persona),
    ...its('region', fields.region),
    ...its('name', fields.contactName, 'person'),
    ...its('email', fields.email, 'person'),
    ...(digits === '' ? [] : [{ word: digits, field: 'phone' as const, kind: 'phone' as const }]),
  ];
}

/** The words of a text as they are compared: small letters without accents, and pairs of signs where no blanks part words. */
export function wordsIn(text: string): string[] {
  const plain = text
    .slice(0, 500)
    .toLowerCase()
    .replace(/[ßøłđæœı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) =>
    UNSPACED.test(word) ? pairs(word) : [word.slice(0, LONGEST)],
  );
}

/** As many bytes as a number holds exactly in JavaScript. */
const BYTES = 6;

/**
 * By which words are looked up that begin or end so: their first bytes, or their last ones backwards, as a number. Those of all
 * words that go on from these bytes lie between `least` and `most`; of a whole word `least` is its own. UTF-8 keeps beginnings
 * and ends.
 */
export const headOf = (word: string): Span => spanOf(Buffer.from(word, 'utf8').subarray(0, BYTES));
export const tailOf = (word: string): Span => spanOf(Buffer.from(word, 'utf8').reverse().subarray(0, BYTES));

interface Span {
  readonly least: number;
  readonly most: number;
}

function spanOf(bytes: Uint8Array): Span {
  const filled = (by: number) => Buffer.concat([bytes, Buffer.alloc(BYTES - bytes.length, by)]).readUIntBE(0, BYTES);
  return { least: filled(0x00), most: filled(0xff) };
}

/**
 * Under which beginnings and ends a word stands that was typed with one wrong, missing or additional letter: the slip is in one
 * half, so the other one is right. Two letters that changed places in the middle are in both, so those words are named.
 */
export function lookAlikes(typed: string) {
  const letters = signsOf(typed);
  const half = Math.ceil(letters.length / 2);
  const swapped = letters.slice(1).map((letter, at) => {
    const other = [...letters];
    other[at] = letter;
    other[at + 1] = letters[at] ?? '';
    return other.join('');
  });
  return {
    starts: letters.slice(0, half).join(''),
    ends: letters.slice(-(letters.length - half)).join(''),
    swapped,
    length: letters.length,
  };
}

function pairs(word: string): string[] {
  const signs = signsOf(word).slice(0, LONGEST);
  return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
}

/** Code points: what a database compares, and no half of a letter. */
const signsOf = (word: string): string[] => Array.from(word);
