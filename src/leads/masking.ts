import type { LeadFields } from '../core/lead-fields.ts';

const HIDDEN = '•••';
const EMAIL = /[^\s@<>()"',;:]+@[^\s@<>()"',;:]+\.[^\s@<>()"',;:]+/gu;
/** Seven digits or more, as people write telephone numbers. Years, prices and quantities are shorter. */
const PHONE = /\+?\d(?:[\s().\-/]?\d){6,}/gu;

/** What the prospect wrote, without what identifies them: addresses, numbers and their own name. For channels. */
export function maskedMessage({ message, contactName }: LeadFields): string | undefined {
  if (message === undefined) return undefined;
  const names = (contactName ?? '').split(/\s+/u).filter((name) => name.length >= 3);
  return names
    .reduce((text, name) => text.replace(wholeWord(name), HIDDEN), message)
    .replace(EMAIL, HIDDEN)
    .replace(PHONE, HIDDEN);
}

function wholeWord(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu');
}
