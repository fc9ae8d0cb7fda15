import type { StageWords } from '../../core/lead-stages.ts';
import { createHolding } from './holding-service.ts';
import type { ScheduleDeps } from './schedule-ports-service.ts';
import { createScheduling } from './scheduling-service.ts';

export type Schedules = ReturnType<typeof createSchedulesService>;

/** Reviews that are held by themselves: setting them up, and holding them. */
export function createSchedulesService(
  deps: ScheduleDeps & { readonly stageWords: (workspaceId: string) => Promise<StageWords> },
) {
  const { db } = deps.database;
  return {
    ...createScheduling(deps),
    ...createHolding(deps),

    stageWords: deps.stageWords,

    namesOf: (personIds: readonly string[]) => deps.people.namesOf(db, personIds),
  };
}
