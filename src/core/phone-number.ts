import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { oneLine } from './field-text.ts';

const LONGEST = 40;
const FEWEST_DIGITS = 5;

/** A number as it was written, as long as there is something in it to dial. */
export function readPhone(text: string): string | undefined {
  const line = oneLine(text.replace(/^\s*tel:/i, ''), LONGEST + 1) ?? '';
  return line.length <= LONGEST && digitsOf(line).length >= FEWEST_DIGITS ? line : undefined;
}

/**
 * By which two numbers are found to be one: E.164 where the number names its country or `country` is an ISO 3166 code,
 * else its digits. The former begins with a plus, so the two kinds cannot be mistaken for each other.
 */
export function phoneKey(phone: string, country: string | undefined): string {
  const code = country?.trim().toUpperCase();
  const international = phone.trim().replace(/^00(?=[1-9])/, '+');
  const home = code !== undefined && isSupportedCountry(code) ? { defaultCountry: code } : {};
  const number = parsePhoneNumberFromString(international, { ...home, extract: false });
  return number?.isPossible() ? number.number : digitsOf(phone);
}

// Arabic and other scripts have digits of their own.
const digitsOf = (text: string): string => text.replace(/\P{Nd}/gu, '');
