import { DAY } from '../../core/instants.ts';
import type { Tx } from '../../platform/db/database.ts';
import { cardOfPlace, LONGEST_CARD } from './card.ts';
import * as store from './card-drafts-store.ts';
import type { CardActor, CardsDeps } from './cards-ports-service.ts';
import { findCard } from './cards-store.ts';
import { scrubJob } from './scrub-service.ts';

/** A window in which a card is written, and what it was opened for. */
export interface CardWindow {
  readonly place: string;
  readonly viewId: string;
}

export type CardDrafts = ReturnType<typeof createCardDrafts>;

/**
 * What somebody types in the form of a card is kept until they send it, so that a lost window loses nothing.
 *
 * Never where cards name nobody. A draft says whose it is, what they wrote and when they wrote it; beside a card with the same words
 * it would be that card's author. To seal it would not help: that somebody types, and when, is told by the row itself. So nothing
 * is kept in a workspace while a retro names nobody that cards are written for, also of those who write for
 * another one, whose words may become a card of that one later. What is there when a retro begins to name nobody is deleted in the
 * same transaction, and scrubbed from the files of the database.
 */
export function createCardDrafts({ database, clock, jobs, retros }: CardsDeps) {
  const { db } = database;

  retros.onPhase(async (tx, { workspaceId }) => forgetWhereUnnamed(tx, workspaceId));
  retros.onGathering(forgetWhereUnnamed);

  return {
    /** What somebody has typed in such a form, and not sent. */
    find: (actor: CardActor, place: string): Promise<store.CardDraft | undefined> =>
      store.findCardDraft(db, placeOf(actor, place)),

    /** With each letter: it promises nothing. */
    keep: (actor: CardActor, window: CardWindow, { column, text }: store.CardDraft): Promise<void> =>
      database.transaction(async (tx) => {
        if (actor.teams.length + actor.manages.length === 0) return;
        // Held, so that none comes in while the retro begins to name nobody.
        const retro = await retros.holdWriting(tx, actor);
        if (retro.isAnonymous || (await retros.isUnnamedIn(tx, actor.workspaceId))) return;
        if (!(await isTheirs(tx, actor, window.place))) return;
        const draft = { column, text: text.slice(0, LONGEST_CARD) };
        await store.saveCardDraft(tx, { ...placeOf(actor, window.place), viewId: window.viewId }, draft, clock.now());
      }, 'later'),

    /** The window was sent, in the transaction that makes a card of it; nothing where cards name nobody. */
    async sent(tx: Tx, actor: CardActor, { place, viewId }: CardWindow): Promise<void> {
      if ((await retros.isUnnamedIn(tx, actor.workspaceId)) || !(await isTheirs(tx, actor, place))) return;
      await store.dropCardDraft(tx, { ...placeOf(actor, place), viewId }, clock.now());
    },

    /** Nobody changes these cards any more. */
    forgetChanges: (tx: Tx, cardIds: readonly string[]): Promise<void> => store.deleteChangesOf(tx, cardIds),

    /** Nobody goes on with what they typed so long ago. */
    async forgetOld(): Promise<void> {
      const before = clock.now() - LAST;
      if (await store.hasCardDraftBefore(db, before))
        await database.transaction((tx) => store.deleteCardDraftsBefore(tx, before));
    },
  };

  /** A card that is changed must be a named one of theirs: a draft beside one that names nobody would be its author. */
  async function isTheirs(tx: Tx, actor: CardActor, place: string): Promise<boolean> {
    const changed = cardOfPlace(place);
    if (changed === undefined) return true;
    const card = await findCard(tx, changed);
    return card?.personId === actor.id && !card.isTakenBack;
  }

  async function forgetWhereUnnamed(tx: Tx, workspaceId: string): Promise<void> {
    if (!(await retros.isUnnamedIn(tx, workspaceId))) return;
    if (await store.deleteCardDrafts(tx, workspaceId))
      await jobs.enqueue(tx, scrubJob('cards', workspaceId, clock.now()));
  }
}

const placeOf = ({ workspaceId, id }: CardActor, place: string): store.DraftPlace => ({
  workspaceId,
  personId: id,
  place,
});

const LAST = 30 * DAY;
