import { createAnswering } from './answering-service.ts';
import { createFollowing } from './following-service.ts';
import type { HeadsUpsDeps } from './ports-service.ts';
import { createTelling } from './telling-service.ts';
import { createViewing } from './viewing-service.ts';
import { createWriting } from './writing-service.ts';

export type { HeadsUpActor, HeadsUpsDeps } from './ports-service.ts';

export type HeadsUps = ReturnType<typeof createHeadsUpsService>;

/** What one team tells the other before it comes, from the announcement to what is said of it. */
export function createHeadsUpsService(deps: HeadsUpsDeps) {
  const telling = createTelling(deps);
  const viewing = createViewing(deps);
  const { byId, find, shown, list, waitingFor } = viewing;

  return {
    byId,
    find,
    shown,
    list,
    waitingFor,

    /** Names of those of these who are known. */
    namesOf: (personIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
      deps.people.namesOf(deps.database.db, personIds),

    ...createWriting(deps, viewing, telling),
    ...createAnswering(deps, viewing, telling),
    ...createFollowing(deps, viewing, telling),
  };
}
