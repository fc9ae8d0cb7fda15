import type { Tx } from '../../platform/db/database.ts';
import { columnOf, formatOf } from '../format.ts';
import { type Retro, type RetroPhase, WRITABLE } from '../retro.ts';
import { findRetro, holdPhase } from '../retros-store.ts';
import { type CardWords, changePlace, LONGEST_CARD, type OwnCard, seenAs } from './card.ts';
import type { CardDrafts } from './card-drafts-service.ts';
import type { CardActor, CardsDeps } from './cards-ports-service.ts';
import type { CardsReading } from './cards-reading-service.ts';
import * as store from './cards-store.ts';
import { isShown } from './shown.ts';
import type { Unsigned } from './unsigned-service.ts';

export type Changed =
  | { readonly kind: 'changed' | 'taken-back'; readonly card: OwnCard; readonly retro: Retro }
  | { readonly kind: 'not-found' }
  /** Everybody has seen it; it stays as it is. */
  | { readonly kind: 'shown'; readonly retro: Retro };

/** Told when the words of a card change that everybody sees. Listeners only write and enqueue. */
export type CardListener = (tx: Tx, retroId: string) => Promise<void>;

/** Which card somebody writes anew, as they saw it, and in which phases they may. */
interface Rewriting {
  readonly id: string;
  readonly seen: string;
  readonly phases: readonly RetroPhase[];
  readonly viewId: string | undefined;
}

interface ChangingParts {
  readonly unsigned: Unsigned;
  readonly drafts: CardDrafts;
  readonly reading: Pick<CardsReading, 'retroOf'>;
  /** Somebody's message counts their cards anew, where it may. */
  readonly counted: (tx: Tx, retro: Retro, personId: string) => Promise<void>;
}

/** How people change what they wrote, as long as nobody has decided about it. */
export function createCardsChanging({ database }: CardsDeps, { unsigned, drafts, reading, counted }: ChangingParts) {
  const listeners: CardListener[] = [];

  return {
    onChange(listener: CardListener): void {
      listeners.push(listener);
    },

    /** Writes other words; `seen` is `seenAs` of those that they saw, `viewId` the window in which they typed. */
    change: (actor: CardActor, id: string, seen: string, words: CardWords, viewId?: string): Promise<Changed> =>
      rewrite(actor, { id, seen, phases: CHANGEABLE, viewId }, words),

    /** Nobody will see it. What everybody has seen stays: others have voted on it. */
    takeBack: (actor: CardActor, id: string, seen: string): Promise<Changed> =>
      rewrite(actor, { id, seen, phases: WRITABLE, viewId: undefined }, 'none'),
  };

  async function rewrite(
    actor: CardActor,
    { id, seen, phases, viewId }: Rewriting,
    wish: CardWords | 'none',
  ): Promise<Changed> {
    const done = wish === 'none' ? 'taken-back' : 'changed';
    return database.transaction(async (tx): Promise<Changed> => {
      const found = await reading.retroOf(tx, actor, id);
      if (found === undefined) return { kind: 'not-found' };
      const retro = await holdPhase(tx, found.id, phases);
      if (retro === undefined) return { kind: 'shown', retro: (await findRetro(tx, found.id)) ?? found };
      const words = wish === 'none' ? wish : wordsIn(retro, wish);
      const card = await rewriteIn(tx, { retroId: retro.id, id, personId: actor.id }, seen, words);
      if (card === undefined) return { kind: 'not-found' };
      if (wish === 'none') await drafts.forgetChanges(tx, [id]);
      else if (viewId !== undefined) await drafts.sent(tx, actor, { place: changePlace(id), viewId });
      await counted(tx, retro, actor.id);
      if (isShown(retro.phase)) for (const listen of listeners) await listen(tx, retro.id);
      return { kind: done, card, retro };
    });
  }

  async function rewriteIn(
    tx: Tx,
    of: { readonly retroId: string; readonly id: string; readonly personId: string },
    seen: string,
    words: CardWords | 'none',
  ): Promise<OwnCard | undefined> {
    const signed = await store.findCard(tx, of.id);
    if (signed === undefined) return unsigned.change(tx, of, seen, words);
    if (signed.personId !== of.personId || signed.isTakenBack) return undefined;
    if (seenAs(signed) !== seen) return signed;
    if (words === 'none') await store.takeCardBack(tx, of.id);
    else await store.changeCard(tx, of.id, words);
    return { ...signed, ...(words !== 'none' && words) };
  }
}

/** Until the dots are counted: then others have decided about what it says. */
const CHANGEABLE: readonly RetroPhase[] = [...WRITABLE, 'voting'];

const wordsIn = (retro: Retro, { column, text }: CardWords): CardWords => ({
  column: columnOf(formatOf(retro.format), column).id,
  text: text.trim().slice(0, LONGEST_CARD),
});
