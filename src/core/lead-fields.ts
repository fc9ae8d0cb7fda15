import { emailKey, readEmail } from './email-address.ts';
import { oneLine, severalLines, textOf } from './field-text.ts';
import { phoneKey, readPhone } from './phone-number.ts';

/** What is known of a prospect, cleaned. What isn't known is absent, never empty. */
export interface LeadFields {
  readonly company?: string;
  readonly contactName?: string;
  readonly email?: string;
  /** By which two leads are found to have the same e-mail address. */
  readonly emailKey?: string;
  readonly phone?: string;
  /** E.164 where the number can be read as one, else its digits. */
  readonly phoneKey?: string;
  /** What they asked for, in their own words. */
  readonly message?: string;
  readonly source?: string;
  readonly campaign?: string;
  readonly persona?: string;
  readonly region?: string;
  readonly score?: number;
  /** Only http and https. */
  readonly crmUrl?: string;
  /** The colleague whom the CRM names as the owner. */
  readonly ownerEmail?: string;
  readonly externalId?: string;
}

/** The fields that somebody outside can fill in; the keys follow from them. */
export const FIELD_NAMES = [
  'company',
  'contactName',
  'email',
  'phone',
  'message',
  'source',
  'campaign',
  'persona',
  'region',
  'score',
  'crmUrl',
  'ownerEmail',
  'externalId',
] as const satisfies readonly (keyof LeadFields)[];

export type FieldName = (typeof FIELD_NAMES)[number];
type TextField = Exclude<FieldName, 'score'>;

/** Cleans what a form, a payload or a person gave; what a field cannot hold is left out (`readField` says so of one). */
export function leadFields(given: { readonly [Name in FieldName]?: unknown }, defaultCountry?: string): LeadFields {
  const read: CleanFields = {};
  for (const name of FIELD_NAMES) setField(read, name, given[name]);
  return withKeys(read, defaultCountry);
}

/** What was cleaned field by field. */
export type CleanFields = { -readonly [Name in FieldName]?: Name extends 'score' ? number : string };

/** Cleans one field and keeps it, unless this value cannot be one; whether it is kept. */
export function setField(fields: CleanFields, name: FieldName, value: unknown): boolean {
  if (name === 'score') {
    const score = readScore(value);
    if (score !== undefined) fields.score = score;
    return score !== undefined;
  }
  const text = readText(name, value);
  if (text !== undefined) fields[name] = text;
  return text !== undefined;
}

/** Cleaned fields, with the keys that follow from them. */
export function withKeys(fields: CleanFields, defaultCountry?: string): LeadFields {
  const { email, phone, region } = fields;
  return {
    ...fields,
    ...(email !== undefined && { emailKey: emailKey(email) }),
    ...(phone !== undefined && { phoneKey: phoneKey(phone, defaultCountry ?? region) }),
  };
}

/** One field as it would be kept, or undefined if this value cannot be one. */
export function readField(name: FieldName, value: unknown): string | number | undefined {
  return name === 'score' ? readScore(value) : readText(name, value);
}

/** Whether somebody can be called, written to, or at least looked up: an e-mail, a phone number, or a name with a company. */
export function usableContact(fields: LeadFields): boolean {
  const isKnown = fields.contactName !== undefined && fields.company !== undefined;
  return fields.email !== undefined || fields.phone !== undefined || isKnown;
}

const SHORT = 120;
const NAME = 200;
const MESSAGE = 3_000;
const URL_LENGTH = 2_000;
const HIGHEST_SCORE = 1_000_000_000;

function readText(name: TextField, value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  switch (name) {
    case 'company':
    case 'contactName':
      return oneLine(text, NAME);
    case 'source':
    case 'campaign':
    case 'persona':
    case 'region':
      return oneLine(text, SHORT);
    case 'message':
      return severalLines(text, MESSAGE);
    case 'email':
    case 'ownerEmail':
      return readEmail(text);
    case 'phone':
      return readPhone(text);
    case 'crmUrl':
      return readUrl(text);
    case 'externalId':
      // Cut, it would be somebody else's.
      return text.length > NAME ? undefined : oneLine(text, NAME);
  }
}

function readUrl(text: string): string | undefined {
  const url = URL.parse(text.trim().slice(0, URL_LENGTH + 1));
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  // `https://crm.example@evil.example` looks like another host than it is.
  const isPlain = url?.username === '' && url.password === '';
  return isWeb && isPlain && url.href.length <= URL_LENGTH ? url.href : undefined;
}

/** "1,200" is no score of one. */
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;

function readScore(value: unknown): number | undefined {
  const typed = textOf(value)?.trim() ?? '';
  const text = THOUSANDS.test(typed) ? typed.replaceAll(',', '') : typed;
  if (!/^[+-]?\d{1,10}([.,]\d{1,20})?\s?%?$/.test(text)) return undefined;
  const score = Math.round(Number.parseFloat(text.replace(',', '.')));
  // Rounding makes a minus zero, which JSON and SQL don't know.
  return Math.abs(score) > HIGHEST_SCORE ? undefined : score + 0;
}

/** What a lead says of itself without naming a person, in the words in which exports and webhooks give it to other programs. */
export const impersonalRecord = (fields: LeadFields) => ({
  company: fields.company ?? null,
  source: fields.source ?? null,
  campaign: fields.campaign ?? null,
  persona: fields.persona ?? null,
  region: fields.region ?? null,
  score: fields.score ?? null,
  external_id: fields.externalId ?? null,
  crm_url: fields.crmUrl ?? null,
});
