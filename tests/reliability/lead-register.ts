import type { ContactKind } from '../../src/leads/lead.ts';

/** What somebody wishes to do with the lead. */
export type Wish =
  | { readonly kind: 'claim' | 'release'; readonly by: string }
  | { readonly kind: 'assign'; readonly by: string; readonly to: string }
  | { readonly kind: 'contact'; readonly by: string; readonly how: ContactKind };

/** A wish that was granted or refused; `from` and `until` count the beginnings and ends of all of them. */
export interface Done {
  readonly wish: Wish;
  readonly from: number;
  readonly until: number;
  /** The number of its entry in the journal, if it was granted. */
  readonly entry: number | undefined;
  readonly refusal: { readonly kind: string; readonly owner?: string } | undefined;
}

/** An entry of the journal, as far as it concerns the owner. */
export interface Entry {
  readonly seq: number;
  readonly kind: string;
  readonly by: string;
  readonly to: string | undefined;
}

/**
 * Why a history of wishes is not that of one register with one owner at a time; empty if it is. The journal is the order
 * that is checked: each entry must be allowed where it stands, and each refusal must have been true at some moment
 * between its beginning and its end that does not contradict what others had seen before.
 */
export function contradictions(history: readonly Done[], journal: readonly Entry[]): string[] {
  const faults: string[] = [];
  const owners: (string | undefined)[] = [undefined];
  const first = (journal[0]?.seq ?? 0) - 1;
  for (const entry of journal) {
    const owner = owners.at(-1);
    if (!allowed(entry, owner)) faults.push(`${entry.kind} by ${entry.by} while it was ${owner ?? 'nobody'}’s`);
    owners.push(ownerAfter(entry, owner));
  }
  const placed = new Map<Done, number>();
  for (const one of history.toSorted((a, b) => a.until - b.until)) {
    const earliest = Math.max(
      0,
      ...history.filter(({ until }) => until < one.from).map((done) => placed.get(done) ?? 0),
    );
    const after = history.flatMap(({ from, entry }) =>
      from > one.until && entry !== undefined ? [entry - first] : [],
    );
    const latest = Math.min(owners.length - 1, ...after.map((position) => position - 1));
    const position = one.entry === undefined ? refusedAt(one, owners, earliest, latest) : one.entry - first;
    if (position === undefined || position < earliest || (one.entry !== undefined && position > latest)) {
      faults.push(`${JSON.stringify(one)} fits nowhere between ${earliest} and ${latest}`);
    }
    placed.set(one, position ?? earliest);
  }
  const granted = history.flatMap(({ entry }) => entry ?? []);
  if (new Set(granted).size !== granted.length || granted.length !== journal.length) {
    faults.push(`${journal.length} entries for ${granted.length} granted wishes`);
  }
  return faults;
}

function allowed({ kind, by, to }: Entry, owner: string | undefined): boolean {
  switch (kind) {
    case 'claimed':
      return owner === undefined;
    case 'assigned':
      return owner !== to;
    default:
      return owner === by;
  }
}

function ownerAfter({ kind, by, to }: Entry, owner: string | undefined): string | undefined {
  switch (kind) {
    case 'claimed':
      return by;
    case 'assigned':
      return to;
    case 'released':
      return undefined;
    default:
      return owner;
  }
}

/** The first moment at which the refusal is true. */
function refusedAt(
  { wish, refusal }: Done,
  owners: readonly (string | undefined)[],
  earliest: number,
  latest: number,
): number | undefined {
  for (let at = earliest; at <= latest; at += 1) if (isTrue(wish, refusal, owners[at])) return at;
  return undefined;
}

function isTrue(wish: Wish, refusal: Done['refusal'], owner: string | undefined): boolean {
  if (refusal === undefined) return false;
  switch (refusal.kind) {
    case 'already-yours':
    case 'noted-already':
      return owner === wish.by;
    case 'taken':
    case 'not-yours':
      return owner !== undefined && owner !== wish.by && owner === refusal.owner;
    case 'free-already':
    case 'not-claimed':
      return owner === undefined;
    case 'already-theirs':
      return wish.kind === 'assign' && owner === wish.to;
    default:
      return false;
  }
}
