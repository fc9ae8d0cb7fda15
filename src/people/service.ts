import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { createAbsences } from './absences/absences-service.ts';
import { createAdmitting, type SlackDirectory } from './admission/admitting-service.ts';
import { createUpkeep } from './admission/upkeep-service.ts';
import { createChanges } from './changes-service.ts';
import { createDirectory, type Office } from './directory-service.ts';
import { createHolidays, type TellAdmins } from './holidays/holidays-service.ts';
import { createDays } from './hours/days-service.ts';
import { createOwnSettings } from './hours/own-settings-service.ts';
import { createPresence } from './hours/presence-service.ts';
import { createShifts } from './hours/shifts-service.ts';
import { createMembership } from './teams/membership-service.ts';
import { createRoster } from './teams/roster-service.ts';
import { createWelcoming, type PeaceFrom } from './teams/welcoming-service.ts';
import { createAdmins } from './workspace/admins-service.ts';

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
  /** Whether somebody may be written to unasked once more today; without it always. */
  readonly peaceFrom?: PeaceFrom;
  /** Tells admins something unasked. */
  readonly tellAdmins?: TellAdmins;
}

export type People = ReturnType<typeof createPeopleService>;

/** Who is who, in which team, and when they may be rung. */
export function createPeopleService({ directory: slack, office, peaceFrom, tellAdmins, ...deps }: PeopleDeps) {
  const { database, clock, workspaceId } = deps;
  const { db } = database;
  const changes = createChanges(workspaceId);
  const directory = createDirectory(workspaceId, office);
  const days = createDays(workspaceId, directory);
  const { welcome, ...welcoming } = createWelcoming({ ...deps, peaceFrom });

  return {
    ...createAdmitting({ database, clock, slack, directory, changes }),
    ...createUpkeep(deps),
    ...createAdmins(deps),
    ...createMembership({ db, clock, changes, welcome }),
    ...welcoming,
    ...createRoster({ db, clock, directory, days, office }),
    ...createOwnSettings({ database, directory, changes }),
    ...createShifts({ db, clock, directory, days }),
    ...createPresence(directory, days),
    ...createAbsences({ ...deps, directory, changes }),
    ...createHolidays({ ...deps, directory, changes, tellAdmins }),
    daysOf: days.daysOf,
    subscribe: changes.subscribe,
    subscribeChannels: changes.subscribeChannels,
    tellChannel: changes.tellChannel,
  };
}
