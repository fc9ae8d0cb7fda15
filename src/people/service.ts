import type { WeeklyHours } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { codeHash } from '../platform/secrets.ts';
import { createAbsences } from './absences-service.ts';
import { createAdmitting, type SlackDirectory } from './admitting-service.ts';
import { createChanges } from './changes-service.ts';
import { createDays } from './days-service.ts';
import { createDirectory, type KnownPerson, type Office } from './directory-service.ts';
import { createHolidays, type TellAdmins } from './holidays-service.ts';
import { type Actor, objection, type Person, type Team } from './person.ts';
import { createPresence } from './presence-service.ts';
import { createRoster } from './roster-service.ts';
import { createShifts } from './shifts-service.ts';
import * as store from './store.ts';
import * as teams from './teams-store.ts';
import * as workspaces from './workspaces-store.ts';

export interface PeopleDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly directory: SlackDirectory;
  readonly jobs: Jobs;
  /** The workspace of this installation. */
  readonly workspaceId: string;
  /** TIME-4: its zone is for people of whom Slack knows none; without it, or before there is one, an admin's. */
  readonly office?: Office;
  /** Whether somebody may be written to unasked once more today, by a message of this name; else from when on. */
  readonly peaceFrom?: (
    tx: Tx,
    message: { readonly key: string; readonly personId: string },
  ) => Promise<Instant | undefined>;
  /** Tells admins something unasked. */
  readonly tellAdmins?: TellAdmins;
}

export interface TeamChange {
  readonly team: Team;
  readonly members: readonly string[];
  readonly managers: readonly string[];
}

export type People = ReturnType<typeof createPeopleService>;

/** The kind of the job that tells somebody that they have been added. */
export const WELCOME = 'people.welcome';

/** The kind of the job that reads everyone from Slack. */
export const REFRESH = 'people.refresh';

const MOST_ADMINS_TOLD = 3;

export function createPeopleService(deps: PeopleDeps) {
  const { database, clock, ids, jobs, workspaceId } = deps;
  const { db } = database;
  const changes = createChanges(workspaceId);
  const directory = createDirectory(workspaceId, deps.office);
  const days = createDays(workspaceId, directory);
  const admitting = createAdmitting({ database, clock, slack: deps.directory, directory, changes });

  return {
    ...createAbsences({ database, clock, ids, jobs, directory, changes }),
    ...admitting,
    ...createShifts({ db, clock, directory, days }),
    ...createPresence(directory, days),
    ...createRoster({ clock, directory, days, office: deps.office }),
    ...createHolidays({ database, clock, ids, directory, changes, workspaceId, tellAdmins: deps.tellAdmins }),

    subscribe: changes.subscribe,
    subscribeChannels: changes.subscribeChannels,
    tellChannel: changes.tellChannel,
    daysOf: days.daysOf,

    /** Makes `change.members` and `change.managers` the whole team. The newly added are welcomed. */
    async setTeam(tx: Tx, actor: Actor, change: TeamChange): Promise<void> {
      const wanted = new Set([...change.members, ...change.managers]);
      const joined: string[] = [];
      const left = (await teams.listTeam(tx, actor.workspaceId, change.team))
        .map(({ personId }) => personId)
        .filter((personId) => !wanted.has(personId));
      for (const personId of left) await teams.removeMembership(tx, personId, change.team);
      for (const personId of wanted) {
        const added = await teams.saveMembership(tx, {
          personId,
          team: change.team,
          isMember: change.members.includes(personId),
          isManager: change.managers.includes(personId),
          workspaceId: actor.workspaceId,
          addedBy: actor.id,
          addedAt: clock.now(),
        });
        if (added) joined.push(personId);
        if (added && personId !== actor.id) await enqueueWelcome(tx, personId);
      }
      await changes.tell(tx, 'left', left);
      await changes.tell(tx, 'joined', joined);
    },

    markSetUp: (tx: Tx, workspaceId: string) => workspaces.markSetUp(tx, workspaceId, clock.now()),

    /** The one-time code makes whoever has it an admin of Baton, once. */
    async redeem(actor: Actor, code: string): Promise<boolean> {
      return database.transaction(async (tx) => {
        const spent = await workspaces.spendSetupCode(tx, actor.workspaceId, codeHash(code));
        if (spent) await store.makeAdmin(tx, actor.id);
        return spent;
      });
    },

    async saveOwnSettings(
      actor: Actor,
      own: { zone: string | undefined; hours: WeeklyHours | undefined; isQuiet: boolean },
    ): Promise<void> {
      await database.transaction(async (tx) => {
        const before = await directory.find(tx, actor.id);
        await store.saveOwnSettings(tx, actor.id, own);
        const after = await directory.find(tx, actor.id);
        if (before?.zone !== after?.zone) await changes.tell(tx, 'zone', [actor.id]);
        const isOther = String(before?.workingDays) !== String(after?.workingDays);
        if (isOther) await changes.tell(tx, 'working-days', [actor.id]);
      });
    },

    /** Switches between quiet and not; what it is then. A press that comes twice switches once. */
    switchQuiet: (actor: Actor): Promise<boolean> =>
      database.transaction(async (tx) => {
        await store.switchQuiet(tx, actor.id, actor.gesture);
        return (await store.findPerson(tx, actor.id))?.isQuiet ?? false;
      }),

    person: (id: string): Promise<KnownPerson | undefined> => directory.find(db, id),

    /** Takes one of the messages that somebody may get today unasked; undefined, or when to try again. */
    mayTell: (personId: string, key: string): Promise<Instant | undefined> =>
      database.transaction(async (tx) => deps.peaceFrom?.(tx, { key, personId })),

    /** Records that a person was told, together with the completion of the job that told them. */
    async markWelcomed(personId: string, settle: (tx: Tx) => Promise<void>): Promise<void> {
      await database.transaction(async (tx) => {
        await store.markWelcomed(tx, personId, clock.now());
        await settle(tx);
      });
    },

    membershipsOf: (personId: string) => teams.placesOf(db, personId),

    addedBy: (personId: string) => teams.addedBy(db, personId),

    /** Ids of those who hear of trouble: in a large workspace many are admins, and a few are enough. */
    async adminsToTell(read: Db | Tx): Promise<readonly string[]> {
      return (await store.listAdmins(read, workspaceId)).slice(0, MOST_ADMINS_TOLD).map(({ id }) => id);
    },

    /** Asks that everyone be read from Slack, soon. */
    async askRefresh(): Promise<void> {
      await database.transaction((tx) => enqueueRefresh(tx, 'people.refresh', 'latest'));
    },

    /** The same once each UTC day; asked every minute. */
    async askUpkeep(): Promise<void> {
      await database.transaction((tx) => enqueueRefresh(tx, `upkeep:${dateAt(clock.now(), 'UTC')}`, 'once'));
    },

    /** Ids of those who take part in a team's work. */
    async members(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]> {
      const everyone = await teams.listTeam(read, workspaceId, team);
      return everyone.filter(({ isMember }) => isMember).map(({ id }) => id);
    },

    /** Whether this person may set Baton up at this moment. */
    async isAdmin(read: Db | Tx, personId: string): Promise<boolean> {
      const person = await store.findPerson(read, personId);
      return person !== undefined && !person.isDeactivated && (person.isSlackAdmin || person.isBatonAdmin);
    },

    /** Active members of the workspace with this address; undefined without the scope that shows addresses. */
    async byEmail(read: Db | Tx, workspaceId: string, emailKey: string): Promise<Person | undefined> {
      const person = await directory.byEmail(read, workspaceId, emailKey);
      return person === undefined || objection(person) !== undefined ? undefined : person;
    },

    /** Ids of a team's managers who are still there. */
    async managersOf(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]> {
      const members = await teams.listTeam(read, workspaceId, team);
      return members.filter((member) => member.isManager && !member.isDeactivated).map(({ id }) => id);
    },

    /** Those of these whose accounts are active. */
    async present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]> {
      const active = await store.listActive(read, personIds);
      return personIds.filter((id) => active.has(id));
    },

    /** Whether this person is active and sells or manages those who do: only they can hold a lead. */
    async sells(read: Db | Tx, personId: string): Promise<boolean> {
      const person = await store.findPerson(read, personId);
      if (person === undefined || objection(person) !== undefined) return false;
      return (await teams.placesOf(read, personId)).some(({ team }) => team === 'sales');
    },

    /** Whether this person is in marketing and has no part in sales. */
    async onlyMarkets(read: Db | Tx, personId: string): Promise<boolean> {
      const memberships = await teams.placesOf(read, personId);
      return memberships.length > 0 && memberships.every(({ team }) => team === 'marketing');
    },

    /** False for somebody whose account is deactivated. */
    async isHere(read: Db | Tx, personId: string): Promise<boolean> {
      return (await store.findPerson(read, personId))?.isDeactivated !== true;
    },

    /** False only between being added to a team by somebody else and being told so. */
    async isWelcomed(read: Db | Tx, personId: string): Promise<boolean> {
      const person = await store.findPerson(read, personId);
      const by = await teams.addedBy(read, personId);
      return person?.welcomedAt !== undefined || by === undefined || by === personId;
    },
  };

  function enqueueRefresh(tx: Tx, key: string, mode: 'once' | 'latest'): Promise<void> {
    return jobs.enqueue(tx, { kind: REFRESH, key, payload: {}, runAt: clock.now(), mode });
  }

  function enqueueWelcome(tx: Tx, personId: string): Promise<void> {
    return jobs.enqueue(tx, {
      kind: WELCOME,
      key: `welcome:${personId}`,
      payload: { personId },
      runAt: clock.now(),
      mode: 'once',
    });
  }
}
