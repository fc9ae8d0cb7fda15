import type { LeadFields } from '../core/lead-fields.ts';
import type { PersonalField } from '../core/shown-fields.ts';
import { EMAIL, PHONE } from './arriving/contact-in-text.ts';

const HIDDEN = '•••';
/** Scripts that don't put blanks between words: there two characters are a name, and it has no edges. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/u;
const SHORTEST_NAME = 3;
/** Nobody's name is longer, and a pattern must not grow without end. */
const LONGEST_NAME = 200;

/**
 * What the prospect wrote, without what identifies them: addresses, numbers and their own name, but for what the reader sees
 * anyway. For channels.
 */
export function maskedMessage(
  { message, contactName }: LeadFields,
  sees: (field: PersonalField) => boolean = () => false,
): string | undefined {
  if (message === undefined) return undefined;
  // The same letter may be stored in two ways.
  const names = sees('contactName') ? [] : namesIn(contactName?.normalize().slice(0, LONGEST_NAME) ?? '');
  const patterns = [...names.map(wholeName), ...(sees('email') ? [] : [EMAIL]), ...(sees('phone') ? [] : [PHONE])];
  return patterns.reduce((text, pattern) => text.replace(pattern, HIDDEN), message.normalize());
}

/** The whole name first, then each part of it that is no everyday word by its length. */
function namesIn(name: string): string[] {
  const parts = name.split(/\s+/u).filter((part) => part !== '');
  const telling = parts.filter((part) => part.length >= (UNSPACED.test(part) ? 2 : SHORTEST_NAME));
  return parts.length > 1 ? [parts.join(' '), ...telling] : telling;
}

function wholeName(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+');
  return UNSPACED.test(name)
    ? new RegExp(literal, 'giu')
    : new RegExp(`${NO_LETTER_BEFORE}${literal}${NO_LETTER_AFTER}`, 'giu');
}

const NO_LETTER_BEFORE = String.raw`(?<![\p{L}\p{N}])`;
const NO_LETTER_AFTER = String.raw`(?![\p{L}\p{N}])`;
