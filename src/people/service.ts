import type { WeeklyHours } from '../core/calendar.ts';
import { DAY, type Instant } from '../core/instants.ts';
import { addDays, dateAt, instantAt } from '../core/local-time.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { codeHash } from '../platform/secrets.ts';
import { createAbsences } from './absences-service.ts';
import { createChanges } from './changes-service.ts';
import { createDays } from './days-service.ts';
import { createDirectory, type KnownPerson, type Office } from './directory-service.ts';
import { createHolidays, type TellAdmins } from './holidays-service.ts';
import {
  type Actor,
  actorOf,
  guestActor,
  type Membership,
  type Person,
  type SlackPerson,
  type Team,
} from './person.ts';
import { createRoster } from './roster-service.ts';
import { isOnShift, nextShift } from './shift.ts';
import * as store from './store.ts';
import * as teams from './teams-store.ts';
import * as workspaces from './workspaces-store.ts';

/** Where people come from: Slack, asked when a stranger knocks and once a night. */
export interface SlackDirectory {
  one(id: string, teamId: string): Promise<SlackPerson | undefined>;
  all(teamId: string): Promise<readonly SlackPerson[]>;
}

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

export type Admission =
  | { readonly kind: 'admitted'; readonly actor: Actor }
  | { readonly kind: 'refused'; readonly sentence: string };

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

// A profile that is this fresh is believed without asking Slack; events keep it fresh in between.
const BELIEVED_FOR = DAY;
const MOST_MENTIONED = 5;
const MOST_ADMINS_TOLD = 3;

export function createPeopleService(deps: PeopleDeps) {
  const { database, clock, ids, jobs, workspaceId } = deps;
  const { db } = database;
  const changes = createChanges(workspaceId);
  const directory = createDirectory(workspaceId, deps.office);
  const days = createDays(workspaceId, directory);

  return {
    ...createAbsences({ database, clock, ids, jobs, directory, changes }),
    ...createRoster({ clock, directory, days, office: deps.office }),
    ...createHolidays({ database, clock, ids, directory, changes, workspaceId, tellAdmins: deps.tellAdmins }),

    subscribe: changes.subscribe,
    subscribeChannels: changes.subscribeChannels,
    tellChannel: changes.tellChannel,
    daysOf: days.daysOf,

    /** Decides whether somebody may act at all. Asks Slack about strangers and about profiles older than a day. */
    async admit(knock: {
      teamId: string;
      userId: string;
      isForGuests?: boolean;
      gesture?: string;
    }): Promise<Admission> {
      const { gesture } = knock;
      if (knock.teamId !== workspaceId) return refusal(FOREIGN);
      const person = await freshPerson(knock.userId);
      if (person !== undefined && knock.isForGuests === true && isInvitable(person)) {
        return { kind: 'admitted', actor: { ...guestActor(person), gesture } };
      }
      const sentence = person === undefined ? FOREIGN : objection(person);
      if (person === undefined || sentence !== undefined) return refusal(sentence ?? FOREIGN);
      const actor = actorOf(person, await teams.membershipsOf(db, [person.id]));
      return { kind: 'admitted', actor: { ...actor, gesture } };
    },

    /** Reads everyone from Slack: at the start, and once a night. */
    async refreshAll(): Promise<void> {
      const everyone = await deps.directory.all(workspaceId);
      await database.transaction((tx) => learn(tx, everyone));
    },

    /** Takes what an event says of one person. */
    async refresh(person: SlackPerson): Promise<void> {
      await database.transaction((tx) => learn(tx, [person]));
    },

    /** Those of these who are known, or whom Slack knows: strangers are asked for one by one. */
    async know(personIds: readonly string[]): Promise<readonly string[]> {
      const known = new Set((await store.listPeople(db, personIds)).map(({ id }) => id));
      for (const id of personIds) {
        if (known.has(id)) continue;
        if ((await freshPerson(id)) !== undefined) known.add(id);
      }
      return personIds.filter((id) => known.has(id));
    },

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

    /** Who of these can't be in a team, and why: bots, guests, people of other workspaces. Asks Slack about strangers. */
    async unfit(personIds: readonly string[]): Promise<string | undefined> {
      for (const id of personIds) {
        const person = await freshPerson(id);
        if (person === undefined || objection(person) !== undefined) {
          return `${person?.name ?? 'One of these'} can't be in a team: only full members of this workspace can. Take them out, please.`;
        }
      }
      return undefined;
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

    /** When the hours of a person begin who must not be rung now; undefined if they may be. */
    async restsUntil(person: Person): Promise<Instant | undefined> {
      const now = clock.now();
      const daysOff = await days.daysOffAt(db, [person], now);
      return later(nextShift(person, daysOff.get(person.id) ?? [], now), now);
    },

    /** The same by their hours alone: somebody who is wrongly said to be away must be able to hear of it. */
    hoursBegin(person: Person): Instant | undefined {
      const now = clock.now();
      return later(nextShift(person, [], now), now);
    },

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

    membershipsOf: (personId: string) => teams.membershipsOf(db, [personId]),

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

    /** Whose phones a new lead may ring: at most five of the team who are in their own hours, not away, not quiet. */
    async onShift(read: Db | Tx, workspaceId: string, team: Team, at: Instant): Promise<readonly string[]> {
      const members = (await directory.team(read, workspaceId, team)).filter(mayBeMentioned);
      const daysOff = await days.daysOffAt(read, members, at);
      const onShift: string[] = [];
      // Most of a team keep the same hours, and calendars are slow to read.
      const known = new Map<string, boolean>();
      for (const member of members) {
        // In a large team most need not be looked at.
        if (onShift.length === MOST_MENTIONED) break;
        const off = daysOff.get(member.id) ?? [];
        const times = JSON.stringify([member.zone, member.hours, off]);
        const isThere = known.get(times) ?? isOnShift(member, off, at);
        known.set(times, isThere);
        if (isThere) onShift.push(member.id);
      }
      return onShift;
    },

    /** The first moment from `at` on at which somebody of the team is on shift. */
    async nextShiftOf(read: Db | Tx, workspaceId: string, team: Team, at: Instant): Promise<Instant | undefined> {
      const members = (await directory.team(read, workspaceId, team)).filter(mayBeMentioned);
      const daysOff = await days.daysOffAt(read, members, at);
      const shifts = members.map((member) => nextShift(member, daysOff.get(member.id) ?? [], at));
      return shifts.filter((shift) => shift !== undefined).toSorted((a, b) => a - b)[0];
    },

    /** Whether this person is active and sells or manages those who do: only they can hold a lead. */
    async sells(read: Db | Tx, personId: string): Promise<boolean> {
      const person = await store.findPerson(read, personId);
      if (person === undefined || objection(person) !== undefined) return false;
      return (await teams.membershipsOf(read, [personId])).some(({ team }) => team === 'sales');
    },

    /** Whether this person is in marketing and has no part in sales. */
    async onlyMarkets(read: Db | Tx, personId: string): Promise<boolean> {
      const memberships = await teams.membershipsOf(read, [personId]);
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

    async isOnShift(read: Db | Tx, personId: string, at: Instant): Promise<boolean> {
      const person = await directory.find(read, personId);
      if (person === undefined || person.isDeactivated) return false;
      return isOnShift(person, (await days.daysOffAt(read, [person], at)).get(personId) ?? [], at);
    },

    /** When this person may next be written to unasked: now, or when their hours begin. */
    async nextShift(read: Db | Tx, personId: string, at: Instant): Promise<Instant | undefined> {
      const person = await directory.find(read, personId);
      if (person === undefined) return undefined;
      return nextShift(person, (await days.daysOffAt(read, [person], at)).get(personId) ?? [], at);
    },

    /** The calendar day of a moment where this person is, and when it ends. */
    async dayOf(read: Db | Tx, personId: string, at: Instant): Promise<{ on: string; until: Instant }> {
      const zone = (await directory.find(read, personId))?.zone ?? 'UTC';
      const date = dateAt(at, zone);
      return { on: date, until: instantAt(addDays(date, 1), '00:00', zone) };
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

  async function freshPerson(id: string): Promise<Person | undefined> {
    const known = await directory.find(db, id);
    if (known !== undefined && clock.now() - known.refreshedAt < BELIEVED_FOR) return known;
    const fresh = await deps.directory.one(id, workspaceId).catch((error: unknown) => {
      // Slack may be down; somebody we know well enough can go on working.
      if (known !== undefined) return undefined;
      throw error;
    });
    if (fresh === undefined) return known;
    await database.transaction((tx) => learn(tx, [fresh]));
    return directory.find(db, id);
  }

  /** Writes what Slack says of people, and tells of what is new in it. */
  async function learn(tx: Tx, people: readonly SlackPerson[]): Promise<void> {
    const stored = await store.listPeople(
      tx,
      people.map(({ id }) => id),
    );
    const before = new Map(stored.map((person) => [person.id, person]));
    for (const person of people) await store.savePerson(tx, workspaceId, person, clock.now());
    const changed = Map.groupBy(people, (person) => newsOf(before.get(person.id), person));
    for (const what of ['joined', 'reactivated', 'deactivated', 'zone'] as const) {
      await changes.tell(
        tx,
        what,
        (changed.get(what) ?? []).map(({ id }) => id),
      );
    }
  }
}

/** The one thing that is new about somebody and matters; whoever comes or goes is looked at as a whole. */
function newsOf(before: store.StoredPerson | undefined, now: SlackPerson) {
  if (before === undefined) return now.isDeactivated ? undefined : 'joined';
  if (before.isDeactivated !== now.isDeactivated) return now.isDeactivated ? 'deactivated' : 'reactivated';
  return before.ownZone === undefined && before.slackZone !== now.zone ? 'zone' : undefined;
}

const later = (at: Instant | undefined, now: Instant): Instant | undefined =>
  at !== undefined && at > now ? at : undefined;

const FOREIGN = 'Only people of the workspace that runs Baton can do that. Ask your contact there to do it for you.';

function objection(person: Pick<Person, 'isDeactivated' | 'kind'>): string | undefined {
  if (person.isDeactivated) return 'This Slack account is deactivated, so Baton can do nothing for it.';
  switch (person.kind) {
    case 'member':
      return undefined;
    case 'guest':
      return 'Guests can read along, but only full members can work with leads. Ask a colleague to do it for you.';
    case 'external':
      return FOREIGN;
    case 'bot':
      return 'Apps can’t work with leads here.';
  }
}

/** A guest may be asked by name to take part in something (PPL-6). */
const isInvitable = ({ kind, isDeactivated }: Person): boolean => kind === 'guest' && !isDeactivated;

const refusal = (sentence: string): Admission => ({ kind: 'refused', sentence });

const mayBeMentioned = (person: Person & Membership): boolean =>
  person.isMember && !person.isDeactivated && !person.isQuiet && person.kind === 'member';
