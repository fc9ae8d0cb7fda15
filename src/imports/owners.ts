import { foldedName } from './columns.ts';

/** Somebody who sells, as far as files can name them. */
export interface Seller {
  readonly id: string;
  readonly name: string;
}

/** The one seller whom a Slack id names, also as Slack writes a mention of them. */
export function sellerWithId(sellers: readonly Seller[], text: string): string | undefined {
  const id = /^(?:<@)?([UW][A-Z0-9_]+)(?:\|[^>]*)?>?$/.exec(text.trim())?.[1];
  return sellers.find((one) => one.id === id)?.id;
}

/** The one seller who is called so, however it is written; undefined if nobody is, or two are. */
export function sellerCalled(sellers: readonly Seller[], text: string): string | undefined {
  const folded = foldedName(text);
  const [one, ...others] = sellers.filter(({ name }) => foldedName(name) === folded);
  return others.length === 0 ? one?.id : undefined;
}

export type ChosenOwners =
  | { readonly kind: 'owners'; readonly owners: ReadonlyMap<string, string> }
  | { readonly kind: 'refused'; readonly sentence: string };

/** Whom a company's own words mean, in lines such as `12345 = ana@acme.example`. */
export function chosenOwners(lines: readonly string[]): ChosenOwners {
  const owners = new Map<string, string>();
  for (const line of lines) {
    const at = line.lastIndexOf('=');
    const [word, person] = [foldedName(line.slice(0, Math.max(at, 0))), line.slice(at + 1).trim()];
    if (word === '' || person === '')
      return { kind: 'refused', sentence: `“${line}” is not like "12345=ana@acme.example".` };
    owners.set(word, person);
  }
  return { kind: 'owners', owners };
}
