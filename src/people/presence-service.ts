import type { Instant } from '../core/instants.ts';
import { dateAt, instantAt } from '../core/local-time.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { DateRange } from './absence-dates.ts';
import type { createDays } from './days-service.ts';
import type { Directory } from './directory-service.ts';
import type { Person } from './person.ts';
import { isOnShift, nextShift } from './shift.ts';
import { membershipsOf } from './teams-store.ts';

/** Whether somebody can be given work of sales now, and if not, when. */
export interface Presence {
  readonly kind: 'on-shift' | 'off-shift' | 'away' | 'gone';
  /** When their hours begin next, if they are not on shift. */
  readonly from: Instant | undefined;
  /** When the present day began where they are. */
  readonly midnight: Instant;
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
