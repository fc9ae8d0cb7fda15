import type { PersonChange } from '../core/person-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import { type Ask, otherTeam, personAsked } from './ask.ts';
import type { AskView } from './ask-view.ts';
import { type ChangingDeps, createChanging } from './changing-service.ts';
import { type AskActor, type AskDraft, createDrafts, type DetailsRefusal, type DraftRefusal } from './draft-service.ts';
import * as journal from './journal-store.ts';
import { createListing, type ListingDeps } from './listing-service.ts';
import * as store from './store.ts';
import { createTelling } from './telling-service.ts';
import * as transitions from './transitions.ts';
import { createViewing } from './viewing-service.ts';

export { LOOK, type Outcome } from './changing-service.ts';
export type { AskActor, AskDraft, DraftRefusal } from './draft-service.ts';

/** What asks must know about people. */
export type AskPeople = ChangingDeps['people'] &
  ListingDeps['people'] & {
    /** False for somebody whose account is deactivated. */
    isHere(read: Db | Tx, personId: string): Promise<boolean>;
  };

export interface AsksDeps extends Omit<ChangingDeps, 'people'> {
  readonly ids: Ids;
  readonly people: AskPeople;
}

export type Asks = ReturnType<typeof createAsksService>;

/** What one team asks of the other, from the asking to the answer. */
export function createAsksService(deps: AsksDeps) {
  const { database, clock, ids, people } = deps;
  const telling = createTelling(deps);
  const { change, write, record, enqueueLook, ...changing } = createChanging(deps);
  const viewing = createViewing(deps);
  const { routeOf, detailsOf } = createDrafts(deps);

  return {
    ...createListing(deps),
    ...changing,

    /** Asks the other team, or one person of it. One `madeBy` makes one ask. */
    create: (
      actor: AskActor,
      draft: AskDraft,
    ): Promise<{ kind: 'asked'; view: AskView } | { kind: 'refused'; why: DraftRefusal }> =>
      database.transaction(async (tx) => {
        const made = await insert(tx, actor, draft);
        return made.kind === 'refused'
          ? made
          : { kind: 'asked', view: await viewing.viewOf(tx, made.ask, clock.now()) };
      }),

    take: (actor: AskActor, askId: string) =>
      change<transitions.TakeRefusal>(actor, askId, async (_tx, ask, now) => transitions.take(ask, actor, now)),

    answer: (actor: AskActor, askId: string, words: string) =>
      change<transitions.AnswerRefusal>(actor, askId, async (_tx, ask, now) =>
        transitions.answer(ask, actor, words, now),
      ),

    decline: (actor: AskActor, askId: string, reason: string) =>
      change<transitions.DeclineRefusal>(actor, askId, async (_tx, ask, now) =>
        transitions.decline(ask, actor, reason, now),
      ),

    close: (actor: AskActor, askId: string) =>
      change<transitions.CloseRefusal>(actor, askId, async (_tx, ask, now) => transitions.close(ask, actor, now)),

    reopen: (actor: AskActor, askId: string) =>
      change<transitions.ReopenRefusal>(actor, askId, async (tx, ask) =>
        transitions.reopen(await withoutTheGone(tx, ask), actor),
      ),

    edit: (actor: AskActor, askId: string, words: Omit<AskDraft, 'to' | 'origin' | 'madeBy'>) =>
      change<transitions.EditRefusal | DetailsRefusal>(actor, askId, async (tx, ask) => {
        const details = await detailsOf(tx, actor, words, ask.neededBy);
        // Who may not edit hears that, whatever they typed.
        if ('refused' in details && ask.fromPerson === actor.id) return { kind: 'refuse', why: details.refused };
        return transitions.edit(ask, actor, 'refused' in details ? ask : details);
      }),

    history: (askId: string) => journal.listEvents(database.db, askId),

    /** People have changed; in the transaction of the change. */
    async onPersonChange(tx: Tx, { personIds, what }: PersonChange): Promise<void> {
      if (what !== 'deactivated' || personIds === 'everyone') return;
      for (const personId of personIds) await personGone(tx, personId);
    },

    personGone,

    /** After how many days managers hear of an ask has changed: those that wait are looked at anew. */
    async lookAgain(tx: Tx, workspaceId: string): Promise<void> {
      for (const ask of await store.listWaiting(tx, workspaceId)) await enqueueLook(tx, ask);
    },
  };

  async function insert(
    tx: Tx,
    actor: AskActor,
    draft: AskDraft,
  ): Promise<{ kind: 'asked'; ask: Ask } | { kind: 'refused'; why: DraftRefusal }> {
    const known = await store.findMadeBy(tx, actor.workspaceId, draft.madeBy);
    if (known !== undefined) return { kind: 'asked', ask: known };
    const route = await routeOf(tx, actor, draft.to);
    if ('refused' in route) return { kind: 'refused', why: route.refused };
    const details = await detailsOf(tx, actor, draft, undefined);
    if ('refused' in details) return { kind: 'refused', why: details.refused };
    const ask: Ask = {
      id: ids.next(),
      workspaceId: actor.workspaceId,
      number: await store.nextNumber(tx, actor.workspaceId),
      fromPerson: actor.id,
      fromTeam: otherTeam(route.to.team),
      to: route.to,
      owner: undefined,
      ownedAt: undefined,
      ...details,
      state: 'open',
      answer: undefined,
      reason: undefined,
      createdAt: clock.now(),
      settledAt: undefined,
      settledBy: undefined,
      closedAt: undefined,
      escalatedAt: undefined,
      lastEvent: 1,
      origin: draft.origin,
    };
    // The same modal was sent twice at once, and the other one was faster.
    if (!(await store.insertAsk(tx, ask, draft.madeBy))) return insert(tx, actor, draft);
    await record(tx, ask, { kind: 'asked' }, actor.id);
    await telling.tellAsked(tx, ask);
    return { kind: 'asked', ask };
  }

  /** PPL-1: what somebody had who is deactivated is free again, and the managers of the team are told once. */
  async function personGone(tx: Tx, personId: string): Promise<void> {
    for (;;) {
      const [ask] = await store.listHeldBy(tx, personId);
      const freed = ask && transitions.free(ask, personId);
      if (freed === undefined) return;
      if (await write(tx, freed.ask, freed.change, undefined)) await telling.tellFreed(tx, freed.ask);
    }
  }

  /** Who has left meanwhile can't have it again. */
  async function withoutTheGone(tx: Tx, ask: Ask): Promise<Ask> {
    const asked = personAsked(ask);
    const isOwnerGone = ask.owner !== undefined && !(await people.isHere(tx, ask.owner));
    const isAskedGone = asked !== undefined && !(await people.isHere(tx, asked));
    return {
      ...ask,
      ...(isOwnerGone && { owner: undefined, ownedAt: undefined }),
      ...(isAskedGone && { to: { team: ask.to.team } }),
    };
  }
}
