import { DAY } from '../../core/instants.ts';
import { dateAt } from '../../core/local-time.ts';
import type { Weekday } from '../../core/opening-hours.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Changes } from '../changes-service.ts';
import type { Directory } from '../directory-service.ts';
import {
  concerned,
  type DayOff,
  endsSoon,
  type Holders,
  type HolidayList,
  sameDays,
  sameHolders,
} from '../hours/days-off.ts';
import { type Scope, type WorkingDayRules, workingDaysOf } from '../hours/working-days.ts';
import { forgetWorkingDays, listWorkingDays, saveWorkingDays } from '../hours/working-days-store.ts';
import type { Actor, Team } from '../person.ts';
import { listTeam } from '../teams/teams-store.ts';
import * as store from './holidays-store.ts';

export interface HolidaysDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly directory: Directory;
  readonly changes: Changes;
  readonly workspaceId: string;
  /** Tells admins something unasked; without it they see it when they look. */
  readonly tellAdmins?: TellAdmins | undefined;
}

export type TellAdmins = (tx: Tx, news: { key: string; kind: string; subject: string }) => Promise<void>;

/** The kind of the notice that a list ends soon. */
export const LIST_ENDS = 'people.list-ends';

/** What admins and managers see of the days on which people work. */
export interface Overview {
  readonly today: string;
  readonly rules: WorkingDayRules;
  /** With their days from today on. */
  readonly lists: readonly HolidayList[];
}

/** A list that is shown before it is taken. */
export interface Draft {
  readonly list: HolidayList;
  /** The list in force that it would renew or add to. */
  readonly present: HolidayList | undefined;
}

/** TIME-7: working days and days off. Who may change them is asked by the listeners. */
export function createHolidays(deps: HolidaysDeps) {
  const { database, clock, ids, directory, changes } = deps;
  const { db } = database;

  return {
    async holidayOverview(actor: Actor): Promise<Overview> {
      const today = dateAt(clock.now(), actor.zone);
      return {
        today,
        rules: await listWorkingDays(db, actor.workspaceId),
        lists: await store.listHolidayLists(db, actor.workspaceId, today),
      };
    },

    holidayList: (actor: Actor, id: string): Promise<HolidayList | undefined> =>
      store.findHolidayList(db, actor.workspaceId, id),

    /** Adds a day off for everyone, or gives it another name. */
    async addDayOff(actor: Actor, day: DayOff): Promise<'added' | 'renamed' | 'already-there'> {
      return database.transaction(async (tx) => {
        const list = await companyList(tx, actor);
        const before = list.days.find(({ on }) => on === day.on);
        if (before?.name === day.name) return 'already-there';
        await store.saveDaysOff(tx, list.id, [day]);
        await changes.tell(tx, 'holidays', 'everyone');
        return before === undefined ? 'added' : 'renamed';
      });
    },

    /** Takes one day out of a list; the day, or undefined if it was not there. */
    async removeDayOff(actor: Actor, listId: string, on: string): Promise<DayOff | undefined> {
      return database.transaction(async (tx) => {
        const list = await store.findHolidayList(tx, actor.workspaceId, listId);
        if (list === undefined || (await store.deleteDaysOff(tx, listId, { fromOn: on, untilOn: on })) === 0) return;
        await changes.tell(tx, 'holidays', concerned(list.holders, list.holders));
        return list.days.find((day) => day.on === on);
      });
    },

    /** Forgets a whole list; undefined if it was not there. */
    async removeHolidayList(actor: Actor, listId: string): Promise<HolidayList | undefined> {
      return database.transaction(async (tx) => {
        const list = await store.findHolidayList(tx, actor.workspaceId, listId);
        if (list === undefined) return undefined;
        await store.deleteHolidayList(tx, listId);
        if (list.days.length > 0) await changes.tell(tx, 'holidays', concerned(list.holders, list.holders));
        return list;
      });
    },

    /** Keeps a list to be looked at; nobody has these days off until it is taken. */
    async draftHolidays(actor: Actor, list: Pick<HolidayList, 'kind' | 'name' | 'region' | 'days'>): Promise<Draft> {
      const { workspaceId, id: madeBy, gesture } = actor;
      return database.transaction(async (tx) => {
        const present = await store.findSuchList(tx, workspaceId, list);
        const known = gesture === undefined ? undefined : await store.findListOf(tx, gesture);
        if (known !== undefined) return { list: known, present };
        const id = ids.next();
        const row = { ...list, id, workspaceId, madeBy, madeAt: clock.now(), gesture };
        await store.insertHolidayList(tx, { ...row, isForEveryone: false, takenAt: undefined });
        await store.saveDaysOff(tx, id, list.days);
        return { list: { ...list, id, holders: { kind: 'people' as const, ids: [] } }, present };
      });
    },

    /** Puts a list in force that was shown, for these people; undefined if that has been done, or it is older than a day. */
    async takeHolidays(actor: Actor, draftId: string, holders: Holders): Promise<HolidayList | undefined> {
      return database.transaction(async (tx) => {
        const draft = await store.findHolidayList(tx, actor.workspaceId, draftId, { isDraft: true });
        if (draft === undefined) return undefined;
        const present = await store.findSuchList(tx, actor.workspaceId, draft);
        if (present === undefined) {
          if (!(await store.takeHolidayList(tx, draftId, clock.now()))) return undefined;
          await store.setHolders(tx, draftId, holders);
          await changes.tell(tx, 'holidays', concerned(holders, holders));
          return { ...draft, holders };
        }
        await store.deleteHolidayList(tx, draftId);
        return renew(tx, actor, present, draft.days, holders);
      });
    },

    /** Says whose days off a list holds; undefined if it is gone. */
    async assignHolidays(actor: Actor, listId: string, holders: Holders): Promise<HolidayList | undefined> {
      return database.transaction(async (tx) => {
        const list = await store.findHolidayList(tx, actor.workspaceId, listId);
        if (list === undefined) return undefined;
        if (sameHolders(list.holders, holders)) return list;
        await store.setHolders(tx, listId, holders);
        await changes.tell(tx, 'holidays', concerned(list.holders, holders));
        return { ...list, holders };
      });
    },

    /** Sets on which days a team works, or the company; none means those of the company, or Monday to Friday. */
    async setWorkingDays(actor: Actor, wanted: Readonly<Record<Scope, readonly Weekday[]>>): Promise<void> {
      const { workspaceId } = actor;
      await database.transaction(async (tx) => {
        const before = await listWorkingDays(tx, workspaceId);
        for (const scope of SCOPES) {
          const days = wanted[scope];
          if (days.length === 0) await forgetWorkingDays(tx, workspaceId, scope);
          else await saveWorkingDays(tx, workspaceId, scope, days);
        }
        const after = await listWorkingDays(tx, workspaceId);
        if (isOther([], before, after)) return changes.tell(tx, 'working-days', 'everyone');
        for (const team of ['sales', 'marketing'] as const) {
          if (!isOther([team], before, after)) continue;
          const ids = (await listTeam(tx, workspaceId, team)).map(({ id }) => id);
          await changes.tell(tx, 'working-days', ids);
        }
      });
    },

    /** Active people of the teams who live in one of these zones: a list of their country is probably theirs. */
    async teamPeopleIn(actor: Actor, zones: readonly string[]): Promise<readonly string[]> {
      const teams = [
        await listTeam(db, actor.workspaceId, 'sales'),
        await listTeam(db, actor.workspaceId, 'marketing'),
      ];
      const people = await directory.many(
        db,
        teams.flat().map(({ id }) => id),
      );
      return people
        .filter(({ isDeactivated, isZoneKnown, zone }) => !isDeactivated && isZoneKnown && zones.includes(zone))
        .map(({ id }) => id);
    },

    /** A list that ends soon, with all its days; undefined if it has been renewed. */
    async endingList(listId: string): Promise<HolidayList | undefined> {
      const list = await store.findHolidayList(db, deps.workspaceId, listId);
      return list !== undefined && endsSoon(list, dateAt(clock.now(), 'UTC')) ? list : undefined;
    },

    /** Tells admins of lists that end soon, once for each end. */
    async tellEndingLists(): Promise<void> {
      const today = dateAt(clock.now(), 'UTC');
      await database.transaction(async (tx) => {
        for (const { id, kind, days } of await store.listHolidayLists(tx, deps.workspaceId, '')) {
          if (!endsSoon({ kind, days }, today)) continue;
          await deps.tellAdmins?.(tx, { key: `${LIST_ENDS}:${id}:${days.at(-1)?.on}`, kind: LIST_ENDS, subject: id });
        }
      });
    },

    /** Forgets lists that were shown and not taken within a day. */
    async forgetDrafts(): Promise<void> {
      await database.transaction(async (tx) => {
        for (const id of await store.listDrafts(tx, clock.now() - DAY)) await store.deleteHolidayList(tx, id);
      });
    },
  };

  /** A region's rules may have changed, so its new days take the place of the old ones; imported days are added. */
  async function renew(
    tx: Tx,
    actor: Actor,
    list: HolidayList,
    days: readonly DayOff[],
    holders: Holders,
  ): Promise<HolidayList> {
    // What was shown begins today, so what is over stays.
    const today = dateAt(clock.now(), actor.zone);
    if (list.kind === 'region') await store.deleteDaysOff(tx, list.id, { fromOn: today });
    await store.saveDaysOff(tx, list.id, days);
    if (!sameHolders(list.holders, holders)) await store.setHolders(tx, list.id, holders);
    const after = await store.findHolidayList(tx, actor.workspaceId, list.id);
    if (after === undefined) throw new Error(`The list ${list.id} went away in its own transaction`);
    const isNew = !sameDays(list.days, after.days) || !sameHolders(list.holders, after.holders);
    if (isNew) await changes.tell(tx, 'holidays', concerned(list.holders, holders));
    return after;
  }

  async function companyList(tx: Tx, actor: Actor): Promise<HolidayList> {
    const such = { kind: 'company', name: 'The company', region: undefined } as const;
    const known = await store.findSuchList(tx, actor.workspaceId, such);
    if (known !== undefined) return known;
    const now = clock.now();
    const row = { ...such, id: ids.next(), workspaceId: actor.workspaceId, madeBy: actor.id, madeAt: now };
    await store.insertHolidayList(tx, { ...row, isForEveryone: true, takenAt: now });
    const made = await store.findSuchList(tx, actor.workspaceId, such);
    if (made === undefined) throw new Error('The list of the company is not there');
    return made;
  }
}

const SCOPES = ['company', 'sales', 'marketing'] as const;

const isOther = (teams: readonly Team[], before: WorkingDayRules, after: WorkingDayRules): boolean =>
  String(workingDaysOf(undefined, teams, before)) !== String(workingDaysOf(undefined, teams, after));
