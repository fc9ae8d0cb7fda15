import { DAY } from '../../core/instants.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Changes } from '../changes-service.ts';
import type { Candidate, Directory } from '../directory-service.ts';
import { type Actor, actorOf, FOREIGN, guestActor, objection, type Person, type SlackPerson } from '../person.ts';
import * as store from '../store.ts';

/** Where people come from: Slack, asked when a stranger knocks and once a night. */
export interface SlackDirectory {
  one(id: string, teamId: string): Promise<SlackPerson | undefined>;
  all(teamId: string): Promise<readonly SlackPerson[]>;
}

export type Admission =
  | { readonly kind: 'admitted'; readonly actor: Actor }
  | { readonly kind: 'refused'; readonly sentence: string };

interface AdmittingDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly slack: SlackDirectory;
  readonly directory: Directory;
  readonly changes: Changes;
}

// A profile that is this fresh is believed without asking Slack; events keep it fresh in between.
const BELIEVED_FOR = DAY;

/** Who may come in: people as Slack knows them, and what they may do here. */
export function createAdmitting({ database, clock, slack, directory, changes }: AdmittingDeps) {
  const { db } = database;
  const { workspaceId } = directory;

  return {
    /** Decides whether somebody may act at all. Asks Slack about strangers and about profiles older than a day. */
    async admit(knock: {
      teamId: string;
      userId: string;
      isForGuests?: boolean;
      gesture?: string;
    }): Promise<Admission> {
      const { gesture } = knock;
      if (knock.teamId !== workspaceId) return refusal(FOREIGN);
      const person = await fresh(knock.userId);
      if (person !== undefined && knock.isForGuests === true && isInvitable(person)) {
        return { kind: 'admitted', actor: { ...guestActor(person), gesture } };
      }
      const sentence = person === undefined ? FOREIGN : objection(person);
      if (person === undefined || sentence !== undefined) return refusal(sentence ?? FOREIGN);
      const actor = actorOf(person, person.memberships);
      return { kind: 'admitted', actor: { ...actor, gesture } };
    },

    /** Reads everyone from Slack: at the start, and once a night. */
    async refreshAll(): Promise<void> {
      const everyone = await slack.all(workspaceId);
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
        if ((await fresh(id)) !== undefined) known.add(id);
      }
      return personIds.filter((id) => known.has(id));
    },

    /** Who of these can't be in a team, and why: bots, guests, people of other workspaces. Asks Slack about strangers. */
    async unfit(personIds: readonly string[]): Promise<string | undefined> {
      for (const id of personIds) {
        const person = await fresh(id);
        if (person === undefined || objection(person) !== undefined) {
          return `${person?.name ?? 'One of these'} can't be in a team: only full members of this workspace can. Take them out, please.`;
        }
      }
      return undefined;
    },
  };

  async function fresh(id: string): Promise<Candidate | undefined> {
    const known = await directory.candidate(db, id);
    if (known !== undefined && clock.now() - known.refreshedAt < BELIEVED_FOR) return known;
    const asked = await slack.one(id, workspaceId).catch((error: unknown) => {
      // Slack may be down; somebody we know well enough can go on working.
      if (known !== undefined) return undefined;
      throw error;
    });
    if (asked === undefined) return known;
    await database.transaction((tx) => learn(tx, [asked]));
    return directory.candidate(db, id);
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

/** A guest may be asked by name to take part in something (PPL-6). */
const isInvitable = ({ kind, isDeactivated }: Pick<Person, 'kind' | 'isDeactivated'>): boolean =>
  kind === 'guest' && !isDeactivated;

const refusal = (sentence: string): Admission => ({ kind: 'refused', sentence });
