import type { Db, Tx } from '../../platform/db/database.ts';
import { columnOf, formatOf } from '../format.ts';
import type { Retro } from '../retro.ts';
import { findGathering, findRetro, runningIn } from '../retros-store.ts';
import type { OwnCard, RevealedCard } from './card.ts';
import type { CardActor, CardsDeps } from './cards-ports-service.ts';
import * as store from './cards-store.ts';
import { isShown } from './shown.ts';
import type { Unsigned } from './unsigned-service.ts';
import { findRetroOfUnsigned, listUnsigned } from './unsigned-store.ts';

export type CardsReading = ReturnType<typeof createCardsReading>;

/** What has been written: one's own at any time, everybody's when it is shown. */
export function createCardsReading({ database, people, named }: CardsDeps, unsigned: Unsigned) {
  const { db } = database;

  return {
    own,

    retroOf,

    /** How many cards somebody has written for a retro. */
    countOwn: async (read: Db | Tx, retroId: string, personId: string): Promise<number> =>
      (await own(read, retroId, personId)).length,

    /** How many cards there are, by everybody: for what follows from it, and never to be shown before the cards are. */
    countAll: async (read: Db | Tx, retroId: string): Promise<number> =>
      (await store.listCards(read, retroId)).filter(store.isThere).length +
      (await listUnsigned(read, retroId)).filter(({ text }) => text !== undefined).length,

    /** What somebody has written for the retros that are not over, with those. */
    async mine(actor: CardActor): Promise<readonly { readonly retro: Retro; readonly cards: readonly OwnCard[] }[]> {
      const open = [await runningIn(db, actor.workspaceId), await findGathering(db, actor.workspaceId)];
      const all = open.filter((retro) => retro !== undefined);
      return Promise.all(all.map(async (retro) => ({ retro, cards: await own(db, retro.id, actor.id) })));
    },

    /** One of somebody's own cards, with its retro; undefined for any other. */
    async ownById(actor: CardActor, id: string): Promise<{ retro: Retro; card: OwnCard } | undefined> {
      const retro = await retroOf(db, actor, id);
      const card = retro && (await own(db, retro.id, actor.id)).find((one) => one.id === id);
      return retro && card && { retro, card };
    },

    /** All cards of a retro, in an order that is always the same; none before they are shown. Whoever has left is named no more. */
    async revealed(read: Db | Tx, retroId: string): Promise<readonly RevealedCard[]> {
      const retro = await findRetro(read, retroId);
      if (retro === undefined || !isShown(retro.phase)) return [];
      const signed = (await store.listCards(read, retroId)).filter(store.isThere);
      const here = new Set(await people.present(read, [...new Set(signed.map(({ personId }) => personId))]));
      const format = formatOf(retro.format);
      const place = (written: string) => {
        const { id, name } = columnOf(format, written);
        return { column: id, columnWords: name };
      };
      return [
        ...signed.map(({ id, text, datum, personId, column }) => ({
          id,
          retroId,
          text,
          datum,
          ...place(column),
          by: here.has(personId) ? personId : undefined,
        })),
        ...(await listUnsigned(read, retroId)).flatMap(({ id, text, datum, column }) =>
          text === undefined ? [] : [{ id, retroId, text, datum, ...place(column), by: undefined }],
        ),
      ];
    },

    /** What people, and what their cards are about, are called, for whoever shows cards. */
    async namesFor(read: Db | Tx, shown: readonly RevealedCard[]) {
      const authors = shown.flatMap(({ by }) => (by === undefined ? [] : [by]));
      const about = await namesOf(
        shown.map(({ datum }) => datum),
        read,
      );
      return { people: await people.namesOf(read, authors), ...about };
    },

    namesOf,
  };

  async function own(read: Db | Tx, retroId: string, personId: string): Promise<readonly OwnCard[]> {
    const signed = (await store.listCards(read, retroId, personId)).filter(store.isThere);
    const plain = signed.map(({ id, column, text, datum }) => ({ id, retroId, column, text, datum }));
    return [...plain, ...(await unsigned.own(read, retroId, personId))];
  }

  /** The retro of a card, if it is of somebody's workspace. */
  async function retroOf(read: Db | Tx, { workspaceId }: CardActor, cardId: string): Promise<Retro | undefined> {
    const retroId = (await store.findCard(read, cardId))?.retroId ?? (await findRetroOfUnsigned(read, cardId));
    const retro = retroId === undefined ? undefined : await findRetro(read, retroId);
    return retro?.workspaceId === workspaceId ? retro : undefined;
  }

  /** What leads and asks are called that these are about. */
  async function namesOf(data: readonly (string | undefined)[], read: Db | Tx = db) {
    const about = (head: string) => data.flatMap((one) => (one?.startsWith(head) ? [one.slice(head.length)] : []));
    const leads = await named.leads(read, about('lead:'));
    const asks = await named.asks(read, about('ask:'));
    const byId = (all: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> =>
      new Map(all.map(({ id, name }) => [id, name]));
    return { leads: byId(leads), asks: byId(asks) };
  }
}
