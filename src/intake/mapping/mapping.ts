import { type CleanFields, type LeadFields, readField, setField, withKeys } from '../../core/lead-fields.ts';
import { type EventName, eventNameCalled } from '../events/event-names.ts';
import { beginningWith } from './mapping-beginnings.ts';
import { defaultExpressions } from './mapping-default.ts';
import { type Expression, parseExpression } from './mapping-expression.ts';
import { fieldCalled, type MappedName } from './mapping-names.ts';
import { foldedKeys, follow, type Trail } from './mapping-path.ts';
import { restOf } from './mapping-rest.ts';

/** Which part of a payload fills in which field of a lead. */
export interface Mapping {
  readonly fields: ReadonlyMap<MappedName, Expression>;
  /** The same for news of a lead that is known already. */
  readonly events?: ReadonlyMap<EventName, Expression>;
}

/** Reads the common names at the common places; for endpoints that have no mapping of their own. */
export const defaultMapping: Mapping = { fields: defaultExpressions };

export interface Mapped {
  readonly fields: LeadFields;
  /** What the payload holds besides, bounded. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** The payload held more than `extra` may. */
  readonly isCut: boolean;
  /** Fields of the mapping that stayed empty: nothing was there, or nothing that such a field can be. */
  readonly missing: readonly Missing[];
}

export interface Missing {
  readonly field: MappedName;
  readonly why: 'absent' | 'unusable';
}

/** Fills in a lead's fields from a payload (INTAKE-5). Pure, and nothing in a payload makes it throw. */
export function applyMapping(mapping: Mapping, payload: unknown, defaultCountry?: string): Mapped {
  const used: Trail[] = [];
  const fields: CleanFields = {};
  const names: { [Name in PartOfName]?: string | number | undefined } = {};
  const missing: Missing[] = [];
  const beginnings = foldedKeys(payload);
  for (const [field, expression] of mapping.fields) {
    const found = firstUsable(beginningWith(beginnings, expression), payload, (value) =>
      isPartOfName(field) ? takePart(names, field, value) : setField(fields, field, value),
    );
    if (found.kind !== 'found') missing.push({ field, why: found.kind });
    else if (found.trail !== undefined) used.push(found.trail);
  }
  const parts = [names.firstName, names.lastName].filter((part) => part !== undefined);
  if (fields.contactName === undefined) setField(fields, 'contactName', parts.join(' '));
  const isMissing = ({ field }: Missing) =>
    isPartOfName(field) || field === 'contactName' ? fields.contactName === undefined : true;
  return {
    fields: withKeys(fields, defaultCountry),
    ...restOf(payload, used),
    missing: missing.filter(isMissing),
  };
}

export type ParsedMapping =
  | { readonly kind: 'ok'; readonly mapping: Mapping }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

/**
 * Reads a mapping as somebody wrote it: an object `{ email: 'data.email' }`, the same as JSON, or one line a field,
 * `email: data.email || contact.email`. All faults at once, each a sentence that names its field.
 */
export function parseMapping(written: unknown): ParsedMapping {
  const entries = typeof written === 'string' ? entriesOfText(written) : entriesOfObject(written);
  if (typeof entries === 'string') return { kind: 'faults', faults: [entries] };
  if (entries.length === 0)
    return { kind: 'faults', faults: ['The mapping is empty: write a line such as “email: data.email”.'] };
  const fields = new Map<MappedName, Expression>();
  const events = new Map<EventName, Expression>();
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const { name, text } of entries) {
    const field = fieldCalled(name);
    const part = field === undefined ? eventNameCalled(name) : undefined;
    const called = field ?? part;
    const parsed = typeof text === 'string' ? parseExpression(text) : NOT_TEXT;
    if (called === undefined) faults.push(`There is no field “${name.slice(0, 50)}”: ${KNOWN}.`);
    else if (seen.has(called)) faults.push(`Field “${called}” is there twice: join both with ||.`);
    else if (parsed.kind === 'fault') faults.push(`Field “${called}” ${parsed.why}.`);
    else if (field !== undefined) fields.set(field, parsed.expression);
    else if (part !== undefined) events.set(part, parsed.expression);
    if (called !== undefined) seen.add(called);
  }
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'ok', mapping: { fields, events } };
}

interface Entry {
  readonly name: string;
  readonly text: unknown;
}

const NOT_TEXT = { kind: 'fault', why: 'needs a path or a quoted text' } as const;
const KNOWN =
  'use company, contactName, firstName, lastName, email, phone, message, source, campaign, persona, region, score, crmUrl, ownerEmail or externalId; for news of known leads also event, stage, how, by, happenedAt, reason, amount, currency or startsAt';
const LONGEST = 10_000;
const MOST_ENTRIES = 50;

function entriesOfText(text: string): Entry[] | string {
  if (text.length > LONGEST) return `The mapping is longer than ${LONGEST} characters.`;
  if (text.trimStart().startsWith('{')) {
    try {
      return entriesOfObject(JSON.parse(text));
    } catch {
      return 'The mapping begins with { but is not JSON.';
    }
  }
  const entries: Entry[] = [];
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const parts = /^([^:=]*)[:=](.*)$/.exec(line);
    if (parts === null) return `Line ${at + 1} of the mapping is not “field: path”.`;
    entries.push({ name: (parts[1] ?? '').trim(), text: parts[2] ?? '' });
  }
  return entries.length > MOST_ENTRIES ? TOO_MANY : entries;
}

const TOO_MANY = `The mapping has more than ${MOST_ENTRIES} fields.`;

function entriesOfObject(value: unknown): Entry[] | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'The mapping is not an object of fields and paths.';
  }
  const entries = Object.entries(value).map(([name, text]) => ({ name, text }));
  return entries.length > MOST_ENTRIES ? TOO_MANY : entries;
}

type PartOfName = 'firstName' | 'lastName';

const isPartOfName = (field: MappedName): field is PartOfName => field === 'firstName' || field === 'lastName';

function takePart(
  names: { [Name in PartOfName]?: string | number | undefined },
  part: PartOfName,
  value: unknown,
): boolean {
  names[part] = readField('contactName', value);
  return names[part] !== undefined;
}

type Found = { kind: 'found'; trail: Trail | undefined } | { kind: 'absent' } | { kind: 'unusable' };

/** `take` keeps a value, or says that it is of no use. */
function firstUsable(expression: Expression, payload: unknown, take: (value: unknown) => boolean): Found {
  let isThere = false;
  for (const alternative of expression) {
    const found =
      alternative.kind === 'constant'
        ? { value: alternative.value, trail: undefined }
        : follow(alternative.steps, payload);
    if (found === undefined || found.value === null || found.value === '') continue;
    if (take(found.value)) return { kind: 'found', trail: found.trail };
    isThere = true;
  }
  return { kind: isThere ? 'unusable' : 'absent' };
}
