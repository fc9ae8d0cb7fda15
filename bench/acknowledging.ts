import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from '../src/platform/clock.ts';
import { type Bench, program } from './bench.ts';
import { claimEnvelope, claimRequest } from './claims.ts';
import { type Figure, ms, type Part } from './figures.ts';
import { closedLoop, type LoadResult, openLoop } from './http-load.ts';
import { batonEnv, giveWorkAway, multiplyLeads, NO_WORK, SIGNING_SECRET } from './office.ts';
import { launch, type Measurable } from './process.ts';
import { percentile } from './report.ts';
import { alternate } from './rounds.ts';
import { closedCalls, openCalls } from './socket-load.ts';

const AT_ONCE = 1_500;
const WORKERS = 32;
const EVENLY = 600;
const PER_SECOND = 200;

/** How a program is asked to acknowledge claims, so many at once or evenly. */
interface Asked {
  readonly process: Measurable;
  atOnce(leads: readonly string[]): Promise<Pick<LoadResult, 'took'>>;
  evenly(leads: readonly string[]): Promise<Pick<LoadResult, 'took'>>;
}

/** A claim over HTTP: until it is on disk and acknowledged, beside a bare Bolt that only acknowledges. */
export async function acknowledgingOverHttp(bench: Bench): Promise<Part> {
  const figures = await compare(bench, async (name, process) => {
    const port = await process.port();
    const clock = name === 'baton' ? bench.office : systemClock;
    const requests = (leads: readonly string[]) => leads.map((lead, at) => claimRequest(clock, lead, at));
    return {
      process,
      atOnce: (leads) => closedLoop(port, WORKERS, requests(leads)),
      evenly: (leads) => openLoop(port, PER_SECOND, requests(leads)),
    };
  });
  return { title: 'A claim is acknowledged, over HTTP', note: NOTE, figures };
}

/** The same over Socket Mode. */
export async function acknowledgingOverSockets(bench: Bench): Promise<Part> {
  const { slack } = bench;
  const figures = await compare(
    bench,
    async (name, process) => {
      await slack.connected(appToken(name));
      const calls = (leads: readonly string[]) =>
        leads.map((lead, at) => () => slack.deliver(appToken(name), claimEnvelope(lead, at)));
      return {
        process,
        atOnce: (leads) => closedCalls(WORKERS, calls(leads)),
        evenly: (leads) => openCalls(PER_SECOND, calls(leads)),
      };
    },
    (name) => ({ SLACK_APP_TOKEN: appToken(name) }),
  );
  // Reported without a goal: over a socket bare Bolt does next to nothing.
  const reported = figures.map(({ what, baton, floor, ratio }) => ({ what, baton, floor, ratio }));
  return { title: 'A claim is acknowledged, over Socket Mode', note: NOTE, figures: reported };
}

type Name = 'baton' | 'bolt' | 'keeping';

const appToken = (name: Name): string => `xapp-${name}`;

async function compare(
  { slack, office, folder, rounds, nodeArgs }: Bench,
  ask: (name: Name, process: Measurable) => Promise<Asked>,
  more: (name: Name) => Record<string, string> = () => ({}),
): Promise<Figure[]> {
  const path = office.copyTo(folder);
  giveWorkAway(path);
  const leads = multiplyLeads(path, (rounds + 1) * (AT_ONCE + EVENLY));
  const start = async (name: Name, args: readonly string[], env: Record<string, string>) =>
    ask(name, launch({ args, env: { ...env, ...more(name) }, cwd: folder }));
  const baton = await start('baton', [...nodeArgs, program('baton-main.ts')], batonEnv(office, slack, path, NO_WORK));
  const slackOnly = { SLACK_API_URL: slack.url, SLACK_BOT_TOKEN: 'xoxb-bolt', SLACK_SIGNING_SECRET: SIGNING_SECRET };
  const bolt = await start('bolt', [program('floor-bolt.ts')], slackOnly);
  const kept = { ...slackOnly, FLOOR_KEEPS: join(folder, `${randomUUID()}.db`) };
  const keeping = await start('keeping', [program('floor-bolt.ts')], kept);

  const measure =
    ({ process, atOnce, evenly }: Asked) =>
    async (round: number) => {
      const its = leads.slice(round * (AT_ONCE + EVENLY), (round + 1) * (AT_ONCE + EVENLY));
      const before = process.cpu();
      await atOnce(its.slice(0, AT_ONCE));
      const cpu = (process.cpu() - before) / AT_ONCE;
      const { took } = await evenly(its.slice(AT_ONCE));
      return { cpu, p50: percentile(took, 0.5), p99: percentile(took, 0.99) };
    };
  const measured = await alternate(rounds, {
    baton: measure(baton),
    bolt: measure(bolt),
    keeping: measure(keeping),
  });
  await baton.process.stop();
  await Promise.all([bolt.process.kill(), keeping.process.kill()]);
  const measures = [
    { what: 'CPU for each', which: 'cpu', most: 1.75 },
    { what: `p50 at ${PER_SECOND}/s`, which: 'p50', most: 1.5 },
    { what: `p99 at ${PER_SECOND}/s`, which: 'p99', most: 2 },
  ] as const;
  const beside = (floor: 'bolt' | 'keeping', { what, which, most }: (typeof measures)[number]): Figure => ({
    what: floor === 'bolt' ? what : `${what}; floor: keeps the press`,
    baton: ms(measured.middle('baton', which)),
    floor: ms(measured.middle(floor, which)),
    ratio: measured.ratio('baton', floor, which),
    ...(floor === 'bolt' && { goal: { most } }),
  });
  return (['bolt', 'keeping'] as const).flatMap((floor) => measures.map((one) => beside(floor, one)));
}

const NOTE = `Each button press is a claim of another lead by one of twenty people: gate, rights, one transaction (lead, journal, jobs), synced to disk, then the acknowledgement. The floor is a bare Bolt that acknowledges and writes nothing; beside it one that keeps the press, a row synced by itself before it acknowledges: the least that outlives a power cut. CPU: ${WORKERS} at a time. Another process has the right to work on the jobs, and the answer that follows an acknowledgement is left out on both sides.`;
