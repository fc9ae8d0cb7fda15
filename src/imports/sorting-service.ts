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
  const seen = new Set<string>();
  const owners = new Map<string, string | undefined>();

  return async (read: Db | Tx, records: readonly FileRecord[]): Promise<readonly Sorted[]> => {
    const rows = records.map((record) => readRow(record, reading));
    const keys = rows.flatMap((row) => (row.kind === 'lead' ? [keysOf(row.lead)] : []));
    const known = choices.withKnown
      ? new Map<string, number>()
      : await leads.known(read, its.workspaceId, {
          emails: [...new Set(keys.flatMap(({ email }) => email ?? []))],
          phones: [...new Set(keys.flatMap(({ phone }) => phone ?? []))],
        });
    const sorted: Sorted[] = [];
    for (const row of rows) {
      sorted.push(row.kind === 'refused' ? row : await place(read, row.lead, known));
    }
    return sorted;
  };

  async function place(read: Db | Tx, lead: FileLead, known: ReadonlyMap<string, number>): Promise<Sorted> {
    if (choices.withKnown) return taken(read, lead);
    const { email, phone } = keysOf(lead);
    const its = [email, phone].filter((key) => key !== undefined);
    const number = its.map((key) => known.get(key)).find((found) => found !== undefined);
    if (number !== undefined) return { kind: 'known', lead, number };
    if (its.some((key) => seen.has(key))) return { kind: 'known', lead, number: undefined };
    for (const key of its) seen.add(key);
    return taken(read, lead);
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

/** By what two rows are one person. A phone number that doesn't name its country could be anybody's. */
function keysOf({ fields: { emailKey, phoneKey } }: FileLead) {
  return { email: emailKey, phone: phoneKey?.startsWith('+') ? phoneKey : undefined };
}
