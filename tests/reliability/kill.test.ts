import { randomInt } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { type Backend, backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';
import { bundleMain } from './bundled-main.ts';
import { chooseDeaths } from './deaths.ts';
import type { Flow } from './kill-flow.ts';
import { flows } from './kill-flows.ts';
import { type PreparedOffice, prepareOffice } from './kill-office.ts';
import { reportDeaths } from './kill-report.ts';
import { type Death, play, type Run } from './kill-run.ts';
import { createStandbys } from './supervised.ts';

/** `npm run kill` sets it: every boundary, before and after, instead of a few that differ from run to run. */
const isEverywhere = process.env.KILL_EVERYWHERE !== undefined;
const seed = Number(process.env.KILL_SEED ?? randomInt(1_000));
/** Stories at a time: they wait more than they work. */
const LANES = 3;
const PATIENCE = isEverywhere ? 7_200_000 : 240_000;

/** What no story meets, and why it need not. */
const UNMET: ReadonlyMap<string, string> = new Map([
  ['forGuests', 'names listeners of the other kinds, and is none itself'],
]);

const main = await bundleMain();
const standbys = createStandbys(main.path);
const told = new Map<string, Promise<Told>>();

afterAll(async () => {
  await standbys.dispose();
  main.dispose();
  for (const one of told.values()) await (await one).office.remove();
});

describe.each(backends)('killed anywhere, on $name', (backend) => {
  it.each([...flows])(
    'the story of %s ends as if nothing had happened (rows 1 to 6)',
    async (name, flow) => {
      const { office, whole } = await tell(backend, name, flow);
      expect(whole.broken, 'without any death').toEqual([]);
      const deaths = chooseDeaths(whole.boundaries, { isEverywhere, always: flow.always, seed, count: 3 });
      const runs = await playAll(deaths, (death) => play(flow, office, standbys.take, death));
      const broken = runs.filter((run) => run.broken.length > 0);
      const findings = broken.map(({ death, boundaries, broken: what }) => [death, boundaries.at(-1), ...what]);
      const killed = runs.filter(({ wasKilled }) => wasKilled).length;
      reportDeaths({
        story: `${name} on ${backend.name}`,
        boundaries: whole.boundaries.length,
        runs: runs.length,
        killed,
        broken: broken.length,
        findings,
      });
      expect(findings, `KILL_SEED=${seed}`).toEqual([]);
      // Work at the same time may cross one boundary more or less, not many.
      expect(killed).toBeGreaterThanOrEqual(0.7 * deaths.length);
    },
    PATIENCE,
  );
});

it('every kind of job and every way in which people reach Baton is met by a story', async () => {
  const [backend] = backends;
  if (backend === undefined) throw new Error('No database');
  const { app } = await openOffice(backend);
  const kinds = [
    ...app.jobKinds.map((kind) => `job ${kind}`),
    ...new Set(app.listeners.flatMap((one) => Object.keys(one))),
  ];
  const met = new Set<string>();
  for (const [name, flow] of flows) for (const kind of (await tell(backend, name, flow)).whole.met) met.add(kind);
  expect(kinds.filter((kind) => !met.has(kind) && !UNMET.has(kind))).toEqual([]);
  expect([...UNMET.keys()].filter((kind) => met.has(kind) || !kinds.includes(kind))).toEqual([]);
});

interface Told {
  readonly office: PreparedOffice;
  /** The story without any death. */
  readonly whole: Run;
}

/** Prepared and told to its end once, however many tests ask. */
function tell(backend: Backend, name: string, flow: Flow): Promise<Told> {
  const key = `${name} on ${backend.name}`;
  const known = told.get(key) ?? tellWhole(backend, flow);
  told.set(key, known);
  return known;
}

async function tellWhole(backend: Backend, flow: Flow): Promise<Told> {
  const office = await prepareOffice(backend, flow);
  return { office, whole: await play(flow, office, standbys.take) };
}

async function playAll(deaths: readonly Death[], run: (death: Death) => Promise<Run>) {
  const left = [...deaths];
  const runs: (Run & { readonly death: Death })[] = [];
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let death = left.shift(); death !== undefined; death = left.shift()) {
        const told = await run(death);
        runs.push({ ...told, death });
        // A run that came to its end first has crossed fewer boundaries: the process dies a little earlier instead.
        if (!told.wasKilled && death.at > 1)
          left.push({ ...death, at: Math.min(death.at, told.boundaries.length + 1) - 1 });
      }
    }),
  );
  return runs;
}
