import { fieldCalled, IMPORT_FIELDS, type ImportField, rankOf } from './columns.ts';

/** A column of a file, as it is named from now on: headings are made different from each other, and none is empty. */
export interface Heading {
  readonly name: string;
  /** What is odd about it, for whoever looks at the dry run. */
  readonly oddity: 'twice' | 'unnamed' | undefined;
}

/** Which column fills in what: by field, the number of the column from 0. */
export type Mapping = Readonly<Partial<Record<ImportField, number>>>;

const LONGEST_HEADING = 80;

/** Names every column: an empty heading by its number, a second one of the same name by how often it has been there. */
export function headingsOf(cells: readonly string[]): readonly Heading[] {
  const seen = new Map<string, number>();
  return cells.map((cell, at) => {
    const said = cell.replace(/\s+/g, ' ').trim().slice(0, LONGEST_HEADING).toWellFormed();
    if (said === '') return { name: `Column ${at + 1}`, oddity: 'unnamed' };
    const key = said.toLowerCase();
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? { name: said, oddity: undefined } : { name: `${said} (${count})`, oddity: 'twice' };
  });
}

/** What the headings say themselves. A column fills in one field, and of several for one field the best named is taken. */
export function usualMapping(headings: readonly Heading[]): Mapping {
  const taken = new Set<number>();
  const mapping: Partial<Record<ImportField, number>> = {};
  for (const field of IMPORT_FIELDS) {
    const [best] = headings
      .flatMap(({ name }, at) => {
        const rank = taken.has(at) ? undefined : rankOf(name, field);
        return rank === undefined ? [] : [{ at, rank }];
      })
      .toSorted((a, b) => a.rank - b.rank);
    if (best === undefined) continue;
    mapping[field] = best.at;
    taken.add(best.at);
  }
  return mapping;
}

export type ChosenMapping =
  | { readonly kind: 'mapping'; readonly mapping: Mapping }
  | { readonly kind: 'refused'; readonly sentence: string };

/** The usual mapping, changed by lines such as `Mail 2 = e-mail` or `Notes = -`, which leaves a column out. */
export function chosenMapping(headings: readonly Heading[], lines: readonly string[]): ChosenMapping {
  const mapping: Partial<Record<ImportField, number>> = { ...usualMapping(headings) };
  for (const line of lines) {
    const at = line.lastIndexOf('=');
    const [heading, field] = [line.slice(0, Math.max(at, 0)).trim(), line.slice(at + 1).trim()];
    if (at < 1 || field === '') return refused(`“${line}” is not like "Mail 2=e-mail".`);
    const column = headings.findIndex(({ name }) => name.toLowerCase() === heading.toLowerCase());
    if (column === -1) return refused(`The file has no column “${heading}”.`);
    const meant = field === '-' ? undefined : fieldCalled(field);
    if (field !== '-' && meant === undefined) return refused(`I don’t know a field “${field}”.`);
    for (const other of IMPORT_FIELDS) if (mapping[other] === column) delete mapping[other];
    if (meant !== undefined) mapping[meant] = column;
  }
  return { kind: 'mapping', mapping };
}

const refused = (sentence: string): ChosenMapping => ({ kind: 'refused', sentence });

/** A mapping in which these columns fill in what is said now; what another column filled in goes to the one that is said now. */
export function movedTo(mapping: Mapping, fields: ReadonlyMap<number, ImportField | undefined>): Mapping {
  const moved: Partial<Record<ImportField, number>> = { ...mapping };
  for (const field of IMPORT_FIELDS) {
    const column = moved[field];
    if (column !== undefined && fields.has(column)) delete moved[field];
  }
  for (const [column, field] of fields) if (field !== undefined) moved[field] = column;
  return moved;
}
