import { DAY } from '../../core/instants.ts';
import { columnOfKind, formatOf } from '../format.ts';
import type { Retro } from '../retro.ts';
import { type CardOffer, LONGEST_CARD } from './card.ts';
import type { CardActor, CardsDeps } from './cards-ports-service.ts';
import type { Cards } from './cards-service.ts';
import type { Written } from './cards-writing-service.ts';

/** An ask that waits so long is worth talking about. */
const AGED = 2 * DAY;

/** More than that isn't looked through. */
const MOST_OFFERED = 5;

export type CardOffers = ReturnType<typeof createCardOffers>;

/** What people said in standups and asks, to be cards with one tap. */
export function createCardOffers({ database, clock, offers }: CardsDeps, cards: Cards) {
  const { db } = database;

  return {
    of,

    /** Makes a card of it, once; undefined if it is not offered (any more). */
    async take(actor: CardActor, key: string): Promise<Written | undefined> {
      const retro = await cards.openRetro(actor);
      const offer = (await all(actor, retro)).find((one) => one.key === key);
      if (offer === undefined) return undefined;
      const kind = key.startsWith('ask:') ? 'next' : 'bad';
      const column = columnOfKind(formatOf(retro.format), kind)?.id;
      const text = offer.text.slice(0, LONGEST_CARD);
      return cards.write({ ...actor, gesture: madeFrom(key) }, { column, text, datum: offer.datum });
    },
  };

  /** What is offered to somebody for the card that they would write now: none that they have taken. */
  async function of(actor: Pick<CardActor, 'id' | 'workspaceId'>): Promise<readonly CardOffer[]> {
    const retro = await cards.openRetro(actor);
    const left: CardOffer[] = [];
    for (const offer of await all(actor, retro))
      if (left.length < MOST_OFFERED && !(await cards.hasMade(db, retro.id, actor.id, madeFrom(offer.key))))
        left.push(offer);
    return left;
  }

  async function all(
    { id, workspaceId }: Pick<CardActor, 'id' | 'workspaceId'>,
    retro: Retro,
  ): Promise<readonly CardOffer[]> {
    const now = clock.now();
    const asks = (await offers.asks(db, id)).filter(({ askedAt }) => askedAt <= now - AGED);
    const window = { from: retro.periodFrom, until: retro.periodUntil ?? now };
    const notes = await offers.notes(db, workspaceId, id, window);
    return [
      ...asks.map((ask) => ({
        key: `ask:${ask.id}`,
        from: `Your ask ${ask.number}, not answered yet`,
        text: ask.text,
        datum: `ask:${ask.id}`,
      })),
      ...notes
        .toReversed()
        .map((note) => ({ key: `note:${note.id}`, from: 'From your standup', text: note.text, datum: undefined })),
    ];
  }
}

/** Whatever press it was. */
const madeFrom = (key: string): string => `offer ${key}`;
