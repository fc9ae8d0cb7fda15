import { type RawBuilder, sql } from 'kysely';

/** SQL: no work with this key is planned, running, or given up with somebody told of it. `key` is an expression. */
export const noLiveJob = (key: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`not exists (select 1 from jobs where jobs.key = ${key} and jobs.state in ('ready', 'running', 'parked'))`;
