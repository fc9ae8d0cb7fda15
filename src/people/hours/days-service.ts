import { DAY, type Instant } from '../../core/instants.ts';
import { dateAt } from '../../core/local-time.ts';
import type { PersonDays } from '../../core/person-days.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { DateRange } from '../absences/absence-dates.ts';
import { listAbsences } from '../absences/absences-store.ts';
import type { Directory } from '../directory-service.ts';
import { listDaysOff } from '../holidays/holidays-store.ts';
import type { Person } from '../person.ts';
import { membershipsOf } from '../teams/teams-store.ts';
import { inOrder } from './days-off.ts';

/** On which days people work: absences and days off put together. */
export function createDays(workspaceId: string, directory: Directory) {
  return {
    /** What decides when each of these is asked something between two dates, both included. Unknown people are left out. */
    async daysOf(read: Db | Tx, personIds: readonly string[], window: DateRange): Promise<readonly PersonDays[]> {
      const people = await directory.many(read, personIds);
      const ids = people.map(({ id }) => id);
      const { fromOn, untilOn } = window;
      const absences = Map.groupBy(await listAbsences(read, ids, fromOn, untilOn), ({ personId }) => personId);
      const memberships = Map.groupBy(await membershipsOf(read, ids), ({ personId }) => personId);
      const daysOff = await listDaysOff(read, workspaceId, ids, window);
      const everyones = inOrder(daysOff.everyone);
      return people.map((person) => {
        const own = daysOff.own.get(person.id);
        return {
          personId: person.id,
          name: person.name,
          zone: person.zone,
          isZoneKnown: person.isZoneKnown,
          kind: person.kind,
          isDeactivated: person.isDeactivated,
          teams: (memberships.get(person.id) ?? []).filter(({ isMember }) => isMember).map(({ team }) => team),
          workingDays: person.workingDays,
          absences: (absences.get(person.id) ?? []).map(({ fromOn, untilOn, setBy }) => ({ fromOn, untilOn, setBy })),
          holidays:
            own === undefined ? everyones : inOrder([...everyones, ...own.map(({ on, name }) => ({ on, name }))]),
        };
      });
    },

    /** The dates on which each of these doesn't work though it may be one of their working days, from yesterday on. */
    async daysOffAt(
      read: Db | Tx,
      people: readonly Pick<Person, 'id'>[],
      at: Instant,
    ): Promise<ReadonlyMap<string, readonly DateRange[]>> {
      const ids = people.map(({ id }) => id);
      // The dateline lies between -12 and +14: yesterday in UTC is the earliest "today" anywhere.
      const fromOn = dateAt(at - DAY, 'UTC');
      const absences = Map.groupBy(await listAbsences(read, ids, fromOn), ({ personId }) => personId);
      const { everyone, own } = await listDaysOff(read, workspaceId, ids, { fromOn });
      const oneDay = ({ on }: { on: string }): DateRange => ({ fromOn: on, untilOn: on });
      const everyones = everyone.map(oneDay);
      return new Map(
        ids.map((id) => [id, [...(absences.get(id) ?? []), ...everyones, ...(own.get(id) ?? []).map(oneDay)]]),
      );
    },
  };
}
