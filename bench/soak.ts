import { createWorkspacesService } from '../src/people/workspace/workspaces-service.ts';
import { systemClock } from '../src/platform/clock.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { systemRandom } from '../src/platform/ids.ts';
import { at } from '../tests/core/cases.ts';
import { simulated } from '../tests/support/ritual-year.ts';

/** 50 rituals of 40 people for a simulated year: `npm run soak`. Fails on any double prompt and any date without a reason. */
const WITHIN_SECONDS = 300;

const database = openDatabase({ kind: 'sqlite', path: ':memory:' });
await database.migrate();
const began = systemClock.now();
await createWorkspacesService({ database, clock: systemClock, random: systemRandom }).install({
  id: 'T1',
  name: 'Acme',
  botUserId: 'UBATON',
});
const { faults, ...totals } = await simulated(database, {
  from: at('2026-01-01T00:00Z'),
  until: at(process.argv[2] ?? '2027-01-01T00:00Z'),
  rituals: 50,
  peoplePerRitual: 40,
});
await database.close();
const seconds = Math.round((systemClock.now() - began) / 1_000);
const megabytes = Math.round(process.memoryUsage().rss / 1_000_000);
const line = Object.entries({ ...totals, faults: faults.length, seconds, megabytes }).map(
  ([name, count]) => `${name} ${count}`,
);
process.stdout.write(`${line.join(' · ')}\n`);
for (const fault of faults.slice(0, 20)) process.stderr.write(`${fault}\n`);
if (faults.length > 0 || seconds > WITHIN_SECONDS) process.exitCode = 1;
