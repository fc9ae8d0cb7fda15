import type { Db, Tx } from '../../platform/db/database.ts';
import { rehearse } from '../../platform/db/rehearsal.ts';
import { columnOf, columnOfKind, formatOf } from '../format.ts';
import type { Retro } from '../retro.ts';
import { findGathering, runningIn } from '../retros-store.ts';
import { LONGEST_CARD, MOST_CARDS, type OwnCard } from './card.ts';
import type { CardDrafts, CardWindow } from './card-drafts-service.ts';
import type { CardActor, CardsDeps } from './cards-ports-service.ts';
import type { CardsReading } from './cards-reading-service.ts';
import * as store from './cards-store.ts';
import type { Unsigned } from './unsigned-service.ts';

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

interface WritingParts {
  readonly unsigned: Unsigned;
  readonly drafts: CardDrafts;
  readonly reading: Pick<CardsReading, 'own'>;
  /** Somebody's message counts their cards anew, where it may. */
  readonly counted: (tx: Tx, retro: Retro, personId: string) => Promise<void>;
}

/** How cards are made: each once, whatever Slack delivers again. */
export function createCardsWriting(
  { database, clock, ids, retros }: CardsDeps,
  { unsigned, drafts, reading, counted }: WritingParts,
) {
  const { db } = database;

  return {
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

    /** Where a card goes that somebody writes now. Only looks: the next retro is there from its first card on. */
    openRetro: (actor: Pick<CardActor, 'id' | 'workspaceId'>): Promise<Retro> =>
      rehearse(database, (tx) => retros.writingIn(tx, actor)),

    /** Whether this has made a card for the retro already, perhaps one that was taken back. */
    hasMade,

    /** The same for the retros that are not over. */
    async hasWritten({ id, workspaceId }: Pick<CardActor, 'id' | 'workspaceId'>, madeFrom: string): Promise<boolean> {
      const open = [await runningIn(db, workspaceId), await findGathering(db, workspaceId)];
      for (const retro of open) if (retro !== undefined && (await hasMade(db, retro.id, id, madeFrom))) return true;
      return false;
    },
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
    const same = (await reading.own(tx, retro.id, by)).find((one) => isSame(one, words));
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

  async function addNamed(tx: Tx, card: store.NamedCard): Promise<OwnCard | 'too-many'> {
    const all = await store.listCards(tx, card.retroId, card.personId);
    const known = all.find(({ madeFrom }) => madeFrom === card.madeFrom);
    if (known !== undefined) return known;
    if (all.filter(store.isThere).length >= MOST_CARDS) return 'too-many';
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
}

const isSame = (card: OwnCard, words: Pick<OwnCard, 'column' | 'text' | 'datum'>): boolean =>
  card.column === words.column && card.text === words.text && card.datum === words.datum;

const isInTeams = ({ teams, manages }: CardActor): boolean => teams.length + manages.length > 0;
