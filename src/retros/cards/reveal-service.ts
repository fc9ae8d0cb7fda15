import type { Tx } from '../../platform/db/database.ts';
import type { Enqueued } from '../../platform/jobs/queue.ts';
import type { Retro, RetroPerson } from '../retro.ts';
import { peopleOf } from '../retro-people-store.ts';
import { findRetro } from '../retros-store.ts';
import type { CardsDeps } from './cards-ports-service.ts';
import type { Cards } from './cards-service.ts';

/** The kind of the job that shows all cards. */
export const REVEAL = 'retros.reveal';

/** Names the replies that show the cards: the one that rings, and those for what doesn't fit into it, from 2 on. */
export const revealKey = (retroId: string, part = 1): string =>
  part === 1 ? `retro.reveal:${retroId}` : `retro.reveal:${retroId}:${part}`;

/** The retro whose cards a message shows; undefined for any other message. */
export const revealPlaceOf = (key: string): string | undefined => /^retro\.reveal:([^:]+)(?::\d+)?$/.exec(key)?.[1];

/** More than all the cards that there can be. */
const MOST_PARTS = 50;

export type Revealing = ReturnType<typeof createRevealing>;

/** How all cards of a retro are shown at once. */
export function createRevealing({ database, clock, jobs, people, retros }: CardsDeps, cards: Cards) {
  const { db } = database;

  retros.onPhase(async (tx, retro, from) => {
    if (from === 'collecting' && retro.phase !== 'called-off') await ask(tx, retro.id);
  });
  cards.onChange(ask);
  retros.onBack(ask);
  retros.onThread(async (_tx, retroId) => Array.from({ length: MOST_PARTS }, (_, at) => revealKey(retroId, at + 1)));

  return {
    ask,

    /** What the reveal says; undefined as long as nothing is shown. */
    async reveal(retroId: string) {
      const retro = await findRetro(db, retroId);
      if (retro === undefined || !isShown(retro)) return undefined;
      const shown = await cards.revealed(db, retroId);
      const asked = (await peopleOf(db, retroId)).filter(takesPart).map(({ personId }) => personId);
      return {
        retro,
        cards: shown,
        ...(await cards.namesFor(db, shown)),
        tookPart: await people.present(db, asked),
      };
    },
  };

  function ask(tx: Tx, retroId: string): Promise<void> {
    return jobs.enqueue(tx, revealJob(retroId, clock.now()));
  }
}

export const revealJob = (retroId: string, runAt: number): Enqueued => ({
  kind: REVEAL,
  key: revealKey(retroId),
  payload: { retroId },
  runAt,
  mode: 'latest',
});

const isShown = ({ phase }: Retro): boolean => phase === 'voting' || phase === 'deciding' || phase === 'closed';

const takesPart = ({ steppedOutAt }: RetroPerson): boolean => steppedOutAt === undefined;
