import { addDays, dateAt } from '../core/local-time.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { answeredBy, answersTo } from './answers-store.ts';
import { type HeadsUp, TEAMS_OF } from './heads-up.ts';
import type { HeadsUpView } from './heads-up-view.ts';
import type { HeadsUpsDeps } from './ports-service.ts';
import * as store from './store.ts';

/** More are not listed. */
const MOST_LISTED = 10;
/** So many stand on somebody's Home, until so many days after they start. */
const MOST_WAITING = 3;
const WAITS_FOR_DAYS = 14;

/** Who reads, with the teams in whose work they take part. */
interface Reader {
  readonly id: string;
  readonly workspaceId: string;
  readonly teams: readonly string[];
}

export type HeadsUpViewing = ReturnType<typeof createViewing>;

/** Heads-ups as people see them. */
export function createViewing({ database, clock, people }: Pick<HeadsUpsDeps, 'database' | 'clock' | 'people'>) {
  const { db } = database;

  return {
    viewOf,
    askedBy,
    waitingFor,
    todayIn,

    /** One of this workspace by its id; ids come back from Slack and may be anybody's. */
    async byId(workspaceId: string, id: string): Promise<HeadsUpView | undefined> {
      const found = await store.findHeadsUp(db, id);
      return found?.workspaceId === workspaceId ? viewOf(db, found) : undefined;
    },

    /** The one that somebody means by `3` or `#3`. */
    async find(workspaceId: string, reference: string): Promise<HeadsUpView | undefined> {
      const number = /^#?(\d{1,9})$/.exec(reference)?.[1];
      const found = number === undefined ? undefined : await store.findByNumber(db, workspaceId, Number(number));
      return found && viewOf(db, found);
    },

    /** As its message shows it, whichever workspace it is of. */
    async shown(id: string): Promise<HeadsUpView | undefined> {
      const found = await store.findHeadsUp(db, id);
      return found && viewOf(db, found);
    },

    /** Those that stand, newest first. */
    async list(workspaceId: string): Promise<readonly HeadsUpView[]> {
      const views: HeadsUpView[] = [];
      for (const one of await store.listStanding(db, workspaceId, MOST_LISTED)) views.push(await viewOf(db, one));
      return views;
    },
  };

  /** What somebody is asked and has not answered, newest first. */
  async function waitingFor({ id, workspaceId, teams }: Reader): Promise<readonly HeadsUpView[]> {
    const asked = (await store.listStanding(db, workspaceId, MOST_LISTED)).filter(
      ({ by, terms }) => by !== id && TEAMS_OF[terms.kind].asks.some((team) => teams.includes(team)),
    );
    if (asked.length === 0) return [];
    const said = await answeredBy(
      db,
      id,
      asked.map((one) => one.id),
    );
    const since = addDays(await todayIn(db, workspaceId), -WAITS_FOR_DAYS);
    const waiting = asked.filter((one) => !said.has(one.id) && one.terms.startsOn >= since);
    const views: HeadsUpView[] = [];
    for (const one of waiting.slice(0, MOST_WAITING)) views.push(await viewOf(db, one));
    return views;
  }

  async function viewOf(read: Db | Tx, headsUp: HeadsUp): Promise<HeadsUpView> {
    const answers = await answersTo(read, headsUp.id);
    const said = new Set(answers.map(({ personId }) => personId));
    const waiting = (await askedBy(read, headsUp)).filter((id) => !said.has(id)).length;
    const { by, changed, withdrawn } = headsUp;
    const known = [by, changed?.by, withdrawn?.by].filter((id) => id !== undefined);
    const names = await people.namesOf(read, [...new Set(known)]);
    return { headsUp, answers, waiting, names, today: await todayIn(read, headsUp.workspaceId) };
  }

  /** Ids of those whom it asks: who takes part in the work of its teams, but for who announced it. */
  async function askedBy(read: Db | Tx, { workspaceId, by, terms }: HeadsUp): Promise<readonly string[]> {
    const members: string[] = [];
    for (const team of TEAMS_OF[terms.kind].asks) members.push(...(await people.members(read, workspaceId, team)));
    return people.present(
      read,
      [...new Set(members)].filter((id) => id !== by),
    );
  }

  async function todayIn(read: Db | Tx, workspaceId: string): Promise<string> {
    return dateAt(clock.now(), (await people.calendarOf(read, workspaceId, { team: 'sales' })).zone);
  }
}
