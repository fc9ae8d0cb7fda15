import type { Duration, Instant } from '../core/instants.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import { otherTeam, personAsked, type Team } from './ask.ts';
import { type CountsByTeam, countAsks } from './ask-counts.ts';
import type { AskView } from './ask-view.ts';
import type { AskActor, Colleague, DraftDeps } from './draft-service.ts';
import { type AskViewer, teamsOf } from './rights.ts';
import * as store from './store.ts';
import { createViewing, type ViewingDeps } from './viewing-service.ts';

export interface ListingDeps extends Omit<ViewingDeps, 'people'> {
  readonly database: Database;
  readonly clock: Clock;
  readonly people: ViewingDeps['people'] &
    DraftDeps['people'] & {
      /** What this person may do at this moment. */
      rightsOf(read: Db | Tx, personId: string): Promise<Pick<AskViewer, 'teams' | 'manages'>>;
    };
}

/** Which asks there are: for somebody, from somebody, and how the two teams stand. */
export function createListing(deps: ListingDeps) {
  const { clock, people } = deps;
  const { db } = deps.database;
  const viewing = createViewing(deps);

  return {
    /** An ask of this workspace by its id; ids come back from Slack and may be anybody's. */
    async byId(workspaceId: string, askId: string): Promise<AskView | undefined> {
      const ask = await store.findAsk(db, askId);
      return ask?.workspaceId === workspaceId ? viewing.viewOf(db, ask, clock.now()) : undefined;
    },

    /** The ask that somebody means by `3` or `#3`. */
    async find(workspaceId: string, reference: string): Promise<AskView | undefined> {
      const number = /^#?(\d{1,9})$/.exec(reference)?.[1];
      const ask = number === undefined ? undefined : await store.findByNumber(db, workspaceId, Number(number));
      return ask && viewing.viewOf(db, ask, clock.now());
    },

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

    /** What these are called: "12". */
    numbersOf: async (read: Db | Tx, askIds: readonly string[]): Promise<{ id: string; name: string }[]> =>
      (await store.findAsks(read, askIds)).map(({ id, number }) => ({ id, name: String(number) })),

    /** What somebody has asked and nobody has answered, oldest first, as they asked it. */
    unanswered: async (
      read: Db | Tx,
      personId: string,
    ): Promise<{ id: string; number: number; text: string; askedAt: Instant }[]> =>
      (await store.listAskedBy(read, personId))
        .filter(({ state }) => state === 'open' || state === 'taken')
        .map(({ id, number, text, createdAt }) => ({ id, number, text, askedAt: createdAt })),

    /** What either team asked of the other from `from` (inclusive) to `until` (exclusive), with how long each waited for its answer. */
    askedIn: async (
      read: Db | Tx,
      workspaceId: string,
      from: Instant,
      until: Instant,
    ): Promise<readonly { askedAt: Instant; worked: Duration | undefined }[]> => {
      const asked = (await store.listBetween(read, workspaceId, from, until)).filter(
        ({ createdAt }) => from <= createdAt && createdAt < until,
      );
      const views = await viewing.viewsOf(read, asked, clock.now());
      return views.map(({ ask, age }) => ({
        askedAt: ask.createdAt,
        worked: ask.settledAt === undefined ? undefined : age.working,
      }));
    },

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
}
