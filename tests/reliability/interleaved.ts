import type { Scheduler } from 'fast-check';
import type { Database, Tx } from '../../src/platform/db/database.ts';

/**
 * A database on which the scheduler decides who goes on: before each transaction, and after each statement inside one.
 * SQLite takes one transaction after the other; on PostgreSQL they interleave.
 */
export function interleaved(database: Database, next: () => Scheduler): Database {
  return {
    ...database,
    async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      await next().schedule(Promise.resolve(), 'begin');
      return database.transaction((tx) =>
        work(
          tx.withPlugin({
            transformQuery: ({ node }) => node,
            async transformResult({ result }) {
              await next().schedule(Promise.resolve(), 'statement');
              return result;
            },
          }),
        ),
      );
    },
  };
}
