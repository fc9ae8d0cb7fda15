import { keysOf, type LeadKeys } from '../core/lead-identity.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Choices } from './choices.ts';
import { foldedName } from './columns.ts';
import type { Record as FileRecord } from './csv-file.ts';
import { type Import, readingOf } from './import.ts';
import type { ImportsDeps } from './ports-service.ts';
import { type FileLead, type RowRefused, readRow } from './rows.ts';

/** What becomes of a row. */
export type Sorted =
  | { readonly kind: 'lead'; readonly lead: FileLead; readonly ownerId: string | undefined }
  | RowRefused
  /** The number of the lead that they are already; undefined if it is an earlier row of this file. */
  | { readonly kind: 'known'; readonly lead: FileLead; readonly number: number | undefined };

/** Reads the rows of one import, part by part, and says what becomes of each. */
export function createSorting({ leads, ownerCalled }: ImportsDeps, its: Import, choices: Choices) {
  const reading = readingOf(its, choices);
  const isTwice = createEarlier();
  const owners = new Map<string, string | undefined>();

  return async (read: Db | Tx, records: readonly FileRecord[]): Promise<readonly Sorted[]> => {
    const rows = records
      .map((record) => readRow(record, reading))
      .map((row) => (row.kind === 'lead' ? { ...row, keys: keysOf(row.lead.fields) } : row));
    const people = choices.withKnown ? [] : rows.flatMap((row) => ('keys' in row ? [row.keys] : []));
    const known = new Map<LeadKeys, number | undefined>();
    for (const [at, number] of (await leads.known(read, its.workspaceId, people)).entries()) {
      const keys = people[at];
      if (keys !== undefined) known.set(keys, number);
    }
    const sorted: Sorted[] = [];
    for (const row of rows) {
      if (row.kind === 'refused') sorted.push(row);
      else sorted.push(choices.withKnown ? await taken(read, row.lead) : await place(read, row, known.get(row.keys)));
    }
    return sorted;
  };

  async function place(
    read: Db | Tx,
    { lead, keys }: { readonly lead: FileLead; readonly keys: LeadKeys },
    number: number | undefined,
  ): Promise<Sorted> {
    if (number !== undefined) return { kind: 'known', lead, number };
    return isTwice(keys) ? { kind: 'known', lead, number: undefined } : taken(read, lead);
  }

  async function taken(read: Db | Tx, lead: FileLead): Promise<Sorted> {
    return { kind: 'lead', lead, ownerId: lead.owner === undefined ? undefined : await ownerOf(read, lead.owner) };
  }

  async function ownerOf(read: Db | Tx, text: string): Promise<string | undefined> {
    const key = text.toLowerCase();
    const meant = choices.owners.get(foldedName(text)) ?? text;
    if (!owners.has(key)) owners.set(key, await ownerCalled(read, its.workspaceId, meant));
    return owners.get(key);
  }
}

/**
 * Whether somebody has stood in an earlier row, as `isSamePerson` has it; whoever has not is remembered. A file may hold thousands who
 * share a switchboard, so nobody is compared with each of them.
 */
export function createEarlier(): (keys: LeadKeys) => boolean {
  const seen = new Set<string>();
  return ({ person, phone, name }) => {
    const hasMail = person !== undefined;
    const isNumberOf = (withMail: boolean): boolean =>
      (name === undefined ? [ANYBODY] : [name, NAMELESS]).some((one) => seen.has(numberOf(withMail, one)));
    const numberOf = (withMail: boolean, one: string): string => `${phone} ${withMail} ${one}`;
    // Two who have told a mailbox each are two.
    const isKnown = phone !== undefined && (isNumberOf(false) || (!hasMail && isNumberOf(true)));
    if (isKnown || (hasMail && seen.has(person))) return true;
    if (hasMail) seen.add(person);
    if (phone !== undefined) for (const one of [name ?? NAMELESS, ANYBODY]) seen.add(numberOf(hasMail, one));
    return false;
  };
}

/** No name's key has these signs. */
const NAMELESS = '-';
const ANYBODY = '*';
