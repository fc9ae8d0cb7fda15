import type { StageWords } from '../core/lead-stages.ts';
import { createHolding } from './holding-service.ts';
import type { ScheduleActor, ScheduleDeps } from './schedule-ports-service.ts';
import { createScheduling } from './scheduling-service.ts';

export type Schedules = ReturnType<typeof createSchedulesService>;

/** Reviews that are held by themselves: setting them up, and holding them. */
export function createSchedulesService(
  deps: ScheduleDeps & { readonly stageWords: (workspaceId: string) => Promise<StageWords> },
) {
  const { db } = deps.database;
  const scheduling = createScheduling(deps);
  return {
    ...scheduling,
    ...createHolding(deps),

    stageWords: deps.stageWords,

    namesOf: (personIds: readonly string[]) => deps.people.namesOf(db, personIds),

    /** In which zone a schedule counts; a new one in that of whoever makes it. */
    async zoneOf(actor: ScheduleActor, ritualId: string | undefined): Promise<string> {
      const own = ritualId === undefined ? undefined : await deps.rituals.find(db, ritualId);
      return own?.config.zone ?? actor.zone;
    },
  };
}
