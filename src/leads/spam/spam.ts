import { readEmail } from '../../core/email-address.ts';
import type { LeadFields } from '../../core/lead-fields.ts';
import { isFreeMail } from '../../core/lead-identity.ts';

/** Why something that a form sent was never a lead; words for people. */
export type SpamSign = 'trap' | 'domain';

/** What came of blocking a domain, or no longer: the list as it is now. */
export type Blocking =
  | { readonly kind: 'blocked' | 'unblocked'; readonly domain: string; readonly domains: readonly string[] }
  | { readonly kind: 'not-manager' | 'too-many' };

/** Fields that a form hides from people, letters only: whoever fills one in is a program. */
const TRAPS = /^(?:honeypot|honey|gotcha|botfield|hp|hpfield|leaveblank|leavethisblank|leavethisempty)$/;

/** What shows that a form was filled in by no prospect; undefined if nothing does. */
export function spamSign(
  { fields, extra }: { readonly fields: LeadFields; readonly extra: Readonly<Record<string, unknown>> },
  blocked: readonly string[],
): SpamSign | undefined {
  if (Object.entries(extra).some(([name, value]) => isTrap(name) && isFilledIn(value))) return 'trap';
  const domain = fields.email?.slice(fields.email.lastIndexOf('@') + 1).toLowerCase();
  return domain !== undefined && blocked.some((one) => isWithin(domain, one)) ? 'domain' : undefined;
}

/** The domain in `example.com`, `@example.com` or an address, which may be blocked; undefined for what is none, or is everybody's. */
export function blockableDomain(text: string): string | undefined {
  const domain = text.trim().replace(/^.*@/, '').toLowerCase();
  return readEmail(`x@${domain}`) === undefined || isFreeMail(domain) ? undefined : domain;
}

/** The domains of a company's list, as it is kept. */
export const domainsIn = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));

/** The list with one more, or one less. */
export function withDomain(domains: readonly string[], domain: string, isBlocked: boolean): readonly string[] {
  const others = domains.filter((one) => one !== domain);
  return (isBlocked ? [...others, domain] : others).toSorted();
}

/** How many somebody may block: more than that is a filter's work. */
export const MOST_BLOCKED = 500;

const isTrap = (name: string): boolean => TRAPS.test(name.toLowerCase().replace(/[^a-z]/g, ''));

const isFilledIn = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

const isWithin = (domain: string, blocked: string): boolean => domain === blocked || domain.endsWith(`.${blocked}`);
