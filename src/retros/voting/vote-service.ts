import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { scrubJob } from '../cards/scrub-service.ts';
import type { RetroActor } from '../ports-service.ts';
import type { Retro, RetroPerson, RetroPhase } from '../retro.ts';
import { moveRetroPerson } from '../retro-people-store.ts';
import { topicsFor } from '../topics/topic.ts';
import { before } from '../topics/topic-grouping.ts';
import { insertTopics, movesSince, topicsOf } from '../topics/topic-store.ts';
import { type TopicView, viewsOf } from '../topics/topic-view.ts';
import { ballotChange, dotsOn, usualBudget, type Wish } from './ballot.ts';
import { allDotsOf, changeDots, deleteBallots, dotsBy, turnsOf } from './ballot-store.ts';
import { tallied } from './tally.ts';
import type { VoteDeps } from './vote-ports-service.ts';
import { findVote, insertTally, insertVote } from './vote-store.ts';
import { type VoteTelling, voteKey } from './vote-telling-service.ts';

/** Why somebody can't vote. */
export type VoteRefusal =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-asked'; readonly retro: Retro }
  | { readonly kind: 'not-voting'; readonly retro: Retro };

/** A topic with the dots that somebody has put on it. */
export interface OwnTopic {
  readonly topic: TopicView;
  readonly mine: number;
}

/** What somebody chooses from, with what they have chosen. */
export interface Ballot {
  readonly retro: Retro;
  readonly topics: readonly OwnTopic[];
  /** How many dots each person has. */
  readonly dots: number;
  readonly seen: BallotSeen;
}

/** What of a vote somebody had seen when they chose: how often its topics were changed, and how often they had voted themselves. */
export interface BallotSeen {
  readonly changes: number;
  readonly turns: number;
}

export type Voted =
  | ({ readonly kind: 'voted' } & Ballot)
  | ({ readonly kind: 'too-many'; readonly wanted: number } & Ballot)
  /** They have voted otherwise since, elsewhere. */
  | ({ readonly kind: 'meanwhile' } & Ballot)
  | VoteRefusal;

/** What the message says in which somebody is asked for their vote. */
export type VoteState = { readonly retro: Retro; readonly zone: string } & (
  | ({ readonly kind: 'asked' | 'voted' } & Ballot)
  | { readonly kind: 'out' }
  | { readonly kind: 'over' }
  | { readonly kind: 'called-off' }
  | { readonly kind: 'not-asked' }
);

export type Votes = ReturnType<typeof createVotes>;

/** How people vote unseen: dots on topics, which nobody sees but they themselves, and of which only tallies stay. */
export function createVotes(deps: VoteDeps, telling: VoteTelling) {
  const { database, clock, ids, people, manners, retros, cards } = deps;
  const { db } = database;

  return {
    /** Follows a retro from phase to phase: topics are made when its cards are revealed, and ballots end with the vote. */
    async onPhase(tx: Tx, retro: Retro, from: RetroPhase): Promise<void> {
      const isShown = retro.phase === 'voting' || retro.phase === 'deciding';
      if (from === 'collecting' && isShown) await begin(tx, retro);
      if (from === 'voting' || (from === 'collecting' && retro.phase === 'deciding')) await end(tx, retro);
    },

    /** Somebody takes part from now on. */
    async onJoin(tx: Tx, retro: Retro, personId: string): Promise<void> {
      if (retro.phase === 'voting') await telling.voter(tx, retro.id, personId);
    },

    /** A vote about one topic, or none, is no vote. */
    isNeedless: async (tx: Tx, retro: Retro): Promise<boolean> => (await cards.countAll(tx, retro.id)) < 2,

    /** Where nobody has written anything there is nothing to decide about: the retro closes at once. */
    isEmpty: async (tx: Tx, retro: Retro): Promise<boolean> => (await cards.countAll(tx, retro.id)) === 0,

    /** What somebody chooses from. */
    async voting(actor: RetroActor, retroId: string): Promise<({ readonly kind: 'form' } & Ballot) | VoteRefusal> {
      const found = await partOf(db, actor, retroId);
      if ('kind' in found) return found;
      const ballot = await ballotOf(db, found.retro, actor.id);
      return ballot === undefined ? { kind: 'not-found' } : { kind: 'form', ...ballot };
    },

    /**
     * Somebody's dots lie as they want them: what is not in `wish` has none. RETRO-2: the retro is held, so of two forms that are
     * sent at once one is first, and the other is looked at with what that one has left.
     */
    vote: (actor: RetroActor, retroId: string, wish: Wish, seen: BallotSeen): Promise<Voted> =>
      database.transaction(async (tx) => {
        await retros.hold(tx, retroId, ['voting']);
        const found = await partOf(tx, actor, retroId);
        if ('kind' in found) return found;
        const ballot = await ballotOf(tx, found.retro, actor.id);
        if (ballot === undefined) return { kind: 'not-found' };
        const cast = await dotsBy(tx, retroId, actor.id);
        const all = await topicsOf(tx, retroId);
        const groups = viewsOf(
          before(all, await movesSince(tx, retroId, seen.changes)),
          await cards.revealed(tx, retroId),
        ).map(({ group }) => group);
        const change = ballotChange(groups, { cast, wish, budget: ballot.dots });
        if (ballot.seen.turns !== seen.turns) {
          // The same form comes twice, or another one with the same dots.
          const isSame = change.kind === 'cast' && change.add.length + change.remove.length === 0;
          return { kind: isSame ? 'voted' : 'meanwhile', ...ballot };
        }
        if (change.kind === 'too-many') return { ...ballot, ...change };
        await changeDots(tx, retroId, { id: actor.id, side: found.part.side }, change);
        const voted = await ballotOf(tx, found.retro, actor.id);
        await telling.voter(tx, retroId, actor.id);
        await retros.finishedVoting(tx, retroId, actor.id, actor.gesture);
        return { kind: 'voted', ...(voted ?? ballot) };
      }),

    /** Not this time: nobody waits for them. Whoever has voted has done so. */
    voteNot: (actor: RetroActor, retroId: string): Promise<{ readonly kind: 'out' } | VoteRefusal> =>
      database.transaction(async (tx) => {
        await retros.hold(tx, retroId, ['voting']);
        const found = await partOf(tx, actor, retroId);
        if ('kind' in found) return found;
        const { part, retro } = found;
        if (part.votedAt !== undefined || part.steppedOutAt !== undefined) return { kind: 'out' };
        await moveRetroPerson(tx, part, { steppedOutAt: clock.now() }, actor.gesture);
        await telling.voter(tx, retroId, actor.id);
        if (!(await retros.settle(tx, retro))) await retros.redrawParent(tx, retroId);
        return { kind: 'out' };
      }),

    /** What somebody's message says; undefined if there is no such vote. */
    async turn(retroId: string, personId: string): Promise<VoteState | undefined> {
      const retro = await retros.find(db, retroId);
      if (retro === undefined || retro.phase === 'gathering' || retro.phase === 'collecting') return undefined;
      const zone = (await people.person(personId))?.zone ?? retro.zone;
      const [part, [present]] = [await retros.findPerson(db, retroId, personId), await people.present(db, [personId])];
      if (retro.phase === 'called-off') return { kind: 'called-off', retro, zone };
      if (retro.phase !== 'voting') return { kind: 'over', retro, zone };
      if (part === undefined || present === undefined) return { kind: 'not-asked', retro, zone };
      if (part.steppedOutAt !== undefined) return { kind: 'out', retro, zone };
      const ballot = await ballotOf(db, retro, personId);
      return ballot && { kind: part.votedAt === undefined ? 'asked' : 'voted', zone, ...ballot };
    },

    /** Takes one of somebody's messages of today for their vote, in their hours; else when to try again. */
    async mayAskVote(retroId: string, personId: string): Promise<Instant | undefined> {
      const now = clock.now();
      const shift = (await people.nextShift(db, personId, now)) ?? now;
      if (shift > now) return shift;
      const message = { key: voteKey(retroId, personId), personId };
      const isTheirs = await database.transaction((tx) => manners.reserve(tx, message));
      return isTheirs ? undefined : manners.nextRation(db, personId);
    },

    /** They were not asked after all: the message doesn't count among those of their day. */
    notAskedVote: (retroId: string, personId: string): Promise<void> =>
      database.transaction((tx) => manners.release(tx, voteKey(retroId, personId))),
  };

  async function begin(tx: Tx, { id }: Retro): Promise<void> {
    const topics = topicsFor(await cards.revealed(tx, id), ids.next);
    await insertVote(tx, id, usualBudget(topics.length));
    await insertTopics(tx, id, topics);
    await telling.topics(tx, id);
    await telling.voters(tx, id);
  }

  /** Nobody is told how somebody has voted, from now on not even by the database or a file of it. */
  async function end(tx: Tx, { id, phase }: Retro): Promise<void> {
    if (phase === 'deciding') {
      await insertTally(tx, id, tallied(await allDotsOf(tx, id)));
      await telling.result(tx, id);
    }
    if (await deleteBallots(tx, id)) await deps.jobs.enqueue(tx, scrubJob('votes', id, clock.now()));
    await telling.topics(tx, id);
    await telling.voters(tx, id);
  }

  async function ballotOf(read: Db | Tx, retro: Retro, personId: string): Promise<Ballot | undefined> {
    const vote = await findVote(read, retro.id);
    if (vote === undefined) return undefined;
    const cast = await dotsBy(read, retro.id, personId);
    const topics = viewsOf(await topicsOf(read, retro.id), await cards.revealed(read, retro.id));
    return {
      retro,
      topics: topics.map((topic) => ({ topic, mine: dotsOn(topic.group, cast) })),
      dots: vote.dots,
      seen: { changes: vote.changes, turns: (await turnsOf(read, retro.id, personId)) ?? 0 },
    };
  }

  async function partOf(
    read: Db | Tx,
    actor: RetroActor,
    retroId: string,
  ): Promise<{ readonly retro: Retro; readonly part: RetroPerson } | VoteRefusal> {
    const retro = await retros.find(read, retroId);
    if (retro === undefined || retro.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
    const part = await retros.findPerson(read, retroId, actor.id);
    if (part === undefined) return { kind: 'not-asked', retro };
    return retro.phase === 'voting' ? { retro, part } : { kind: 'not-voting', retro };
  }
}
