import type { Db, Tx } from '../../platform/db/database.ts';
import { newUnsignedSecret, proofOf, tokenOf, unsignedId } from '../../platform/unsigned.ts';
import { type CardWords, MOST_CARDS, type OwnCard, seenAs } from './card.ts';
import type { CardsDeps } from './cards-ports-service.ts';
import * as named from './cards-store.ts';
import { scrubJob } from './scrub-service.ts';
import * as store from './unsigned-store.ts';

export type Unsigned = ReturnType<typeof createUnsigned>;

/** Cards that name nobody. Whoever writes holds the retro. */
export function createUnsigned({ clock, random, secrets, jobs }: CardsDeps) {
  return {
    /** The card that a press has made, if it has made one. */
    async madeBy(read: Db | Tx, retroId: string, personId: string, madeFrom: string): Promise<OwnCard | undefined> {
      const token = await knownToken(read, retroId, personId);
      if (token === undefined) return undefined;
      const id = unsignedId(token, madeFrom);
      const found = (await store.listUnsigned(read, retroId)).find((one) => one.id === id);
      return found && ownIn(retroId, found);
    },

    async add(
      tx: Tx,
      retroId: string,
      { personId, madeFrom, column, text, datum }: CardWords & NewUnsigned,
    ): Promise<OwnCard | 'too-many'> {
      const token = await tokenFor(tx, retroId, personId);
      const id = unsignedId(token, madeFrom);
      const all = await store.listUnsigned(tx, retroId);
      const known = all.find((one) => one.id === id);
      if (known !== undefined) return ownIn(retroId, known);
      if (mine(all, token).length >= MOST_CARDS) return 'too-many';
      const card = { id, column, text, datum, proof: proofOf(token, id) };
      await store.writeUnsigned(tx, retroId, [...all, card]);
      return ownIn(retroId, card);
    },

    async own(read: Db | Tx, retroId: string, personId: string): Promise<OwnCard[]> {
      const token = await knownToken(read, retroId, personId);
      if (token === undefined) return [];
      return mine(await store.listUnsigned(read, retroId), token).map((card) => ownIn(retroId, card));
    },

    /** Writes other words, or none; undefined if it is not theirs, or says something else by now than what they saw. */
    async change(
      tx: Tx,
      { retroId, id, personId }: Pick<OwnCard, 'retroId' | 'id'> & { readonly personId: string },
      seen: string,
      words: CardWords | 'none',
    ): Promise<OwnCard | undefined> {
      const token = await knownToken(tx, retroId, personId);
      if (token === undefined) return undefined;
      const all = await store.listUnsigned(tx, retroId);
      const before = mine(all, token).find((one) => one.id === id);
      if (before === undefined) return undefined;
      const shown = ownIn(retroId, before);
      // Slack has delivered it again: it has been done, and what was written since stays.
      if (seenAs(shown) !== seen) return shown;
      const after = words === 'none' ? { ...before, text: undefined, datum: undefined } : { ...before, ...words };
      await store.writeUnsigned(
        tx,
        retroId,
        all.map((one) => (one.id === id ? after : one)),
      );
      return ownIn(retroId, after);
    },

    /**
     * The one-way ratchet: from now on the cards of a retro name nobody, those that did too. Their authors can go on with them, and
     * the press that made one still makes no other.
     */
    async hideNames(tx: Tx, retroId: string): Promise<void> {
      const cards = await named.listCards(tx, retroId);
      if (cards.length === 0) return;
      const moved: store.UnsignedCard[] = [];
      for (const { personId, madeFrom, column, datum, ...rest } of cards) {
        const token = await tokenFor(tx, retroId, personId);
        const id = unsignedId(token, madeFrom);
        const text = rest.isTakenBack ? undefined : rest.text;
        moved.push({ id, column, text, datum, proof: proofOf(token, id) });
      }
      await store.writeUnsigned(tx, retroId, [...(await store.listUnsigned(tx, retroId)), ...moved]);
      await named.deleteCardsOf(tx, retroId);
      await enqueueScrub(tx, retroId);
    },

    /** Nobody can tell any more whose a card of this retro was, nor that two are of one person; also not who wrote them. */
    async seal(tx: Tx, retroId: string): Promise<void> {
      if (!(await store.destroySecret(tx, retroId))) return;
      const left = (await store.listUnsigned(tx, retroId)).filter(({ text }) => text !== undefined);
      await store.writeUnsigned(
        tx,
        retroId,
        left.map((card) => ({ ...card, proof: undefined })),
      );
      await enqueueScrub(tx, retroId);
    },

    /** What was written for a retro that is called off is for the next one; nobody can change it there. */
    async move(tx: Tx, from: string, to: string): Promise<void> {
      const moved = (await store.listUnsigned(tx, from)).filter(({ text }) => text !== undefined);
      if (moved.length === 0) return;
      await store.writeUnsigned(tx, from, []);
      const unclaimed = moved.map((card) => ({ ...card, proof: undefined }));
      await store.writeUnsigned(tx, to, [...(await store.listUnsigned(tx, to)), ...unclaimed]);
    },
  };

  async function tokenFor(tx: Tx, retroId: string, personId: string): Promise<string> {
    const known = await knownToken(tx, retroId, personId);
    if (known !== undefined) return known;
    const secret = newUnsignedSecret(random);
    await store.insertSecret(tx, retroId, secrets.seal(secret));
    return tokenOf(secret, personId);
  }

  async function knownToken(read: Db | Tx, retroId: string, personId: string) {
    const sealed = await store.findSecret(read, retroId);
    return sealed === undefined ? undefined : tokenOf(secrets.open(sealed), personId);
  }

  function enqueueScrub(tx: Tx, retroId: string): Promise<void> {
    return jobs.enqueue(tx, scrubJob('cards', retroId, clock.now()));
  }
}

interface NewUnsigned {
  readonly personId: string;
  readonly madeFrom: string;
  readonly datum: string | undefined;
}

/** Those that somebody has written and not taken back. */
const mine = (all: readonly store.UnsignedCard[], token: string): store.UnsignedCard[] =>
  all.filter(({ id, text, proof }) => text !== undefined && proof === proofOf(token, id));

const ownIn = (retroId: string, { id, column, text, datum }: store.UnsignedCard): OwnCard => ({
  id,
  retroId,
  column,
  text: text ?? '',
  datum,
});
