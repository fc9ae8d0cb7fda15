import type { LeadFields } from '../core/lead-fields.ts';
import { companyName } from './lead.ts';

/** Where a lead says a word. */
export type WordField = 'company' | 'campaign' | 'source' | 'persona' | 'region' | 'name' | 'email' | 'phone';

export interface LeadWord {
  readonly word: string;
  readonly field: WordField;
  /** Whether it identifies the person: then only those find it who may see them. */
  readonly isPersonal: boolean;
}

/** Longer words are cut: nobody types more of one. */
const LONGEST = 40;
const MOST_WORDS = 12;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/u;
/** Letters that no accent makes another one of. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' };

/** The words by which a lead is found, each once in a field. */
export function leadWords(fields: LeadFields): LeadWord[] {
  const digits = (fields.phoneKey ?? fields.phone ?? '').replace(/\D/g, '').slice(0, LONGEST);
  const its = (field: WordField, text: string | undefined, isPersonal = false): LeadWord[] =>
    [...new Set(wordsIn(text ?? ''))].slice(0, MOST_WORDS).map((word) => ({ word, field, isPersonal }));
  return [
    ...its('company', fields.company === undefined && fields.email === undefined ? undefined : companyName(fields)),
    ...its('campaign', fields.campaign),
    ...its('source', fields.source),
    ...its('persona', fields.persona),
    ...its('region', fields.region),
    ...its('name', fields.contactName, true),
    ...its('email', fields.email, true),
    ...(digits === '' ? [] : [{ word: digits, field: 'phone' as const, isPersonal: true }]),
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

/** By which a word is looked up: its first and last two letters. */
export const headOf = (word: string): string => signsOf(word).slice(0, 2).join('');
export const tailOf = (word: string): string => signsOf(word).slice(-2).join('');

/**
 * Under which beginnings and ends a word stands that was typed with one wrong, missing or additional letter: the slip is in one
 * half, so the other one is right. Two letters that changed places in the middle are in both, so those words are named.
 */
export function lookAlikes(typed: string): { starts: string; ends: string; swapped: readonly string[] } {
  const letters = signsOf(typed);
  const half = Math.ceil(letters.length / 2);
  const swapped = letters.slice(1).map((letter, at) => {
    const other = [...letters];
    other[at] = letter;
    other[at + 1] = letters[at] ?? '';
    return other.join('');
  });
  return { starts: letters.slice(0, half).join(''), ends: letters.slice(-(letters.length - half)).join(''), swapped };
}

function pairs(word: string): string[] {
  const signs = signsOf(word).slice(0, LONGEST);
  return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
}

/** Code points: what a database compares, and no half of a letter. */
const signsOf = (word: string): string[] => Array.from(word);
