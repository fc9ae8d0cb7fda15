import { sharedBy } from '../../core/datum.ts';
import { seenAs as textSeenAs } from '../../core/seen-as.ts';
import type { Column } from '../format.ts';

/** One thought; what is longer is read by nobody on a phone. */
export const LONGEST_CARD = 300;

/** Of one person in one retro: more would be nobody's time. */
export const MOST_CARDS = 20;

/** What somebody writes. */
export interface CardWords {
  /** The id of a column. */
  readonly column: string;
  readonly text: string;
}

/** A card as its author sees it. */
export interface OwnCard extends CardWords {
  readonly id: string;
  readonly retroId: string;
  /** What it is about: see core/datum.ts. */
  readonly datum: string | undefined;
}

/** A card as everybody sees it, once all are shown. */
export interface RevealedCard extends OwnCard {
  readonly columnWords: string;
  /** Whose it is; undefined where nobody is named, or whoever wrote it has left. */
  readonly by: string | undefined;
}

/** What somebody said elsewhere, to be a card with one tap. */
export interface CardOffer {
  /** `ask:<id>` or `note:<id>`. */
  readonly key: string;
  /** Where it is from, as people say it: "Ask 12". */
  readonly from: string;
  readonly text: string;
  readonly datum: string | undefined;
}

/** What the form in which a card is changed was opened for, as its draft is kept by. */
export const changePlace = (cardId: string): string => `change:${cardId}`;

/** The card whose form that is; undefined for any other form. */
export const cardOfPlace = (place: string): string | undefined => /^change:(.+)$/.exec(place)?.[1];

/** Cards that say something about the same, in the order of the first of each. */
export interface CardGroup<C> {
  readonly datum: string | undefined;
  readonly cards: readonly C[];
}

/** The cards of a column: those about the same stand together, what is about nothing that can be counted comes last. */
export function grouped<C extends { readonly datum: string | undefined }>(cards: readonly C[]): CardGroup<C>[] {
  const shared = Map.groupBy(
    cards.filter(({ datum }) => datum !== undefined),
    ({ datum }) => sharedBy(datum ?? ''),
  );
  const about = [...shared.values()].map((some) => ({ datum: some[0]?.datum, cards: some }));
  const others = cards.filter(({ datum }) => datum === undefined);
  return others.length === 0 ? about : [...about, { datum: undefined, cards: others }];
}

/** Cards by column, in the order of the format; columns without any are left out. */
export const byColumn = <C extends { readonly column: string }>(
  columns: readonly Column[],
  cards: readonly C[],
): { readonly column: Column; readonly cards: readonly C[] }[] =>
  columns
    .map((column) => ({ column, cards: cards.filter((card) => card.column === column.id) }))
    .filter((one) => one.cards.length > 0);

/** Which words of a card somebody has seen. */
export const seenAs = ({ column, text }: CardWords): string => textSeenAs(`${column}\n${text}`);
