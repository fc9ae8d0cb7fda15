import { z } from 'zod';
import { textOf } from './field-text.ts';
import type { LeadFields } from './lead-fields.ts';

/** What rules may ask about a lead, and what people call it. */
export const FACT_NAMES = {
  campaign: 'campaign',
  source: 'source',
  persona: 'persona',
  region: 'region',
  segment: 'segment',
  score: 'score',
  company: 'company',
  emailDomain: 'e-mail domain',
  email: 'e-mail',
  phone: 'phone',
  contactName: 'name',
  message: 'message',
  externalId: 'external id',
  endpoint: 'form',
  channel: 'channel',
} as const;

/** One of `FACT_NAMES`, or `extra:` and the name of a field that a form sent beside those. */
export type Fact = keyof typeof FACT_NAMES | `extra:${string}`;

/** What is known of one lead. What isn't known is absent. */
export type LeadFacts = Readonly<Partial<Record<Fact, string | number>>>;

const isFact = (name: string): name is Fact => Object.hasOwn(FACT_NAMES, name) || /^extra:./.test(name);

export const MOST_CONDITIONS = 10;
export const MOST_VALUES = 50;
export const LONGEST_VALUE = 120;

const factSchema = z.string().max(LONGEST_VALUE).refine(isFact);
const valueSchema = z.string().min(1).max(LONGEST_VALUE);

const conditionSchema = z.discriminatedUnion('test', [
  z.strictObject({
    fact: factSchema,
    test: z.enum(['is', 'is-not', 'contains']),
    values: z.array(valueSchema).min(1).max(MOST_VALUES).readonly(),
  }),
  z.strictObject({ fact: factSchema, test: z.enum(['at-least', 'at-most']), than: z.number() }),
  z.strictObject({ fact: factSchema, test: z.enum(['known', 'missing']) }),
]);

/** Conditions on a lead as rules keep them: all of them must hold, and none means every lead. */
export const conditionsSchema = z.array(conditionSchema.readonly()).max(MOST_CONDITIONS).readonly();

export type Condition = z.infer<typeof conditionSchema>;
export type Conditions = z.infer<typeof conditionsSchema>;

/**
 * What rules can ask about a lead: its cleaned fields, where it came from (the endpoint's id, the channel's id, its segment),
 * and what else a form sent.
 */
export function factsOf(
  fields: LeadFields,
  from: {
    readonly endpoint?: string | undefined;
    readonly channel?: string | undefined;
    readonly segment?: string | undefined;
    readonly extra?: Readonly<Record<string, unknown>> | undefined;
  } = {},
): LeadFacts {
  const { extra = {}, ...where } = from;
  const emailDomain = fields.email?.slice(fields.email.lastIndexOf('@') + 1);
  const facts: { -readonly [Name in Fact]?: string | number } = {};
  for (const [name, value] of Object.entries({ ...fields, ...where, emailDomain })) {
    if (isFact(name) && value !== undefined) facts[name] = value;
  }
  for (const [name, value] of Object.entries(extra)) {
    const text = textOf(value);
    if (text !== undefined) facts[`extra:${keyOf(name)}`] = text;
  }
  return facts;
}

/** Whether all conditions hold. Words are compared without regard to case and spaces around them. */
export const matches = (conditions: Conditions, facts: LeadFacts): boolean =>
  conditions.every((condition) => holds(condition, facts));

/** The conditions in plain words, as a sentence goes on with them: `campaign is Demo or Webinar, and score is at least 50`. */
export function conditionsSentence(conditions: Conditions): string {
  return conditions.length === 0 ? 'every lead' : conditions.map(conditionWords).join(', and ');
}

/** What people call a fact. */
export const factWords = (fact: Fact): string => (isExtra(fact) ? `“${fact.slice(EXTRA.length)}”` : FACT_NAMES[fact]);

const EXTRA = 'extra:';
const isExtra = (fact: Fact): fact is `extra:${string}` => fact.startsWith(EXTRA);

function holds(condition: Condition, facts: LeadFacts): boolean {
  const { fact } = condition;
  const value = isExtra(fact) ? facts[`extra:${keyOf(fact.slice(EXTRA.length))}`] : facts[fact];
  switch (condition.test) {
    case 'known':
      return value !== undefined;
    case 'missing':
      return value === undefined;
    case 'at-least':
      return numberOf(value) >= condition.than;
    case 'at-most':
      return numberOf(value) <= condition.than;
    case 'is':
      return value !== undefined && condition.values.some((wanted) => keyOf(wanted) === keyOf(value));
    case 'is-not':
      return value === undefined || condition.values.every((unwanted) => keyOf(unwanted) !== keyOf(value));
    case 'contains':
      return value !== undefined && condition.values.some((part) => keyOf(value).includes(keyOf(part)));
  }
}

const keyOf = (value: string | number): string => String(value).normalize('NFC').trim().toLowerCase();

/** NaN, which is neither at least nor at most anything, for what is no number. */
const numberOf = (value: string | number | undefined): number =>
  typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);

function conditionWords(condition: Condition): string {
  const name = factWords(condition.fact);
  switch (condition.test) {
    case 'known':
      return `${name} is known`;
    case 'missing':
      return `${name} is missing`;
    case 'at-least':
      return `${name} is at least ${condition.than}`;
    case 'at-most':
      return `${name} is at most ${condition.than}`;
    case 'is':
      return `${name} is ${either(condition.values, 'or')}`;
    case 'is-not':
      return `${name} is ${condition.values.length === 1 ? 'not' : 'neither'} ${either(condition.values, 'nor')}`;
    case 'contains':
      return `${name} contains ${either(condition.values, 'or')}`;
  }
}

const either = (values: readonly string[], word: 'or' | 'nor'): string =>
  [values.slice(0, -1).join(', '), values.at(-1)].filter((part) => part !== '').join(` ${word} `);
