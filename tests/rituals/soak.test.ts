import { expect, it } from 'vitest';
import { createWorkspacesService } from '../../src/people/workspace/workspaces-service.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { systemRandom } from '../../src/platform/ids.ts';
import { at } from '../core/cases.ts';
import { simulated } from '../support/ritual-year.ts';
import { steeredClock } from '../support/steered-clock.ts';

it('a month of the soak with changes of the clock leaves no double prompt and no date without a reason', async () => {
  const database = openDatabase({ kind: 'sqlite', path: ':memory:' });
  await database.migrate();
  const workspaces = createWorkspacesService({ database, clock: steeredClock(), random: systemRandom });
  await workspaces.install({ id: 'T1', name: 'Acme', botUserId: 'UBATON' });
  const { faults, prompts } = await simulated(database, {
    from: at('2026-03-10T00:00Z'),
    until: at('2026-04-10T00:00Z'),
    rituals: 10,
    peoplePerRitual: 5,
  });
  await database.close();
  expect(faults).toEqual([]);
  expect(prompts).toBeGreaterThan(500);
});
