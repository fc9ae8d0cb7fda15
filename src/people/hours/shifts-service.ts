import type { Instant } from '../../core/instants.ts';
import { addDays, dateAt, instantAt } from '../../core/local-time.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Directory } from '../directory-service.ts';
import type { Membership, Person, Team } from '../person.ts';
import type { createDays } from './days-service.ts';
import { isOnShift, nextShift } from './shift.ts';

interface ShiftsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly days: ReturnType<typeof createDays>;
}

const MOST_MENTIONED = 5;

/** Who is at work when, by their hours, days off and absences. */
export function createShifts({ db, clock, directory, days }: ShiftsDeps) {
  return {
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

    /** Whose phones a new lead may ring: at most five of the team who are in their own hours, not away, not quiet. */
    async onShift(read: Db | Tx, workspaceId: string, team: Team, at: Instant): Promise<readonly string[]> {
      const members = (await directory.team(read, workspaceId, team)).filter(mayBeMentioned);
      const daysOff = await days.daysOffAt(read, members, at);
      const onShift: string[] = [];
      for (const member of members) {
        // In a large team most need not be looked at.
        if (onShift.length === MOST_MENTIONED) break;
        if (isOnShift(member, daysOff.get(member.id) ?? [], at)) onShift.push(member.id);
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
}

const later = (at: Instant | undefined, now: Instant): Instant | undefined =>
  at !== undefined && at > now ? at : undefined;

const mayBeMentioned = (person: Person & Membership): boolean =>
  person.isMember && !person.isDeactivated && !person.isQuiet && person.kind === 'member';
