import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DatabaseAddress } from '../src/platform/db/database.ts';
import { faultsOf, runStorm, type StormResult, settingOf } from '../tests/reliability/storm.ts';
import prepareDatabases from '../tests/support/postgres-server.ts';
import { createPostgresDatabase, dropPostgresDatabase, type Templates } from '../tests/support/templates.ts';

/**
 * `npm run storm -- --seeds 50`: random kills of the real program under load and with a Slack that misbehaves, one storm
 * for each seed: with one and two processes in turn, every third without the history permissions. The last line is the
 * totals; fails if anything was lost, doubled or claimed twice, and names the seed.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    /** The first of them. */
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '20' },
    database: { type: 'string', default: 'sqlite' },
  },
});
const first = Number(values.seed);
const kills = Number(values.kills);
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => first + at);

const { addressOf, close } = await databases(values.database);
const results: StormResult[] = [];
for (const seed of seeds) {
  const { address, drop } = await addressOf(seed);
  const { processes, hasHistory } = settingOf(seed);
  const result = await runStorm({ seed, kills, processes, address, hasHistory });
  await drop();
  results.push(result);
  const setting = `${values.database}, ${processes} ${processes === 1 ? 'process' : 'processes'}${hasHistory ? '' : ', no history'}`;
  process.stdout.write(`seed ${seed} (${setting}): ${totalsOf([result])}\n`);
  for (const fault of faultsOf(result)) process.stdout.write(`  seed ${seed}: ${fault}\n`);
}
await close();
process.stdout.write(`${totalsOf(results)}\n`);
if (results.some((result) => faultsOf(result).length > 0)) process.exitCode = 1;

function totalsOf(all: readonly StormResult[]): string {
  const sum = (count: (result: StormResult) => number) => all.reduce((total, result) => total + count(result), 0);
  const kinds = [...new Set(all.flatMap(({ faults }) => Object.keys(faults)))].toSorted();
  const faults = kinds.map((kind) => `${kind} ${sum((result) => result.faults[kind] ?? 0)}`);
  return [
    `leads ${sum(({ leads }) => leads)}`,
    `kills ${sum((result) => result.kills)}`,
    `faults ${sum((result) => Object.values(result.faults).reduce((a, b) => a + b, 0))} (${faults.join(', ')})`,
    `lost ${sum(({ lost }) => lost.length)}`,
    `doubled ${sum(({ doubled }) => doubled.length)}`,
    `double claims ${sum(({ doubleClaims }) => doubleClaims.length)}`,
    `prompts twice ${sum(({ promptsTwice }) => promptsTwice.length)}`,
    `not as the database ${sum(({ stale }) => stale.length)}`,
    `labelled repeats ${sum(({ labelled }) => labelled)}`,
    `longest pause of Slack itself ${Math.round(Math.max(...all.map(({ longestPause }) => longestPause)))} ms`,
    `seconds ${Math.round(sum(({ seconds }) => seconds))}`,
  ].join(' · ');
}

type Fresh = { readonly address: DatabaseAddress; readonly drop: () => Promise<void> };

/** A new database for each seed. */
async function databases(
  kind: string,
): Promise<{ addressOf: (seed: number) => Promise<Fresh>; close: () => Promise<void> }> {
  if (kind === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'baton-storms-'));
    return {
      addressOf: async (seed) => ({
        address: { kind: 'sqlite', path: join(folder, `${seed}.db`) },
        drop: async () => rmSync(join(folder, `${seed}.db`), { force: true }),
      }),
      close: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  let templates: Templates | undefined;
  const stop = await prepareDatabases({
    provide: (_name, provided) => {
      if (typeof provided === 'object') templates = provided;
    },
  });
  const server = templates?.postgres;
  if (server === undefined) throw new Error('There is no PostgreSQL here.');
  return {
    addressOf: async (seed) => {
      const url = await createPostgresDatabase(server, `storm_${seed}`, false);
      return { address: { kind: 'postgres', url }, drop: () => dropPostgresDatabase(server, `storm_${seed}`) };
    },
    close: stop,
  };
}
