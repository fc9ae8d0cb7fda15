import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/platform/db/database.ts';
import { type Backend, backends, openAt } from '../support/backends.ts';
import { faultsIn, history } from '../support/ritual-history.ts';
import { livedWhole } from '../support/ritual-lives.ts';
import { livedPure } from '../support/ritual-reducer.ts';

it('in 10,000 random histories everybody is prompted exactly once on a date or has exactly one reason', () => {
  fc.assert(
    fc.property(history(24), (one) => {
      expect(faultsIn(livedPure(one))).toEqual([]);
    }),
    // A failure names its seed at once; to see it small, run it again without this.
    { numRuns: 10_000, endOnFailure: true },
  );
});

/** `HISTORIES=2000 npm test -- tests/rituals/histories` lives through more. */
const WANTED = Number(process.env.HISTORIES ?? 0);
const USUAL = { sqlite: 500, postgres: 60 };

describe.each(backends)('the same through the whole engine, on $name', (backend) => {
  const numRuns = WANTED || USUAL[backend.name];

  it(
    'in random histories everybody is prompted exactly once on a date or has exactly one reason',
    async () => {
      const database = await opened(backend);
      await fc.assert(
        fc.asyncProperty(history(14), async (one) => {
          expect(faultsIn(await livedWhole(one, database))).toEqual([]);
        }),
        { numRuns },
      );
    },
    240_000 + numRuns * 500,
  );
});

/** SQLite in memory: what a synced disk does to it is shown elsewhere. */
async function opened(backend: Backend): Promise<Database> {
  if (backend.name === 'postgres') return backend.open();
  const database = openAt({ kind: 'sqlite', path: ':memory:' });
  await database.migrate();
  return database;
}
