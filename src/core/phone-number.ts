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
 * By which two numbers are found to be one: E.164 where the number names its country or `country` is one, by its ISO 3166 code or
 * a name that forms send, else its digits. The former begins with a plus, so the two kinds cannot be mistaken for each other.
 */
export function phoneKey(phone: string, country: string | undefined): string {
  const code = codeOf(country?.trim() ?? '');
  // Some keyboards have a plus and digits of their own width.
  const international = phone
    .normalize('NFKC')
    .trim()
    .replace(/^00\s*(?=[1-9])/, '+');
  const home = isSupportedCountry(code) ? { defaultCountry: code } : {};
  const number = parsePhoneNumberFromString(international, { ...home, extract: false });
  return number?.isPossible() ? number.number : digitsOf(phone);
}

// Arabic and other scripts have digits of their own.
const digitsOf = (text: string): string => text.replace(/\P{Nd}/gu, '');

const codeOf = (country: string): string => CODES.get(country.toLowerCase()) ?? country.toUpperCase();

/** What forms offer in place of a code; Intl has all names, and takes a tenth of a second to list them. */
const NAMES = `
  AE united arab emirates, uae; AR argentina; AT austria, österreich; AU australia; BE belgium, belgien, belgique, belgië; BG bulgaria;
  BR brazil, brasil; CA canada; CH switzerland, schweiz, suisse, svizzera; CL chile; CN china; CO colombia; CY cyprus;
  CZ czechia, czech republic, česko; DE germany, deutschland, allemagne; DK denmark, danmark; EE estonia; ES spain, españa, spanien;
  FI finland, suomi; FR france, frankreich; GB uk, united kingdom, great britain, england, scotland, wales; GR greece; HK hong kong;
  HR croatia; HU hungary; ID indonesia; IE ireland; IL israel; IN india; IS iceland; IT italy, italia, italien; JP japan; KR south korea;
  LT lithuania; LU luxembourg, luxemburg; LV latvia; MT malta; MX mexico, méxico; MY malaysia; NL netherlands, the netherlands,
  nederland, niederlande; NO norway, norge; NZ new zealand; PE peru; PH philippines; PL poland, polska, polen; PT portugal; RO romania;
  RS serbia; SA saudi arabia; SE sweden, sverige; SG singapore; SI slovenia; SK slovakia; TH thailand; TR turkey, türkiye; TW taiwan;
  UA ukraine; US usa, u.s.a., u.s., united states, united states of america; VN vietnam; ZA south africa`;

const CODES: ReadonlyMap<string, string> = new Map(
  NAMES.split(';').flatMap((country) => {
    const [, code = '', names = ''] = /^\s*([A-Z]{2})\s+(.*)$/s.exec(country) ?? [];
    return names.split(',').map((name): [string, string] => [name.trim().replace(/\s+/g, ' '), code]);
  }),
);
