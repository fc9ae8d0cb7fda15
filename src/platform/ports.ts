import type { Clock } from './clock.ts';
import type { Database } from './db/database.ts';
import type { Ids, Random } from './ids.ts';

/** What the outside world is made of. `main.ts` supplies the real ones; the playground and the tests have mains of their own. */
export interface Ports {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly database: Database;
  readonly fetch: typeof fetch;
}
