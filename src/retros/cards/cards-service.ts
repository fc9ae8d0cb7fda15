import type { Db, Tx } from '../../platform/db/database.ts';
import { rehearse } from '../../platform/db/rehearsal.ts';
import { columnOf, columnOfKind, formatOf } from '../format.ts';
import { type Retro, type RetroPhase, WRITABLE } from '../retro.ts';
import { findGathering, findRetro, holdPhase, runningIn } from '../retros-store.ts';
import {
  type CardWords,
  changePlace,
  LONGEST_CARD,
  MOST_CARDS,
  type OwnCard,
  type RevealedCard,
  seenAs,
} from './card.ts';
import { type CardWindow, createCardDrafts } from './card-drafts-service.ts';
import type { CardActor, CardsDeps } from './cards-ports-service.ts';
import * as store from './cards-store.ts';
import { createUnsigned } from './unsigned-service.ts';
import { findRetroOfUnsigned, listUnsigned } from './unsigned-store.ts';

export type { CardActor, CardsDeps } from './cards-ports-service.ts';

/** A card on its way in. */
export interface NewCard {
  readonly workspaceId: string;
  /** Whose it is. */
  readonly by: string;
  /** The id of a column of any format; where something is to be mended if it is left out. */
  readonly column?: string | undefined;
  readonly text: string;
  /** What it is about: see core/datum.ts. */
  readonly datum?: string | undefined;
  /** What makes this card one, such as a press or a form. The same words of the same person are one card in any case. */
  readonly madeFrom?: string | undefined;
}

export type Added =
  | { readonly kind: 'added'; readonly card: OwnCard; readonly retro: Retro }
  | { readonly kind: 'too-many'; readonly retro: Retro };

export type Written = Added | { readonly kind: 'not-in-teams' };

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

export type Cards = ReturnType<typeof createCards>;

/** What people write for a retro: theirs alone until all is shown. */
export function createCards(deps: CardsDeps) {
  const { database, clock, ids, people, retros } = deps;
  const { db } = database;
  const unsigned = createUnsigned(deps);
  const drafts = createCardDrafts(deps);
  const listeners: CardListener[] = [];

  retros.onPhase(async (tx, retro, from) => {
    if (retro.isAnonymous && retro.phase === 'collecting') await unsigned.hideNames(tx, retro.id);
    if (retro.phase === 'called-off' && !isShown(from)) await keepForNext(tx, retro);
    if (retro.phase === 'closed' || retro.phase === 'called-off') await unsigned.seal(tx, retro.id);
  });

  return {
    onChange(listener: CardListener): void {
      listeners.push(listener);
    },

    add,

    /** Writes a card, into the retro that collects, or else for the next one; `window` is where it was typed, if it was in one. */
    write: (
      actor: CardActor,
      card: Omit<NewCard, 'workspaceId' | 'by' | 'madeFrom'>,
      window?: CardWindow,
    ): Promise<Written> =>
      database.transaction(async (tx) => {
        if (!isInTeams(actor)) return { kind: 'not-in-teams' };
        const { workspaceId, id: by, gesture: madeFrom } = actor;
        const added = await add(tx, { ...card, workspaceId, by, madeFrom });
        if (added.kind === 'added' && window !== undefined) await drafts.sent(tx, actor, window);
        return added;
      }),

    drafts,

    /** Where a card goes that somebody writes now. Only looks: the next retro is there from its first card on. */
    openRetro: (actor: Pick<CardActor, 'id' | 'workspaceId'>): Promise<Retro> =>
      rehearse(database, (tx) => retros.writingIn(tx, actor)),

    own,

    /** Whether this has made a card for the retro already, perhaps one that was taken back. */
    hasMade,

    /** The same for the retros that are not over. */
    async hasWritten({ id, workspaceId }: Pick<CardActor, 'id' | 'workspaceId'>, madeFrom: string): Promise<boolean> {
      const open = [await runningIn(db, workspaceId), await findGathering(db, workspaceId)];
      for (const retro of open) if (retro !== undefined && (await hasMade(db, retro.id, id, madeFrom))) return true;
      return false;
    },

    /** How many cards somebody has written for a retro. */
    countOwn: async (read: Db | Tx, retroId: string, personId: string): Promise<number> =>
      (await own(read, retroId, personId)).length,

    /** How many cards there are, by everybody: for what follows from it, and never to be shown before the cards are. */
    countAll: async (read: Db | Tx, retroId: string): Promise<number> =>
      (await store.listCards(read, retroId)).filter(isThere).length +
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

    /** Writes other words; `seen` is `seenAs` of those that they saw, `viewId` the window in which they typed. */
    change: (actor: CardActor, id: string, seen: string, words: CardWords, viewId?: string): Promise<Changed> =>
      rewrite(actor, { id, seen, phases: CHANGEABLE, viewId }, words),

    /** Nobody will see it. What everybody has seen stays: others have voted on it. */
    takeBack: (actor: CardActor, id: string, seen: string): Promise<Changed> =>
      rewrite(actor, { id, seen, phases: WRITABLE, viewId: undefined }, 'none'),

    /** All cards of a retro, in an order that is always the same; none before they are shown. Whoever has left is named no more. */
    async revealed(read: Db | Tx, retroId: string): Promise<readonly RevealedCard[]> {
      const retro = await findRetro(read, retroId);
      if (retro === undefined || !isShown(retro.phase)) return [];
      const signed = (await store.listCards(read, retroId)).filter(isThere);
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

  async function hasMade(read: Db | Tx, retroId: string, personId: string, madeFrom: string): Promise<boolean> {
    const signed = await store.listCards(read, retroId, personId);
    return (
      signed.some((one) => one.madeFrom === madeFrom) ||
      (await unsigned.madeBy(read, retroId, personId, madeFrom)) !== undefined
    );
  }

  async function add(tx: Tx, { workspaceId, by, text, datum, ...rest }: NewCard): Promise<Added> {
    const madeFrom = rest.madeFrom ?? ids.next();
    const before = await madeAlready(tx, workspaceId, by, madeFrom);
    if (before !== undefined) return before;
    const retro = await retros.holdWriting(tx, { workspaceId, id: by });
    const format = formatOf(retro.format);
    const column = columnOf(format, rest.column ?? columnOfKind(format, 'bad')?.id ?? '').id;
    const words = { column, text: text.trim().slice(0, LONGEST_CARD), datum };
    // Whoever hears no answer types it again.
    const same = (await own(tx, retro.id, by)).find((one) => isSame(one, words));
    if (same !== undefined) return { kind: 'added', card: same, retro };
    const card = await (retro.isAnonymous
      ? unsigned.add(tx, retro.id, { ...words, personId: by, madeFrom })
      : addNamed(tx, {
          ...words,
          id: ids.next(),
          retroId: retro.id,
          personId: by,
          isTakenBack: false,
          madeAt: clock.now(),
          madeFrom,
        }));
    if (card === 'too-many') return { kind: 'too-many', retro };
    await counted(tx, retro, by);
    return { kind: 'added', card, retro };
  }

  /**
   * Somebody's message counts their cards, where those name them. Where they don't, a job for each would tell, also later, who has
   * written how much: there nothing in the database changes but the cards. Of one that gathers nobody knows yet which it will be.
   */
  async function counted(tx: Tx, retro: Retro, personId: string): Promise<void> {
    if (!retro.isAnonymous && retro.phase !== 'gathering') await retros.redrawTurn(tx, retro.id, personId);
  }

  async function addNamed(tx: Tx, card: store.NamedCard): Promise<OwnCard | 'too-many'> {
    const all = await store.listCards(tx, card.retroId, card.personId);
    const known = all.find(({ madeFrom }) => madeFrom === card.madeFrom);
    if (known !== undefined) return known;
    if (all.filter(isThere).length >= MOST_CARDS) return 'too-many';
    await store.insertCard(tx, card);
    return card;
  }

  /** Slack may deliver what made a card again when the cards of that retro are shown: it is not for the next one as well. */
  async function madeAlready(tx: Tx, workspaceId: string, by: string, madeFrom: string): Promise<Added | undefined> {
    const retro = await runningIn(tx, workspaceId);
    if (retro === undefined) return undefined;
    const signed = (await store.listCards(tx, retro.id, by)).find((one) => one.madeFrom === madeFrom);
    const card = signed ?? (await unsigned.madeBy(tx, retro.id, by, madeFrom));
    return card && { kind: 'added', card, retro };
  }

  async function own(read: Db | Tx, retroId: string, personId: string): Promise<readonly OwnCard[]> {
    const signed = (await store.listCards(read, retroId, personId)).filter(isThere);
    const plain = signed.map(({ id, column, text, datum }) => ({ id, retroId, column, text, datum }));
    return [...plain, ...(await unsigned.own(read, retroId, personId))];
  }

  async function retroOf(read: Db | Tx, { workspaceId }: CardActor, cardId: string): Promise<Retro | undefined> {
    const retroId = (await store.findCard(read, cardId))?.retroId ?? (await findRetroOfUnsigned(read, cardId));
    const retro = retroId === undefined ? undefined : await findRetro(read, retroId);
    return retro?.workspaceId === workspaceId ? retro : undefined;
  }

  /** What leads and asks are called that these are about. */
  async function namesOf(data: readonly (string | undefined)[], read: Db | Tx = db) {
    const about = (head: string) => data.flatMap((one) => (one?.startsWith(head) ? [one.slice(head.length)] : []));
    const leads = await deps.named.leads(read, about('lead:'));
    const asks = await deps.named.asks(read, about('ask:'));
    const byId = (all: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> =>
      new Map(all.map(({ id, name }) => [id, name]));
    return { leads: byId(leads), asks: byId(asks) };
  }

  async function rewrite(
    actor: CardActor,
    { id, seen, phases, viewId }: Rewriting,
    wish: CardWords | 'none',
  ): Promise<Changed> {
    const done = wish === 'none' ? 'taken-back' : 'changed';
    return database.transaction(async (tx): Promise<Changed> => {
      const found = await retroOf(tx, actor, id);
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

  /** Nobody has seen the cards of one that is called off before they were shown: they wait for the next one. */
  async function keepForNext(tx: Tx, retro: Retro): Promise<void> {
    const next = await retros.gathering(tx, retro.workspaceId);
    await store.moveCards(tx, retro.id, next.id);
    await unsigned.move(tx, retro.id, next.id);
    if (next.isAnonymous) await unsigned.hideNames(tx, next.id);
  }
}

/** Until the dots are counted: then others have decided about what it says. */
const CHANGEABLE: readonly RetroPhase[] = [...WRITABLE, 'voting'];
const SHOWN: readonly RetroPhase[] = ['voting', 'deciding', 'closed'];

const isShown = (phase: RetroPhase): boolean => SHOWN.includes(phase);

const isThere = ({ isTakenBack }: store.NamedCard): boolean => !isTakenBack;

const isSame = (card: OwnCard, words: Pick<OwnCard, 'column' | 'text' | 'datum'>): boolean =>
  card.column === words.column && card.text === words.text && card.datum === words.datum;

const isInTeams = ({ teams, manages }: CardActor): boolean => teams.length + manages.length > 0;

const wordsIn = (retro: Retro, { column, text }: CardWords): CardWords => ({
  column: columnOf(formatOf(retro.format), column).id,
  text: text.trim().slice(0, LONGEST_CARD),
});
