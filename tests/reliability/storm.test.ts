import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/platform/ids.ts';
import { backends } from '../support/backends.ts';
import { faultsOf, runStorm, settingOf } from './storm.ts';

const KILLS = 3;

/** `settingOf`: one process; two; one that may not look messages up. */
const SETTINGS = { sqlite: [1, 2], postgres: [2, 3] } as const;

/** Other storms in each run. */
const anySeed = (setting: number): number => 6 * Math.floor(systemRandom.fraction() * 100_000) + setting;

describe.each(backends)('storms on $name', (backend) => {
  it('of kills, lost answers, errors and late landings lose nothing, double nothing and give no lead to two (row 7)', async () => {
    const storms = SETTINGS[backend.name]
      .map(anySeed)
      .map(async (seed) => runStorm({ ...settingOf(seed), seed, kills: KILLS, address: await backend.address() }));
    for (const result of await Promise.all(storms)) {
      const again = `npm run storm -- --seeds 1 --kills ${KILLS} --database ${backend.name} --seed ${result.seed}`;
      expect(faultsOf(result), again).toEqual([]);
      expect(result.kills, again).toBe(KILLS);
      expect(result.leads, again).toBeGreaterThanOrEqual(KILLS);
      expect(Object.keys(result.faults).length, again).toBeGreaterThan(3);
    }
  });
});
