import { Temporal } from 'temporal-polyfill';
import { dateAt } from '../../core/local-time.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Changes } from '../changes-service.ts';
import type { Directory } from '../directory-service.ts';
import { type Absence, type Actor, maySpeakFor, type Person } from '../person.ts';
import { placesOf } from '../teams/teams-store.ts';
import type { DateRange } from './absence-dates.ts';
import * as store from './absences-store.ts';

export interface AbsencesDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Jobs;
  readonly directory: Directory;
  readonly changes: Changes;
}

/** Somebody may be spoken for by themselves, by the managers of their teams and by admins. */
type Refused = { readonly kind: 'unknown' } | { readonly kind: 'not-yours'; readonly person: Person };

export type AwayOutcome =
  | {
      readonly kind: 'away';
      readonly absenceId: string;
      readonly person: Person;
      readonly range: DateRange;
      /** What it took the place of, as far as that is not inside it. */
      readonly replaced: readonly DateRange[];
      /** Further ranges to come. */
      readonly others: readonly DateRange[];
    }
  | Refused;

export type BackOutcome =
  | {
      readonly kind: 'back';
      readonly person: Person;
      /** Empty if they were not away. */
      readonly ended: readonly DateRange[];
      readonly others: readonly DateRange[];
    }
  | Refused;

/** What somebody hears whom another person has said to be away, or back. */
export interface AbsenceNews {
  readonly person: Person;
  readonly absence: Absence;
  readonly by: string;
  readonly isEnded: boolean;
}

/** The kind of the job that tells somebody what another person has noted about them. */
export const AWAY_TOLD = 'people.away-told';

/** TIME-8: who is away, on whose word. */
export function createAbsences({ database, clock, ids, jobs, directory, changes }: AbsencesDeps) {
  const { db } = database;

  return {
    /**
     * Notes that a person, or the actor, is away. Ranges that it overlaps give way: those to come wholly, one that has begun from
     * the new first day on. Others stay, also those that it only touches.
     */
    async setAway(actor: Actor, range: DateRange, personId = actor.id): Promise<AwayOutcome> {
      return database.transaction(async (tx) => {
        await store.holdPerson(tx, personId);
        const found = await spokenFor(tx, actor, personId);
        if (found.kind !== 'yours') return found;
        const { person } = found;
        const today = todayOf(person);
        const present = await store.listAbsences(tx, [personId], today);
        const overlapped = present.filter((one) => one.fromOn <= range.untilOn && range.fromOn <= one.untilOn);
        const others = present.flatMap((one) => (overlapped.includes(one) ? headOf(one, range, today) : rangeOf(one)));
        const outcome = { kind: 'away' as const, person, range, others };
        const [known] = overlapped;
        if (known !== undefined && overlapped.length === 1 && isSame(known, range))
          return { ...outcome, absenceId: known.id, replaced: [] };
        for (const one of overlapped) {
          await cut(tx, one, one.fromOn <= today ? range.fromOn : one.fromOn, actor.id);
        }
        const absence = { id: ids.next(), personId, ...range, setBy: actor.id };
        await store.insertAbsence(tx, { ...absence, setAt: clock.now() });
        await announce(tx, actor, absence, false);
        return {
          ...outcome,
          absenceId: absence.id,
          replaced: overlapped.filter((one) => losesDays(one, range, today)).map(rangeOf),
        };
      });
    },

    /** Ends what the person is away for today; if they are not, the next range to come. */
    async setBack(actor: Actor, personId = actor.id): Promise<BackOutcome> {
      return database.transaction(async (tx) => {
        await store.holdPerson(tx, personId);
        const found = await spokenFor(tx, actor, personId);
        if (found.kind !== 'yours') return found;
        const today = todayOf(found.person);
        const present = await store.listAbsences(tx, [personId], today);
        const now = present.filter(({ fromOn }) => fromOn <= today);
        return end(tx, actor, found.person, present, now.length > 0 ? now : present.slice(0, 1));
      });
    },

    /** Ends one absence of the actor's own. */
    async endOwn(actor: Actor, absenceId: string): Promise<BackOutcome> {
      return database.transaction(async (tx) => {
        await store.holdPerson(tx, actor.id);
        const found = await spokenFor(tx, actor, actor.id);
        if (found.kind !== 'yours') return found;
        const present = await store.listAbsences(tx, [actor.id], todayOf(found.person));
        return end(
          tx,
          actor,
          found.person,
          present,
          present.filter(({ id }) => id === absenceId),
        );
      });
    },

    /** Whether the actor may say that this person is away. */
    async maySpeakFor(actor: Actor, { id }: Pick<Person, 'id'>): Promise<boolean> {
      return (await spokenFor(db, actor, id)).kind === 'yours';
    },

    /** Present and future ones, in order. */
    absences: (person: Person): Promise<Absence[]> => store.listAbsences(db, [person.id], todayOf(person)),

    /** What there is to tell about an absence that another person noted or ended; undefined if it is no longer so. */
    async absenceNews(absenceId: string, by: string, isEnded: boolean): Promise<AbsenceNews | undefined> {
      const absence = await store.findAbsence(db, absenceId);
      const person = absence && (await directory.find(db, absence.personId));
      if (absence === undefined || person === undefined || person.isDeactivated) return undefined;
      const isTrue = isEnded ? absence.endedBy === by : absence.endedBy === undefined;
      return isTrue ? { person, absence, by, isEnded } : undefined;
    },
  };

  async function spokenFor(
    read: Db | Tx,
    actor: Actor,
    personId: string,
  ): Promise<{ kind: 'yours'; person: Person } | Refused> {
    const person = await directory.find(read, personId);
    if (person === undefined) return { kind: 'unknown' };
    if (personId === actor.id) return { kind: 'yours', person };
    const teams = (await placesOf(read, personId)).map(({ team }) => team);
    return { kind: maySpeakFor(actor, teams) ? 'yours' : 'not-yours', person };
  }

  async function end(
    tx: Tx,
    actor: Actor,
    person: Person,
    present: readonly Absence[],
    ending: readonly Absence[],
  ): Promise<BackOutcome> {
    const others = present.filter((one) => !ending.includes(one)).map(rangeOf);
    for (const one of ending) await cut(tx, one, todayOf(person), actor.id);
    const [first] = ending;
    if (first !== undefined) await announce(tx, actor, first, true);
    return { kind: 'back', person, ended: ending.map(rangeOf), others };
  }

  /** Ends an absence from `date` on. The days before it have been, and stay. */
  async function cut(tx: Tx, one: Absence, date: string, by: string): Promise<void> {
    if (date <= one.fromOn) await store.endAbsence(tx, one.id, by, clock.now());
    else await store.shortenAbsence(tx, one.id, dayBefore(date), by);
  }

  async function announce(tx: Tx, actor: Actor, absence: Absence, isEnded: boolean): Promise<void> {
    await changes.tell(tx, 'absence', [absence.personId]);
    if (absence.personId === actor.id) return;
    await jobs.enqueue(tx, {
      kind: AWAY_TOLD,
      key: `away:${absence.id}:${isEnded ? 'ended' : 'set'}`,
      payload: { absenceId: absence.id, by: actor.id, isEnded },
      runAt: clock.now(),
      mode: 'once',
    });
  }

  function todayOf({ zone }: Person): string {
    return dateAt(clock.now(), zone);
  }
}

const rangeOf = ({ fromOn, untilOn }: DateRange): DateRange => ({ fromOn, untilOn });

const isSame = (one: DateRange, other: DateRange): boolean =>
  one.fromOn === other.fromOn && one.untilOn === other.untilOn;

/** What is left, from today on, of an absence that has begun before a new range does. */
function headOf({ fromOn }: DateRange, range: DateRange, today: string): DateRange[] {
  return fromOn <= today && range.fromOn > today ? [{ fromOn, untilOn: dayBefore(range.fromOn) }] : [];
}

/** Whether days are no longer noted once `range` is in the place of this one; the days before today stay anyway. */
function losesDays(one: DateRange, range: DateRange, today: string): boolean {
  return one.untilOn > range.untilOn || (one.fromOn > today && one.fromOn < range.fromOn);
}

const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
