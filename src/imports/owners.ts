import { foldedName } from './columns.ts';

/** Somebody who sells, as far as files can name them. */
export interface Seller {
  readonly id: string;
  readonly name: string;
}

/** The one seller who is called so, however it is written; undefined if nobody is, or two are. */
export function sellerCalled(sellers: readonly Seller[], text: string): string | undefined {
  const folded = foldedName(text);
  const [one, ...others] = sellers.filter(({ name }) => foldedName(name) === folded);
  return others.length === 0 ? one?.id : undefined;
}
