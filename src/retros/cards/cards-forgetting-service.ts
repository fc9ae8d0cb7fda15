import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { RetroPhase } from '../retro.ts';
import { holdPhase } from '../retros-store.ts';
import { RESULT, resultKey, TOPICS, topicsKey } from '../voting/vote-telling-service.ts';
import { deleteCardDraftsAbout, deleteChangesOf } from './card-drafts-store.ts';
import { clearWordsAbout, listAbout } from './cards-store.ts';
import { revealJob } from './reveal-service.ts';
import { clearUnsignedAbout, listUnsignedAbout } from './unsigned-store.ts';

/**
 * Nobody's words about these leads are kept any more, also where everybody has read them; that something was written about one stays.
 */
export async function forgetCards(
  deps: { readonly clock: Clock; readonly jobs: Pick<Jobs, 'enqueueAll'> },
  tx: Tx,
  leadIds: readonly string[],
): Promise<void> {
  const about = leadIds.map((id) => `lead:${id}`);
  const named = await listAbout(tx, about);
  await deleteCardDraftsAbout(tx, about);
  await deleteChangesOf(
    tx,
    named.map(({ id }) => id),
  );
  const cards = [...named, ...(await listUnsignedAbout(tx, about))];
  if (cards.length === 0) return;
  const shown: string[] = [];
  // Whoever is writing in one of these writes all of its cards: not the old words over what is forgotten.
  for (const retroId of new Set(cards.map((card) => card.retroId)))
    if (SHOWN.includes((await holdPhase(tx, retroId, EVERY_PHASE))?.phase ?? 'gathering')) shown.push(retroId);
  await clearWordsAbout(tx, about);
  await clearUnsignedAbout(tx, about);
  for (const retroId of shown) {
    const again = { payload: { retroId }, runAt: deps.clock.now(), mode: 'latest' } as const;
    await deps.jobs.enqueueAll(tx, [
      revealJob(retroId, deps.clock.now()),
      { ...again, kind: TOPICS, key: topicsKey(retroId) },
      { ...again, kind: RESULT, key: resultKey(retroId) },
    ]);
  }
}

const EVERY_PHASE: readonly RetroPhase[] = ['gathering', 'collecting', 'voting', 'deciding', 'closed', 'called-off'];
const SHOWN: readonly RetroPhase[] = ['voting', 'deciding', 'closed'];
