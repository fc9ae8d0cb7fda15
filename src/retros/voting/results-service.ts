import type { Db, Tx } from '../../platform/db/database.ts';
import type { Retro } from '../retro.ts';
import type { TopicCard } from '../topics/topic.ts';
import { topicsOf } from '../topics/topic-store.ts';
import { viewsOf } from '../topics/topic-view.ts';
import type { Dots, Tally } from './tally.ts';
import { ranking, type Standing } from './tally-ranking.ts';
import type { VoteDeps } from './vote-ports-service.ts';
import { findTally } from './vote-store.ts';

/** A topic in the order in which to talk of them. */
export interface RankedTopic {
  readonly id: string;
  /** From 1. */
  readonly rank: number;
  /** What the card of its first topic says. */
  readonly title: string;
  readonly cards: readonly TopicCard[];
  readonly standing: Standing;
  readonly dots: Dots;
}

/** What came of a vote. */
export interface VoteResult {
  readonly retro: Retro;
  readonly tally: Tally;
  readonly ranked: readonly RankedTopic[];
  /** How many topics got no dots. */
  readonly without: number;
  /** Ids of those who take part and are still there: who of them has voted nobody is told. */
  readonly tookPart: readonly string[];
}

export type VoteResults = ReturnType<typeof createVoteResults>;

/** What came of votes, as all may know. */
export function createVoteResults({ database, people, retros, cards }: VoteDeps) {
  return {
    ranked,

    /** Undefined until a vote is over, and of one that was called off. */
    async resultOf(retroId: string): Promise<VoteResult | undefined> {
      const { db } = database;
      const [retro, tally] = [await retros.find(db, retroId), await findTally(db, retroId)];
      if (retro === undefined || tally === undefined || retro.phase === 'called-off') return undefined;
      const all = await ranked(db, retroId);
      const here = (await retros.peopleOf(db, retroId)).filter(({ steppedOutAt }) => steppedOutAt === undefined);
      const tookPart = await people.present(
        db,
        here.map(({ personId }) => personId),
      );
      const topics = viewsOf(await topicsOf(db, retroId), await cards.revealed(db, retroId));
      return { retro, tally, ranked: all, without: topics.length - all.length, tookPart };
    },
  };

  /** The topics of a retro in the order in which to talk of them; none before its vote is over. */
  async function ranked(read: Db | Tx, retroId: string): Promise<readonly RankedTopic[]> {
    const tally = await findTally(read, retroId);
    if (tally === undefined) return [];
    const topics = viewsOf(await topicsOf(read, retroId), await cards.revealed(read, retroId));
    const byId = new Map(topics.map((topic) => [topic.id, topic]));
    return ranking(
      topics.map(({ group }) => group),
      tally,
    ).flatMap(({ group, rank, standing, dots }) => {
      const topic = byId.get(group.head.id);
      return topic === undefined
        ? []
        : [{ id: topic.id, rank, title: topic.title, cards: topic.cards, standing, dots }];
    });
  }
}
