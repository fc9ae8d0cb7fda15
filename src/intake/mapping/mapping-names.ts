import { FIELD_NAMES, type FieldName } from '../../core/lead-fields.ts';
import { fold } from './mapping-path.ts';

/** What a mapping may fill in: a lead's fields, or a name in two parts. */
export type MappedName = FieldName | 'firstName' | 'lastName';

export const MAPPED_NAMES: readonly MappedName[] = [...FIELD_NAMES, 'firstName', 'lastName'];

/** How forms and CRMs commonly call a field, best first; case, spaces, dashes and underscores don't count. */
export const COMMON_NAMES: Readonly<Record<MappedName, readonly string[]>> = {
  company: ['company', 'company name', 'organisation', 'organization', 'account name', 'business name', 'firm'],
  contactName: ['name', 'full name', 'contact name', 'your name', 'contact'],
  firstName: ['first name', 'given name', 'fname', 'vorname'],
  lastName: ['last name', 'family name', 'surname', 'lname', 'nachname'],
  email: ['email', 'mail', 'email address', 'work email', 'business email', 'contact email', 'your email'],
  phone: ['phone', 'phone number', 'telephone', 'tel', 'mobile', 'mobile phone', 'work phone', 'cell'],
  message: [
    'message',
    'comment',
    'comments',
    'notes',
    'note',
    'request',
    'inquiry',
    'enquiry',
    'question',
    'description',
  ],
  source: ['source', 'lead source', 'utm source', 'original source'],
  campaign: ['campaign', 'campaign name', 'utm campaign'],
  persona: ['persona', 'title', 'job title', 'role', 'position'],
  region: ['region', 'country', 'country code', 'territory'],
  score: ['score', 'lead score', 'hubspot score', 'rating'],
  crmUrl: ['crm url', 'crm link', 'record url', 'hubspot url', 'salesforce url'],
  ownerEmail: ['owner email', 'lead owner email', 'account owner email', 'crm owner email'],
  externalId: ['external id', 'lead id', 'contact id', 'crm id', 'hs object id', 'record id'],
};

/** The field that somebody means by `Contact name`, `contact_name` or `e-mail`. */
export function fieldCalled(written: string): MappedName | undefined {
  const folded = fold(written);
  const isExact = MAPPED_NAMES.find((name) => fold(name) === folded);
  return isExact ?? MAPPED_NAMES.find((name) => COMMON_NAMES[name].some((spelling) => fold(spelling) === folded));
}
