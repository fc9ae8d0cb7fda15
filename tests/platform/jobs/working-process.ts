// A process of its own that takes a note, says so, and finishes it when a line comes in:
// node working-process.ts <address as JSON>
import { once } from 'node:events';
import { z } from 'zod';
import { systemClock } from '../../../src/platform/clock.ts';
import { type DatabaseAddress, openDatabase } from '../../../src/platform/db/database.ts';
import { systemIds, systemRandom } from '../../../src/platform/ids.ts';
import { defineJob } from '../../../src/platform/jobs/job.ts';
import { createJobs } from '../../../src/platform/jobs/jobs.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const address: DatabaseAddress = JSON.parse(process.argv[2] ?? '');
const database = openDatabase(address);
const jobs = createJobs({
  database,
  clock: systemClock,
  ids: systemIds,
  random: systemRandom,
  log: { info: say, warn: say, error: say },
});
const handle = defineJob({
  kind: 'note',
  payload: z.string(),
  handle: async (job) => {
    say('inside');
    await once(process.stdin, 'data');
    await database.transaction(async (tx) => {
      await tx.insertInto('worker_leases').values({ name: 'child', number: 0, holder: '', expires_at: 0 }).execute();
      await job.settle(tx);
    });
  },
});
jobs.register([handle]);
await jobs.start();
