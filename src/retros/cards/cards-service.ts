import type { Tx } from '../../platform/db/database.ts';
import type { Retro } from '../retro.ts';
import { createCardDrafts } from './card-drafts-service.ts';
import { createCardsChanging } from './cards-changing-service.ts';
import type { CardsDeps } from './cards-ports-service.ts';
import { createCardsReading } from './cards-reading-service.ts';
import { moveCards } from './cards-store.ts';
import { createCardsWriting } from './cards-writing-service.ts';
import { isShown } from './shown.ts';
import { createUnsigned } from './unsigned-service.ts';

export type Cards = ReturnType<typeof createCards>;

/** What people write for a retro: theirs alone until all is shown. */
export function createCards(deps: CardsDeps) {
  const { retros } = deps;
  const unsigned = createUnsigned(deps);
  const drafts = createCardDrafts(deps);
  const reading = createCardsReading(deps, unsigned);
  const parts = { unsigned, drafts, reading, counted };

  retros.onPhase(async (tx, retro, from) => {
    if (retro.isAnonymous && retro.phase === 'collecting') await unsigned.hideNames(tx, retro.id);
    if (retro.phase === 'called-off' && !isShown(from)) await keepForNext(tx, retro);
    if (retro.phase === 'closed' || retro.phase === 'called-off') await unsigned.seal(tx, retro.id);
  });

  return { drafts, ...reading, ...createCardsWriting(deps, parts), ...createCardsChanging(deps, parts) };

  /**
   * Somebody's message counts their cards, where those name them. Where they don't, a job for each would tell, also later, who has
   * written how much: there nothing in the database changes but the cards. Of one that gathers nobody knows yet which it will be.
   */
  async function counted(tx: Tx, retro: Retro, personId: string): Promise<void> {
    if (!retro.isAnonymous && retro.phase !== 'gathering') await retros.redrawTurn(tx, retro.id, personId);
  }

  /** Nobody has seen the cards of one that is called off before they were shown: they wait for the next one. */
  async function keepForNext(tx: Tx, retro: Retro): Promise<void> {
    const next = await retros.gathering(tx, retro.workspaceId);
    await moveCards(tx, retro.id, next.id);
    await unsigned.move(tx, retro.id, next.id);
    if (next.isAnonymous) await unsigned.hideNames(tx, next.id);
  }
}
