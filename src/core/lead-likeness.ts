import type { LeadKeys } from './lead-identity.ts';
import { editsBetween } from './nearest.ts';

/** Why two leads may be one person: one mailbox, one but for a +word, one with a slip in its domain, one number, or a like name at one company. */
export type Hint = 'mailbox' | 'plus' | 'mail' | 'phone' | 'name';

/** The stronger ones first. */
export const HINTS: readonly Hint[] = ['mailbox', 'plus', 'mail', 'phone', 'name'];

/**
 * Whether two leads are surely one person: one mailbox; or one number, where nothing else says that they are two. Whatever is
 * only likely is for people to say.
 */
export function isSamePerson(a: LeadKeys, b: LeadKeys): boolean {
  if (a.person !== undefined && a.person === b.person) return true;
  if (a.phone === undefined || a.phone !== b.phone) return false;
  const hasOneMailbox = a.person === undefined || b.person === undefined;
  return hasOneMailbox && (a.name === undefined || b.name === undefined || a.name === b.name);
}

/** Why two leads may be one; undefined if nothing says so. */
export function hintOf(a: LeadKeys, b: LeadKeys): Hint | undefined {
  if (a.person !== undefined && a.person === b.person) return 'mailbox';
  const edits = editsOfDomain(a, b);
  if (edits <= 1) return edits === 0 ? 'plus' : 'mail';
  if (a.phone !== undefined && a.phone === b.phone) return 'phone';
  const isOneCompany = a.company !== undefined && a.company === b.company;
  return isOneCompany && a.name !== undefined && b.name !== undefined && areLike(a.name, b.name) ? 'name' : undefined;
}

/**
 * By how many slips of the finger the domains of one mail name differ: jane@acme.example and jane@amce.example by one,
 * jane+news@acme.example and jane@acme.example by none. Infinite for two names.
 */
function editsOfDomain({ person: a, mailName }: LeadKeys, { person: b, mailName: other }: LeadKeys): number {
  if (a === undefined || b === undefined || mailName === undefined || mailName !== other) return Infinity;
  return editsBetween(a.slice(a.lastIndexOf('@') + 1), b.slice(b.lastIndexOf('@') + 1));
}

/**
 * Two names, as their keys have them, that may be one person's: each word of the shorter one is in the other, misspelt by a
 * letter, short for it or its initial; and one word at least is whole.
 */
function areLike(a: string, b: string): boolean {
  const [few = [], many = []] = [a.split(' '), b.split(' ')].toSorted((one, two) => one.length - two.length);
  const left = [...many];
  let isWhole = false;
  for (const word of few) {
    const found = left.indexOf(word);
    const at = found >= 0 ? found : left.findIndex((other) => isShortFor(word, other) || isSlip(word, other));
    if (at < 0) return false;
    isWhole ||= word.length >= 3 && !isShortFor(word, left[at] ?? '');
    left.splice(at, 1);
  }
  // A first name alone is shared by half a company.
  return isWhole && (few.length > 1 || many.length === 1);
}

const isShortFor = (a: string, b: string): boolean => a !== b && (a.startsWith(b) || b.startsWith(a));

const isSlip = (a: string, b: string): boolean => Math.min(a.length, b.length) >= 4 && editsBetween(a, b) <= 1;
