import type { Database } from '../../src/platform/db/database.ts';
import type { DecidingPlace } from '../../src/retros/deciding/deciding.ts';
import { createDeciding, type Deciding } from '../../src/retros/deciding/deciding-service.ts';
import { createDecidingTelling } from '../../src/retros/deciding/deciding-telling-service.ts';
import type { Retro } from '../../src/retros/retro.ts';
import { type VotingCompany, votingCompany } from './voting.ts';

/** A retro in which so many topics are to be decided about. */
export interface Deciders extends Omit<VotingCompany, 'retro'> {
  readonly deciding: Deciding;
  readonly retro: Retro;
  /** The topic of a rank. */
  place(position: number): Promise<DecidingPlace>;
  /** Which messages were asked to be drawn anew by an action, in order. */
  readonly redrawn: string[];
}

export async function deciders(database: Database, cards: number, data: readonly string[] = []): Promise<Deciders> {
  const company = await votingCompany(database, { cards, data });
  const { it, retros, voting } = company;
  const redrawn: string[] = [];
  const telling = createDecidingTelling({ clock: it.clock, jobs: it.jobs });
  const deciding = createDeciding(
    {
      database,
      clock: it.clock,
      jobs: it.jobs,
      people: it.people,
      retros,
      ranked: voting.ranked,
      decisions: it.actions,
    },
    {
      ...telling,
      async topic(tx, place) {
        redrawn.push(`retro.topic:${place.retroId}:${place.topicId}`);
        await telling.topic(tx, place);
      },
    },
  );
  retros.onPhase(deciding.onPhase);
  it.actions.subscribe((tx, action) => deciding.onAction(tx, action));
  // Where nobody votes, all topics are talked of.
  const retro = await company.moveOn(company.retro.id);
  return {
    ...company,
    deciding,
    retro,
    redrawn,
    async place(position) {
      const found = (await deciding.itemsOf(retro.id)).find((one) => one.position === position);
      if (found === undefined) throw new Error(`Nothing is decided about topic ${position}`);
      return { retroId: found.retroId, topicId: found.topicId };
    },
  };
}
