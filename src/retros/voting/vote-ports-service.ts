import type { Db, Tx } from '../../platform/db/database.ts';
import type { RetrosDeps } from '../ports-service.ts';
import type { Retros } from '../service.ts';
import type { TopicCard } from '../topics/topic.ts';

/** What the vote must know of cards. */
export interface VoteCards {
  /** The cards of a retro in the order in which all read them; none before they are revealed. */
  revealed(read: Db | Tx, retroId: string): Promise<readonly TopicCard[]>;
  /** How many there are, also before; never to be shown then. */
  countAll(read: Db | Tx, retroId: string): Promise<number>;
  /** Listeners hear in which retro the words of a card have changed that all see. */
  onChange(listener: (tx: Tx, retroId: string) => Promise<void>): void;
}

export interface VoteDeps extends Pick<RetrosDeps, 'database' | 'clock' | 'ids' | 'jobs' | 'people' | 'manners'> {
  readonly retros: Pick<
    Retros,
    'find' | 'peopleOf' | 'findPerson' | 'hold' | 'finishedVoting' | 'settle' | 'redrawParent'
  >;
  readonly cards: VoteCards;
}
