import type { Calendar } from '../core/calendar.ts';
import { nextMorning } from '../core/mornings.ts';
import { standing } from '../core/weeks.ts';
import type { Check } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { agreedWithoutWork, withoutWork } from './checks-store.ts';
import { owesMarketing } from './gaps.ts';
import { GAPS, gapsKey } from './gaps-service.ts';
import type { AgreementsDeps, Team } from './ports-service.ts';
import { WEEKLY, weeklyKey } from './weekly-service.ts';

/** What must hold of what comes back each morning and each week: it does, as long as there is a morning to come. */
export function agreementChecks({ clock, jobs, people, leads }: AgreementsDeps): readonly Check[] {
  return [
    {
      name: 'agreement.gaps-unwatched',
      says: () =>
        'Marketing is not told what comes incomplete. Save “What a lead needs” in /baton terms again, please.',
      find: async (read, now) =>
        among(read, 'marketing', await withoutWork(read, gapsKey('')), async (id, calendar) =>
          owesMarketing(await leads.rules(read, id)) ? nextMorning(calendar, now) : undefined,
        ),
      repair: (tx, workspaceId) => jobs.enqueue(tx, again(GAPS, gapsKey(workspaceId), workspaceId)),
    },
    {
      name: 'agreement.week-unwatched',
      says: () =>
        'Nobody would be told on Monday how both promises were kept. Agree to them again in /baton agreement.',
      find: async (read, now) =>
        among(
          read,
          'sales',
          await agreedWithoutWork(read, weeklyKey('')),
          async (_id, calendar) => standing(calendar, now).next,
        ),
      repair: (tx, workspaceId) => jobs.enqueue(tx, again(WEEKLY, weeklyKey(workspaceId), workspaceId)),
    },
  ];

  /** Those of these workspaces in which there is a next time. Both find out by themselves when that is. */
  async function among(
    read: Db,
    team: Team,
    ids: readonly string[],
    next: (id: string, calendar: Calendar) => Promise<number | undefined>,
  ): Promise<string[]> {
    const found: string[] = [];
    for (const id of ids) {
      if ((await next(id, await people.calendarOf(read, id, { team }))) !== undefined) found.push(id);
    }
    return found;
  }

  function again(kind: string, key: string, workspaceId: string) {
    return { kind, key, payload: { workspaceId }, runAt: clock.now(), mode: 'latest' } as const;
  }
}
