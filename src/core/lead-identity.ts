import type { LeadFields } from './lead-fields.ts';

/** By what two leads are found to be one person, or perhaps one. What isn't known is absent. */
export interface LeadKeys {
  /** The mailbox: different spellings of one address have one key. */
  readonly person?: string;
  /** What stands before the @ and before any +, unless whole teams share it. */
  readonly mailName?: string;
  /** E.164; a number that doesn't name its country could be anybody's. */
  readonly phone?: string;
  readonly company?: string;
  /** The words of the name, without accents, in the order of the alphabet. */
  readonly name?: string;
}

/** The keys of what is known of a prospect. */
export function keysOf({ email, phoneKey, company, contactName }: LeadFields): LeadKeys {
  const person = email === undefined ? undefined : personKey(email);
  const name = contactName === undefined ? undefined : nameKey(contactName);
  const companyKey = companyKeyOf(person, company);
  const mailName = person?.slice(0, person.lastIndexOf('@')).replace(/(?<!^)\+.*$/, '');
  return {
    ...(person !== undefined && { person }),
    ...(mailName !== undefined && !SHARED.has(mailName) && { mailName }),
    ...(phoneKey?.startsWith('+') && { phone: phoneKey }),
    ...(companyKey !== undefined && { company: companyKey }),
    ...(name !== undefined && { name }),
  };
}

/**
 * An address by the rules of its provider, where these are known: Gmail reads no dots, and several cut what follows a plus.
 * Elsewhere either may be another person's. A domain is written as DNS does, whatever its script.
 */
export function personKey(email: string): string {
  const at = email.lastIndexOf('@');
  const written = email.slice(at + 1).toLowerCase();
  const domain = ALIASES[written] ?? asciiDomain(written);
  const { hasPlus, hasDots } = PROVIDERS[domain] ?? {};
  const local = email.slice(0, at).normalize('NFC').toLowerCase();
  const cut = hasPlus ? local.replace(/\+.*$/, '') : local;
  const name = hasDots ? cut.replaceAll('.', '') : cut;
  return `${name === '' ? local : name}@${domain}`;
}

/** The company that a domain or a name stands for, as one word: "Acme Robotics GmbH" and `acme-robotics.example` are one. */
function companyKeyOf(person: string | undefined, company: string | undefined): string | undefined {
  const domain = person?.slice(person.lastIndexOf('@') + 1);
  const site = domain === undefined || isFreeMail(domain) ? undefined : label(domain);
  return site ?? (company === undefined ? undefined : companyName(company));
}

/** Whether a domain gives mailboxes to everybody, and so says nothing about a company. */
export const isFreeMail = (domain: string): boolean => domain in PROVIDERS || FREE_MAIL.test(domain);

/** What a company registered, without what stands before it and the endings of its country. */
function label(domain: string): string | undefined {
  const parts = domain.split('.');
  const isUnderSecond = parts.length > 2 && SECOND_LEVEL.has(parts.at(-2) ?? '') && parts.at(-1)?.length === 2;
  return bare(parts.at(isUnderSecond ? -3 : -2) ?? '') || undefined;
}

function companyName(name: string): string | undefined {
  const words = plain(name)
    // "S.A." and "GmbH & Co. KG" are forms as well.
    .replace(/\./g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const own = words.filter((word) => !LEGAL_FORMS.has(word));
  return (own.length > 0 ? own : words).join('') || undefined;
}

function nameKey(name: string): string | undefined {
  const words = plain(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !TITLES.has(word));
  return words.toSorted().join(' ') || undefined;
}

const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');

const bare = (text: string): string => plain(text).replace(/[^\p{L}\p{N}]/gu, '');

function asciiDomain(domain: string): string {
  // Most are written so already, and need no parser of addresses.
  if (PLAIN_DOMAIN.test(domain)) return domain;
  return URL.parse(`http://${domain}`)?.hostname ?? domain;
}

/** Its ending in letters tells it from a number, which has other spellings. */
const PLAIN_DOMAIN = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/;

/** One mailbox under two names. */
const ALIASES: Readonly<Record<string, string>> = { 'googlemail.com': 'gmail.com' };

const PLUS = { hasPlus: true, hasDots: false } as const;

/** What providers say of their own addresses. */
const PROVIDERS: Readonly<Record<string, { readonly hasPlus: boolean; readonly hasDots: boolean }>> = {
  'gmail.com': { hasPlus: true, hasDots: true },
  'outlook.com': PLUS,
  'hotmail.com': PLUS,
  'live.com': PLUS,
  'icloud.com': PLUS,
  'fastmail.com': PLUS,
  'proton.me': { hasPlus: true, hasDots: true },
  'protonmail.com': { hasPlus: true, hasDots: true },
};

const FREE_MAIL =
  /^(?:(?:outlook|hotmail|live|yahoo|ymail|gmx|web|aol|mail|mailbox|icloud|me|mac|msn|yandex|zoho|tutanota|posteo|qq|163|126|free|orange|laposte|libero|virgilio|wp|onet|interia|seznam|ukr|t-online|freenet|btinternet|comcast|verizon|att)\.(?:[a-z]{2,3}|co\.[a-z]{2}|com\.[a-z]{2})|fastmail\.fm|pm\.me)$/;

const SECOND_LEVEL: ReadonlySet<string> = new Set(['co', 'com', 'org', 'net', 'ac', 'gov', 'edu', 'or', 'ne']);

const LEGAL_FORMS: ReadonlySet<string> = new Set(
  (
    'gmbh ggmbh mbh ag kg kgaa ohg gbr ug ev eg se co inc incorporated corp corporation company llc llp lp plc ltd limited ' +
    'pty bv nv sa sas sarl sarlu srl spa snc sl slu oy oyj ab as asa aps kft zrt doo dd sro spzoo sp zoo oo'
  ).split(' '),
);

const TITLES: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'dr', 'prof', 'herr', 'frau', 'dipl', 'ing']);

/** Several people read these, so one of them at two companies says nothing. */
const SHARED: ReadonlySet<string> = new Set(
  (
    'info sales contact office hello hi mail admin support service team marketing kontakt post hallo vertrieb buero ' +
    'welcome enquiries inquiries help billing accounts hr jobs press webmaster no-reply noreply'
  ).split(' '),
);
