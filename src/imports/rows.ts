import { readEmail } from '../core/email-address.ts';
import { DAY, type Instant } from '../core/instants.ts';
import { type LeadFields, leadFields, readField, usableContact } from '../core/lead-fields.ts';
import { counted } from '../core/time-text.ts';
import type { ImportField } from './columns.ts';
import type { Record as FileRecord } from './csv-file.ts';
import type { Heading, Mapping } from './mapping.ts';
import { type DateOrder, readMoment } from './moments.ts';
import { currencyOf, readMoney } from './money.ts';
import { type ImportStage, stageCalled } from './stages.ts';

/** How the rows of a file are read. */
export interface Reading {
  readonly headings: readonly Heading[];
  readonly mapping: Mapping;
  /** Of dates that could be either; undefined refuses those. */
  readonly order: DateOrder | undefined;
  readonly zone: string;
  /** Of amounts without one. */
  readonly currency: string | undefined;
  /** What this CRM's stages mean, by their folded names. */
  readonly stages: ReadonlyMap<string, ImportStage>;
  readonly now: Instant;
}

/** A lead as a file tells of it. What it doesn't tell is undefined. */
export interface FileLead {
  readonly row: number;
  readonly fields: LeadFields;
  /** Columns that fill in no field, and what a field could not hold. */
  readonly extra: Readonly<Record<string, string>>;
  readonly createdAt: Instant | undefined;
  /** An address or a name. */
  readonly owner: string | undefined;
  readonly stage: ImportStage;
  readonly endedAt: Instant | undefined;
  readonly reason: string | undefined;
  readonly value: { readonly amount: number; readonly currency: string } | undefined;
}

/** A row that can't be imported: the column that is the matter, and a sentence. Neither says what stands there, for it may be a person. */
export interface RowRefused {
  readonly kind: 'refused';
  readonly row: number;
  readonly heading: string | undefined;
  readonly sentence: string;
}

export type ReadRow = { readonly kind: 'lead'; readonly lead: FileLead } | RowRefused;

const LONGEST_EXTRA = 1_000;
const MOST_EXTRA = 16_000;
const OLDEST: Instant = 631_152_000_000; // 1990
/** Other machines are ahead in their zones. */
const AHEAD = DAY;

/** Reads one row; the first thing that is the matter with it refuses it. */
export function readRow({ row, cells }: FileRecord, reading: Reading): ReadRow {
  const { headings, mapping } = reading;
  const refused = (sentence: string, field?: ImportField): RowRefused => ({
    kind: 'refused',
    row,
    heading: field === undefined ? undefined : nameOf(reading, field),
    sentence,
  });
  const beyond = cells.slice(headings.length).some((cell) => cell.trim() !== '');
  if (beyond) return refused(cellsSentence('more', cells.length, headings.length));
  if (cells.length < headings.length) return refused(cellsSentence('fewer', cells.length, headings.length));

  const said = (field: ImportField): string | undefined => {
    const column = mapping[field];
    return column === undefined ? undefined : wordsOf(cells[column] ?? '', field);
  };
  const typedEmail = said('email');
  const email = typedEmail === undefined ? undefined : firstEmail(typedEmail);
  if (typedEmail !== undefined && email === undefined) return refused('That is no e-mail address.', 'email');

  const moments = { createdAt: undefined as Instant | undefined, endedAt: undefined as Instant | undefined };
  const typedStage = said('stage');
  const stage = typedStage === undefined ? 'new' : stageCalled(typedStage, reading.stages);
  if (stage === undefined) return refused('I don’t know what this stage means.', 'stage');
  const isEnded = stage === 'customer' || stage === 'lost' || stage === 'rejected';
  for (const field of ['createdAt', 'endedAt'] as const) {
    const typed = said(field);
    // Of an open deal that is a hope, and often in the future.
    if (typed === undefined || (field === 'endedAt' && !isEnded)) continue;
    const moment = readMoment(typed, reading);
    if (moment.kind === 'ambiguous')
      return refused('Is the day or the month first? Choose how dates are written.', field);
    if (moment.kind === 'unreadable')
      return refused('I can’t read this date. It is like 2026-03-31 or 31.03.2026.', field);
    if (moment.at > reading.now + AHEAD) return refused('This date lies in the future.', field);
    if (moment.at < OLDEST) return refused('This date lies before 1990.', field);
    moments[field] = moment.at;
  }
  const { createdAt, endedAt } = moments;
  if (createdAt !== undefined && endedAt !== undefined && endedAt < createdAt)
    return refused('It was closed before it was created.', 'endedAt');

  const typedAmount = said('amount');
  const money = typedAmount === undefined ? undefined : readMoney(typedAmount);
  if (typedAmount !== undefined && money === undefined)
    return refused('I can’t read this amount. It is like 12,500 or 12.500 EUR.', 'amount');
  const typedCurrency = said('currency');
  const currency = (typedCurrency === undefined ? money?.currency : currencyOf(typedCurrency)) ?? reading.currency;
  // Nothing is the same in every currency.
  const isWorth = money !== undefined && money.amount > 0;
  if (isWorth && currency === undefined) return refused('In which currency is the amount?', 'amount');

  const fields = leadFields({ ...texts(said), email, contactName: said('contactName') ?? fullName(said) });
  if (!usableContact(fields))
    return refused('There is nobody to reach: it takes an e-mail, a phone number, or a name with a company.');
  return {
    kind: 'lead',
    lead: {
      row,
      fields,
      extra: extraOf(cells, reading, fields),
      createdAt,
      owner: said('ownerEmail'),
      stage,
      endedAt,
      reason: stage === 'rejected' || stage === 'lost' ? said('reason') : undefined,
      value: isWorth && currency !== undefined ? { amount: money.amount, currency } : undefined,
    },
  };
}

const TEXT_FIELDS = [
  'company',
  'phone',
  'message',
  'source',
  'campaign',
  'persona',
  'region',
  'score',
  'crmUrl',
  'externalId',
] as const;

const texts = (said: (field: ImportField) => string | undefined) =>
  Object.fromEntries(TEXT_FIELDS.map((field) => [field, said(field)]));

function fullName(said: (field: ImportField) => string | undefined): string | undefined {
  const parts = [said('firstName'), said('lastName')].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}

const FREE_WORDS: ReadonlySet<ImportField> = new Set(['message', 'reason']);
const NOTHING = /^(-+|n\/?a|null|none|\(none\)|undefined|k\.?\s?a\.?)?$/i;

/** What stands in a cell, without the quote that keeps a formula from running; undefined for what people write for nothing. */
export function wordsOf(cell: string, field: ImportField): string | undefined {
  const words = plain(cell);
  if (words === '') return undefined;
  return !FREE_WORDS.has(field) && NOTHING.test(words) ? undefined : words;
}

/** Our own export, and that of others, put a quote before what a spreadsheet would take for a formula. */
export const plain = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).trim();

/** Some CRMs put all of somebody's addresses into one cell. */
function firstEmail(typed: string): string | undefined {
  return (
    readEmail(typed) ??
    typed
      .split(/[;,\s]+/)
      .map(readEmail)
      .find((address) => address !== undefined)
  );
}

const POLLUTING: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Everything that no field holds, bounded, because it is stored with each lead. */
function extraOf(cells: readonly string[], { headings, mapping }: Reading, fields: LeadFields): Record<string, string> {
  const held = new Set(
    Object.entries(mapping).flatMap(([field, column]) => (isLost(field, cells[column] ?? '', fields) ? [] : [column])),
  );
  const extra: [string, string][] = [];
  let characters = 0;
  for (const [at, { name }] of headings.entries()) {
    const words = held.has(at) || POLLUTING.has(name) ? '' : plain(cells[at] ?? '');
    if (words === '' || characters + words.length > MOST_EXTRA) continue;
    const kept = words.slice(0, LONGEST_EXTRA).toWellFormed();
    characters += kept.length;
    extra.push([name, kept]);
  }
  return Object.fromEntries(extra);
}

/** Whether a field could not hold what stood in its column: a phone number without digits, a link that is none. */
function isLost(field: string, cell: string, fields: LeadFields): boolean {
  const name = TEXT_FIELDS.find((one) => one === field);
  return name !== undefined && fields[name] === undefined && readField(name, cell) === undefined;
}

function nameOf({ headings, mapping }: Reading, field: ImportField): string | undefined {
  const column = mapping[field];
  return column === undefined ? undefined : headings[column]?.name;
}

const cellsSentence = (than: 'more' | 'fewer', cells: number, headings: number): string =>
  `The row has ${counted(cells, 'cell')} and the heading ${headings}: ${
    than === 'more' ? 'is a separator inside words without quotes?' : 'is something missing, or a quote left open?'
  }`;
