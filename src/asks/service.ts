import type { Instant } from '../core/instants.ts';
import type { PersonChange } from '../core/person-days.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { type Ask, type AskChange, isWaiting, otherTeam, personAsked, type Team } from './ask.ts';
import { whenDaysOld } from './ask-age.ts';
import { type CountsByTeam, countAsks } from './ask-counts.ts';
import type { AskView } from './ask-view.ts';
import {
  type AskActor,
  type AskDraft,
  type Colleague,
  createDrafts,
  type DetailsRefusal,
  type DraftDeps,
  type DraftRefusal,
} from './draft-service.ts';
import * as journal from './journal-store.ts';
import { type AskViewer, teamsOf } from './rights.ts';
import * as store from './store.ts';
import { createTelling, type TellingDeps } from './telling-service.ts';
import * as transitions from './transitions.ts';
import { createViewing, type ViewingDeps } from './viewing-service.ts';

/** What asks must know about people. */
export type AskPeople = ViewingDeps['people'] &
  TellingDeps['people'] &
  DraftDeps['people'] & {
    /** What this person may do at this moment. */
    rightsOf(read: Db | Tx, personId: string): Promise<Pick<AskViewer, 'teams' | 'manages'>>;
    /** False for somebody whose account is deactivated. */
    isHere(read: Db | Tx, personId: string): Promise<boolean>;
  };

/** Called with each change of an ask, in its transaction. Listeners only write and enqueue. */
export type AskListener = (tx: Tx, ask: Ask, what: AskChange['kind']) => Promise<void>;

export type { AskActor, AskDraft, Colleague, DraftRefusal } from './draft-service.ts';

export interface AsksDeps extends Omit<TellingDeps, 'people'>, Omit<ViewingDeps, 'people'> {
  readonly database: Database;
  readonly ids: Ids;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly people: AskPeople;
  /** Working days after which the managers of both teams hear of an ask that waits; three if nobody says. */
  readonly escalateAfterDays?: (read: Db | Tx, ask: Ask) => Promise<number | undefined>;
}

type NotFound = { readonly kind: 'not-found' };
type Refused<R> = { readonly kind: 'refused'; readonly view: AskView; readonly why: R };
export type Outcome<R> = { readonly kind: 'done'; readonly view: AskView } | NotFound | Refused<R>;

export type Asks = ReturnType<typeof createAsksService>;

/** The kind of the job that looks whether an ask has waited too long. */
export const LOOK = 'ask.look';

const USUAL_DAYS = 3;

export function createAsksService(deps: AsksDeps) {
  const { database, clock, ids, jobs, people } = deps;
  const { db } = database;
  const telling = createTelling(deps);
  const viewing = createViewing(deps);
  const { routeOf, detailsOf } = createDrafts(deps);
  const listeners: AskListener[] = [];

  return {
    subscribe(listener: AskListener): void {
      listeners.push(listener);
    },

    /** Asks the other team, or one person of it. One `madeBy` makes one ask. */
    create: (
      actor: AskActor,
      draft: AskDraft,
    ): Promise<{ kind: 'asked'; view: AskView } | { kind: 'refused'; why: DraftRefusal }> =>
      database.transaction(async (tx) => {
        const made = await insert(tx, actor, draft);
        return made.kind === 'refused' ? made : { kind: 'asked', view: await viewOf(tx, made.ask) };
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

    /** An ask of this workspace by its id; ids come back from Slack and may be anybody's. */
    async byId(workspaceId: string, askId: string): Promise<AskView | undefined> {
      const ask = await store.findAsk(db, askId);
      return ask?.workspaceId === workspaceId ? viewOf(db, ask) : undefined;
    },

    /** The ask that somebody means by `3` or `#3`. */
    async find(workspaceId: string, reference: string): Promise<AskView | undefined> {
      const number = /^#?(\d{1,9})$/.exec(reference)?.[1];
      const ask = number === undefined ? undefined : await store.findByNumber(db, workspaceId, Number(number));
      return ask && viewOf(db, ask);
    },

    history: (askId: string) => journal.listEvents(db, askId),

    /** Whom this person can ask: the other team of each of theirs, and the people in it. */
    async addressees(actor: AskActor): Promise<{ teams: readonly Team[]; people: readonly Colleague[] }> {
      const teams = teamsOf(actor).map(otherTeam);
      const everyone = await people.roster(db, actor.workspaceId);
      const others = everyone.filter(
        ({ id, teams: theirs }) => id !== actor.id && theirs.some((t) => teams.includes(t)),
      );
      return { teams, people: others };
    },

    openFor,
    askedBy,
    counts,

    /** Everything that waits for an answer, oldest first. */
    waitingIn: async (read: Db | Tx, workspaceId: string): Promise<AskView[]> =>
      viewing.viewsOf(read, await store.listWaiting(read, workspaceId), clock.now()),

    /** Ids of those on whose list an ask may stand, or may have stood until it changed. */
    async concernedBy(read: Db | Tx, askId: string): Promise<readonly string[]> {
      const ask = await store.findAsk(read, askId);
      if (ask === undefined) return [];
      const team = (await people.roster(read, ask.workspaceId)).filter(({ teams }) => teams.includes(ask.to.team));
      const named = [ask.owner, personAsked(ask)].filter((id) => id !== undefined);
      return [...new Set([...team.map(({ id }) => id), ...named])];
    },

    /** What needs somebody else once this person is gone or can't be reached: theirs, or theirs until they left. */
    leftBy: async (read: Db | Tx, workspaceId: string, personId: string): Promise<AskView[]> =>
      viewing.viewsOf(read, await store.listLeftBy(read, workspaceId, personId), clock.now()),

    /** What was asked from these places, such as the slots of a standup, in the order in which it was asked. */
    askedFrom: async (read: Db | Tx, origins: readonly string[]): Promise<AskView[]> =>
      viewing.viewsOf(read, await store.listFrom(read, origins), clock.now()),

    /** What waits for somebody, what they have asked, and how the two teams stand now. */
    async overview({ id, workspaceId }: AskActor) {
      const now = clock.now();
      return {
        forMe: await openFor(db, id),
        byMe: await askedBy(db, id),
        counts: await counts(db, workspaceId, now, now + 1),
      };
    },

    /** Somebody's rights now, for what is shown to them unasked. */
    viewer: async (personId: string): Promise<AskViewer> => ({
      id: personId,
      ...(await people.rightsOf(db, personId)),
    }),

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

    /** Tells the managers of both teams when an ask has waited too long; answers when to look again, if there is reason to. */
    look: (askId: string, settle: (tx: Tx) => Promise<void>): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const ask = await store.findAsk(tx, askId);
        const escalated = ask && transitions.escalate(ask, clock.now());
        if (ask === undefined || escalated === undefined) return undefined;
        const at = await escalatesAt(tx, ask);
        if (at === undefined || at > clock.now()) return at;
        // Somebody has just done something to it: look again.
        if (!(await write(tx, escalated.ask, escalated.change, undefined))) return clock.now();
        await telling.tellManagers(tx, escalated.ask);
        await settle(tx);
        return undefined;
      }),
  };

  /** What waits for this person: theirs, asked of them by name, or free and asked of a team of theirs. Oldest first. */
  async function openFor(read: Db | Tx, personId: string): Promise<AskView[]> {
    const teams = teamsOf(await people.rightsOf(read, personId));
    return viewing.viewsOf(read, await store.listWaitingFor(read, personId, teams), clock.now());
  }

  /** What this person has asked and not closed, oldest first. */
  async function askedBy(read: Db | Tx, personId: string): Promise<AskView[]> {
    return viewing.viewsOf(read, await store.listAskedBy(read, personId), clock.now());
  }

  /** What each team asked of the other from `from` (inclusive) to `until` (exclusive), with ages at the end of that. */
  async function counts(read: Db | Tx, workspaceId: string, from: Instant, until: Instant): Promise<CountsByTeam> {
    const asks = await store.listBetween(read, workspaceId, from, until);
    const end = Math.min(until, clock.now());
    return countAsks(await viewing.viewsOf(read, asks, end), from, until);
  }

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

  /**
   * Reads an ask, lets `decide` say what should become of it, and writes that if the ask is still as it was read.
   * Somebody else's change in between means reading and deciding again, so one of two wins and the other sees why.
   */
  async function change<R>(
    actor: AskActor,
    askId: string,
    decide: (tx: Tx, ask: Ask, now: Instant) => Promise<transitions.Decision<R>>,
  ): Promise<Outcome<R>> {
    for (;;) {
      const outcome = await database.transaction(async (tx): Promise<Outcome<R> | undefined> => {
        const ask = await store.findAsk(tx, askId);
        if (ask?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
        // Slack has delivered it again: it has been done, and what has happened since stays.
        const isRepeat = actor.gesture !== undefined && (await journal.hasGesture(tx, actor.gesture));
        if (isRepeat) return { kind: 'done', view: await viewOf(tx, ask) };
        const decision = await decide(tx, ask, clock.now());
        if (decision.kind === 'refuse') return { kind: 'refused', view: await viewOf(tx, ask), why: decision.why };
        if (!(await write(tx, decision.ask, decision.change, actor.id, actor.gesture))) return undefined;
        return { kind: 'done', view: await viewOf(tx, decision.ask) };
      });
      if (outcome !== undefined) return outcome;
    }
  }

  /** False if the ask has changed since it was read. */
  async function write(tx: Tx, ask: Ask, entry: AskChange, by: string | undefined, gesture?: string): Promise<boolean> {
    if (!(await store.moveAsk(tx, ask))) return false;
    await record(tx, ask, entry, by, gesture);
    if (entry.kind === 'answered' || entry.kind === 'declined') await telling.tellAsker(tx, ask);
    return true;
  }

  async function record(tx: Tx, ask: Ask, entry: AskChange, by: string | undefined, gesture?: string): Promise<void> {
    const event = { askId: ask.id, seq: ask.lastEvent, at: clock.now(), by, change: entry };
    await journal.insertEvent(tx, event, gesture);
    await enqueueLook(tx, ask);
    for (const listen of listeners) await listen(tx, ask, entry.kind);
  }

  /** Its clock is its owner's, so whenever that may be another one, the time to look is reckoned anew. */
  async function enqueueLook(tx: Tx, ask: Ask): Promise<void> {
    if (!isWaiting(ask) || ask.escalatedAt !== undefined) return;
    const runAt = await escalatesAt(tx, ask);
    if (runAt === undefined) return;
    await jobs.enqueue(tx, { kind: LOOK, key: `ask:${ask.id}`, payload: { askId: ask.id }, runAt, mode: 'latest' });
  }

  async function escalatesAt(read: Db | Tx, ask: Ask): Promise<Instant | undefined> {
    const days = (await deps.escalateAfterDays?.(read, ask)) ?? USUAL_DAYS;
    return whenDaysOld(await viewing.calendarOf(read, ask), ask.createdAt, days);
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

  async function viewOf(read: Db | Tx, ask: Ask): Promise<AskView> {
    const [view] = await viewing.viewsOf(read, [ask], clock.now());
    if (view === undefined) throw new Error(`No view of ask ${ask.id}`);
    return view;
  }
}
