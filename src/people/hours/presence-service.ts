import type { Instant } from '../../core/instants.ts';
import { addDays, dateAt, instantAt } from '../../core/local-time.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { DateRange } from '../absences/absence-dates.ts';
import * as absences from '../absences/absences-store.ts';
import type { Directory } from '../directory-service.ts';
import type { Person } from '../person.ts';
import { membershipsOf } from '../teams/teams-store.ts';
import type { createDays } from './days-service.ts';
import { isOnShift, nextShift } from './shift.ts';

/** Whether somebody can be given work of sales now, and if not, when. */
export interface Presence {
  readonly kind: 'on-shift' | 'off-shift' | 'away' | 'gone';
  /** When their hours begin next, if they are not on shift. */
  readonly from: Instant | undefined;
  /** When the present day began where they are. */
  readonly midnight: Instant;
}

/** A time for which somebody is away. */
export interface Leave extends DateRange {
  readonly id: string;
  readonly personId: string;
  readonly zone: string;
  /** When their hours begin again; if they have none, when the last day is over. */
  readonly backAt: Instant;
  /** Somebody has taken it back. */
  readonly isEnded: boolean;
}

/** Who is there, of many at once: for whoever gives out work in turn. */
export function createPresence(directory: Directory, days: ReturnType<typeof createDays>) {
  return {
    /** Whether each of these can take a lead at `at`. Who isn't known, or sells no more, is gone. */
    async presencesOf(
      read: Db | Tx,
      personIds: readonly string[],
      at: Instant,
    ): Promise<ReadonlyMap<string, Presence>> {
      const people = await directory.many(read, personIds);
      const daysOff = await days.daysOffAt(read, people, at);
      const memberships = await membershipsOf(
        read,
        people.map(({ id }) => id),
      );
      const sellers = new Set(
        memberships
          .filter(({ team, isMember, isManager }) => team === 'sales' && (isMember || isManager))
          .map(({ personId }) => personId),
      );
      // Most of a team keep the same hours, and calendars are slow to read.
      const known = new Map<string, Presence>();
      return new Map(
        people.map((person) => {
          const isGone = person.isDeactivated || person.kind !== 'member' || !sellers.has(person.id);
          if (isGone) return [person.id, { kind: 'gone', from: undefined, midnight: at }];
          const off = daysOff.get(person.id) ?? [];
          const times = JSON.stringify([
            person.zone,
            person.hours,
            off.map(({ fromOn, untilOn }) => [fromOn, untilOn]),
          ]);
          const presence = known.get(times) ?? presenceOf(person, off, at);
          known.set(times, presence);
          return [person.id, presence];
        }),
      );
    },

    /**
     * Who of these can be waited for at `at`: somebody may be away, and who has left Slack or both teams, or is a guest by now,
     * is gone.
     */
    async attendance(
      read: Db | Tx,
      personIds: readonly string[],
      at: Instant,
    ): Promise<ReadonlyMap<string, 'here' | 'away' | 'gone'>> {
      const people = await directory.many(read, personIds);
      const inTeams = new Set((await membershipsOf(read, personIds)).map(({ personId }) => personId));
      const found = new Map<string, 'here' | 'away' | 'gone'>(personIds.map((id) => [id, 'gone']));
      for (const person of people) {
        if (person.isDeactivated || person.kind !== 'member' || !inTeams.has(person.id)) continue;
        const today = dateAt(at, person.zone);
        const isAway = (await absences.listAbsences(read, [person.id], today, today)).length > 0;
        found.set(person.id, isAway ? 'away' : 'here');
      }
      return found;
    },

    /** An absence as it is noted now; undefined for what is none. */
    async leaveOf(read: Db | Tx, absenceId: string): Promise<Leave | undefined> {
      const absence = await absences.findAbsence(read, absenceId);
      const person = absence && (await directory.find(read, absence.personId));
      if (person === undefined || absence === undefined) return undefined;
      const { id, personId, fromOn, untilOn, isEnded } = absence;
      const over = instantAt(addDays(untilOn, 1), '00:00', person.zone);
      const off = (await days.daysOffAt(read, [person], over)).get(personId) ?? [];
      const backAt = nextShift(person, off, over) ?? over;
      return { id, personId, fromOn, untilOn, zone: person.zone, backAt, isEnded };
    },

    /** Whether somebody has said that they are away at `at`, or it was said for them. */
    async isAway(read: Db | Tx, personId: string, at: Instant): Promise<boolean> {
      const person = await directory.find(read, personId);
      if (person === undefined) return false;
      const today = dateAt(at, person.zone);
      return (await absences.listAbsences(read, [personId], today, today)).length > 0;
    },
  };
}

function presenceOf(person: Person, off: readonly DateRange[], at: Instant): Presence {
  const midnight = instantAt(dateAt(at, person.zone), '00:00', person.zone);
  if (isOnShift(person, off, at)) return { kind: 'on-shift', from: undefined, midnight };
  const from = nextShift(person, off, at);
  // Without their days off they would be there earlier.
  const isAway = from === undefined || nextShift(person, [], at) !== from;
  return { kind: isAway ? 'away' : 'off-shift', from, midnight };
}
