import { type Bench, program } from './bench.ts';
import { type Figure, ms, type Part, perSecond } from './figures.ts';
import { closedLoop } from './http-load.ts';
import { batonEnv, giveWorkAway, NO_WORK, signedLeads } from './office.ts';
import { launch, type Measurable } from './process.ts';
import { alternate, type Rounds } from './rounds.ts';

const WORKERS = 32;
/** A floor that commits each lead by itself is given fewer, or it would take most of the time. */
const REQUESTS = { baton: 1_500, group: 1_500, each: 500 };
const SLOW = '2000';

type Name = 'baton' | 'group' | 'each';
type Measure = 'rate' | 'cpu';

/** Signed leads, accepted as fast as they can be, on the disk as it is. */
export async function accepting(bench: Bench): Promise<Part> {
  const measured = await compare(bench, {});
  return { title: 'Leads are accepted', note: NOTE, figures: figuresOf(measured, undefined) };
}

/** The same on a disk that needs two milliseconds more for each sync. */
export async function acceptingOnSlowDisk(bench: Bench): Promise<Part> {
  const title = 'Leads are accepted, with 2 ms added to each sync';
  if (bench.slowSync === undefined) return { title, note: 'Not measured: there is no C compiler here.', figures: [] };
  const measured = await compare(bench, { LD_PRELOAD: bench.slowSync, FSYNC_US: SLOW });
  return { title, note: NOTE, figures: figuresOf(measured, 10) };
}

async function compare(
  { slack, office, folder, rounds, nodeArgs }: Bench,
  disk: Readonly<Record<string, string>>,
): Promise<Rounds<Name, Measure>> {
  const path = office.copyTo(folder);
  giveWorkAway(path);
  const env = { ...batonEnv(office, slack, path, NO_WORK), ...disk };
  const baton = launch({ args: [...nodeArgs, program('baton-main.ts')], env, cwd: folder });
  const floor = (how: string) =>
    launch({
      args: [program('floor-intake.ts')],
      env: { FLOOR_DATABASE: office.copyTo(folder), FLOOR_SECRET: office.secret, FLOOR_COMMIT: how, ...disk },
      cwd: folder,
    });
  const [group, each] = [floor('group'), floor('each')];
  const measure = async (name: Name, process: Measurable) => {
    const port = await process.port();
    return async () => {
      const requests = signedLeads(office, REQUESTS[name]);
      const before = process.cpu();
      const { total } = await closedLoop(port, WORKERS, requests);
      return {
        rate: (requests.length / total) * 1_000,
        cpu: (process.cpu() - before) / requests.length,
      };
    };
  };
  const measured = await alternate(rounds, {
    baton: await measure('baton', baton),
    group: await measure('group', group),
    each: await measure('each', each),
  });
  await baton.stop();
  await Promise.all([group.kill(), each.kill()]);
  return measured;
}

function figuresOf(measured: Rounds<Name, Measure>, leastOfEach: number | undefined): Figure[] {
  const rate = (floor: Name, what: string, least: number | undefined): Figure => ({
    what,
    baton: perSecond(measured.middle('baton', 'rate')),
    floor: perSecond(measured.middle(floor, 'rate')),
    ratio: measured.ratio('baton', floor, 'rate'),
    ...(least !== undefined && { goal: { least } }),
  });
  return [
    rate('group', 'accepted; floor: shared commits', 0.9),
    rate('each', 'accepted; floor: a commit each', leastOfEach),
    {
      what: 'CPU for each; floor: shared commits',
      baton: ms(measured.middle('baton', 'cpu')),
      floor: ms(measured.middle('group', 'cpu')),
      ratio: measured.ratio('baton', 'group', 'cpu'),
    },
  ];
}

const NOTE = `${WORKERS} senders at a time, each with a signed lead of its own. Both floors check the signature, parse the body and write the same rows with prepared statements (\`bench/floor-intake.ts\`); they have no gate, mapping, calendar or rules. Another process has the right to work on the jobs.`;
