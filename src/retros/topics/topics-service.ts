import { managesAny } from '../../core/rights.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { RetroActor } from '../ports-service.ts';
import type { Retro } from '../retro.ts';
import { MOST_DOTS } from '../voting/ballot.ts';
import type { VoteDeps } from '../voting/vote-ports-service.ts';
import { changeVote, findVote, type Vote } from '../voting/vote-store.ts';
import type { VoteTelling } from '../voting/vote-telling-service.ts';
import type { Move, Topic } from './topic.ts';
import { merging, mergingAll, suggested, takingBack, takingOut } from './topic-grouping.ts';
import * as store from './topic-store.ts';
import { dataOf, type TopicView, viewsOf } from './topic-view.ts';

/** Why somebody may not change what is voted on. */
export type TopicsRefusal =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-theirs'; readonly retro: Retro }
  /** The vote has not begun, or is over. */
  | { readonly kind: 'not-voting'; readonly retro: Retro };

/** What is voted on, as somebody sees it. */
export interface TopicsView {
  readonly retro: Retro;
  readonly topics: readonly TopicView[];
  /** Sets of topics that react to the same thing. */
  readonly suggested: readonly (readonly TopicView[])[];
  /** How many dots each person has. */
  readonly dots: number;
  /** How often something was changed. */
  readonly changes: number;
  /** What could be undone. */
  readonly last: { readonly seq: number; readonly by: string } | undefined;
}

/** What came of a change. */
export type TopicsChanged =
  | { readonly kind: 'changed'; readonly view: TopicsView }
  /** It is so already. */
  | { readonly kind: 'nothing'; readonly view: TopicsView }
  /** Somebody has moved the same topics since. */
  | { readonly kind: 'meanwhile'; readonly view: TopicsView }
  | TopicsRefusal;

/** How a change is made of what is there. */
interface Wanted {
  readonly kind: store.TopicChange['kind'];
  readonly undoes?: number;
  readonly dots?: number;
  readonly moves?: readonly Move[];
}

export type Topics = ReturnType<typeof createTopics>;

/** What is voted on: each card by itself, or several as one, as those decide who look after the retro. */
export function createTopics({ database, clock, retros, cards }: VoteDeps, telling: VoteTelling) {
  const { db } = database;

  return {
    /** What is voted on; undefined as long as no card has been revealed. */
    view,

    /** The same for somebody who wants to change it. */
    async changing(
      actor: RetroActor,
      retroId: string,
    ): Promise<({ readonly kind: 'form' } & TopicsView) | TopicsRefusal> {
      const retro = await retros.find(db, retroId);
      const why = refusalFor(actor, retro);
      if (why !== undefined) return why;
      const seen = await view(db, retroId);
      return seen === undefined ? { kind: 'not-found' } : { kind: 'form', ...seen };
    },

    /** These are one topic from now on. */
    merge: (actor: RetroActor, retroId: string, ids: readonly string[]): Promise<TopicsChanged> =>
      change(actor, retroId, async (_tx, { all }) => ({ kind: 'merged', moves: merging(all, ids) })),

    /** So are all that react to the same thing. */
    mergeSuggested: (actor: RetroActor, retroId: string): Promise<TopicsChanged> =>
      change(actor, retroId, async (tx, { all }) => {
        const data = dataOf(all, await cards.revealed(tx, retroId));
        return { kind: 'suggested', moves: mergingAll(all, suggested(all, data)) };
      }),

    /** Each of these stands alone from now on. */
    takeOut: (actor: RetroActor, retroId: string, ids: readonly string[]): Promise<TopicsChanged> =>
      change(actor, retroId, async (_tx, { all }) => ({ kind: 'taken-out', moves: takingOut(all, ids) })),

    /** Takes the last change back, as long as it is the one that they mean. */
    undo: (actor: RetroActor, retroId: string, seq: number): Promise<TopicsChanged> =>
      change(actor, retroId, async (tx, { all }) => {
        const last = await store.lastChange(tx, retroId);
        if (last?.seq !== seq) return 'meanwhile';
        const moves = takingBack(all, await store.movesOf(tx, retroId, seq));
        return moves === undefined ? 'meanwhile' : { kind: 'undone', undoes: seq, moves };
      }),

    /** RETRO-2: dots that lie stay where they are, also if they are more than these. */
    setDots: (actor: RetroActor, retroId: string, dots: number): Promise<TopicsChanged> =>
      change(actor, retroId, async (_tx, { vote }) => {
        const fitting = Math.min(MOST_DOTS, Math.max(1, Math.round(dots)));
        return fitting === vote.dots ? { kind: 'dots' } : { kind: 'dots', dots: fitting };
      }),
  };

  async function view(read: Db | Tx, retroId: string): Promise<TopicsView | undefined> {
    const retro = await retros.find(read, retroId);
    const vote = await findVote(read, retroId);
    if (retro === undefined || vote === undefined) return undefined;
    const all = await store.topicsOf(read, retroId);
    const said = await cards.revealed(read, retroId);
    const topics = viewsOf(all, said);
    const sets = suggested(all, dataOf(all, said)).map((ids) => topics.filter(({ id }) => ids.includes(id)));
    const last = await store.lastChange(read, retroId);
    return { retro, topics, suggested: sets.filter((set) => set.length > 1), ...vote, last };
  }

  /** Changes what is voted on, while it is: the retro is held, so of two who change it at once each sees what the other has done. */
  async function change(
    actor: RetroActor,
    retroId: string,
    how: (tx: Tx, now: { readonly all: readonly Topic[]; readonly vote: Vote }) => Promise<Wanted | 'meanwhile'>,
  ): Promise<TopicsChanged> {
    return database.transaction(async (tx) => {
      await retros.hold(tx, retroId, ['voting']);
      const retro = await retros.find(tx, retroId);
      const why = refusalFor(actor, retro);
      if (why !== undefined) return why;
      const kind = await changed(tx, actor, retroId, how);
      const seen = await view(tx, retroId);
      return seen === undefined ? { kind: 'not-found' } : { kind, view: seen };
    });
  }

  async function changed(
    tx: Tx,
    actor: RetroActor,
    retroId: string,
    how: (tx: Tx, now: { readonly all: readonly Topic[]; readonly vote: Vote }) => Promise<Wanted | 'meanwhile'>,
  ): Promise<'changed' | 'nothing' | 'meanwhile'> {
    // Slack delivers a press again: what has happened since stays.
    if (actor.gesture !== undefined && (await store.hasTopicGesture(tx, actor.gesture))) return 'changed';
    const vote = await findVote(tx, retroId);
    if (vote === undefined) return 'nothing';
    const wanted = await how(tx, { all: await store.topicsOf(tx, retroId), vote });
    if (wanted === 'meanwhile') return 'meanwhile';
    const { kind, undoes, dots, moves = [] } = wanted;
    if (moves.length === 0 && dots === undefined) return 'nothing';
    const changes = vote.changes + 1;
    await changeVote(tx, retroId, { dots: dots ?? vote.dots, changes });
    const { id: by, gesture } = actor;
    await store.insertTopicChange(tx, retroId, changes, { kind, undoes, by, at: clock.now(), gesture }, moves);
    await telling.topics(tx, retroId);
    await telling.voters(tx, retroId);
    return 'changed';
  }
}

/** Managers of either team look after every retro, and whoever facilitates it after theirs. */
function refusalFor(actor: RetroActor, retro: Retro | undefined): TopicsRefusal | undefined {
  if (retro === undefined || retro.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
  if (retro.facilitatorId !== actor.id && !managesAny(actor)) return { kind: 'not-theirs', retro };
  return retro.phase === 'voting' ? undefined : { kind: 'not-voting', retro };
}
