import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Bench, program } from './bench.ts';
import { type Figure, megabytes, ms, type Part } from './figures.ts';
import { batonEnv } from './office.ts';
import { launch, type Measurable } from './process.ts';
import { alternate } from './rounds.ts';

const IDLE_MS = 5_000;
const BATON = fileURLToPath(new URL('../bin/baton.mjs', import.meta.url));
const BUILD = fileURLToPath(new URL('../bin/build.mjs', import.meta.url));
const SOURCES = new URL('../bin/from-sources.mjs', import.meta.url).href;
/** As `bin/baton.mjs` starts it where nothing was built; the compile cache is on for all programs. */
const FROM_SOURCES = ['-e', `import('${SOURCES}').then(({ run }) => run(['node', 'baton', 'start']))`];

type Name = 'baton' | 'sources' | 'empty' | 'bolt';
type Measure = 'ready' | 'cpu' | 'memory';

/** From the start of the process until it works, and what it holds when nothing happens. */
export async function starting(bench: Bench): Promise<Part> {
  const { slack, office, folder, rounds } = bench;
  const built = spawnSync(process.execPath, [BUILD], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`It can't be built: ${built.stderr}`);
  // One that all starts have in common, as an installation has.
  const cache = { NODE_COMPILE_CACHE: join(folder, 'compile-cache') };
  const env = { ...batonEnv(office, slack, office.copyTo(folder)), ...cache, SLACK_APP_TOKEN: 'xapp-starting' };
  const libraries = JSON.stringify(await librariesOf(env, folder));
  const socket = { SLACK_API_URL: slack.url, SLACK_BOT_TOKEN: 'xoxb-bolt', SLACK_APP_TOKEN: 'xapp-bolt' };

  const measure = (args: readonly string[], its: Record<string, string>, ready: string) => async () => {
    const startedAt = Date.now();
    const process = launch({ args, env: its, cwd: folder });
    const { at } = await process.line(ready);
    const cpu = process.cpu();
    await pause(IDLE_MS);
    const memory = process.memory();
    // Not killed: Node writes its compile cache when a process ends by itself.
    await process.stop();
    return { ready: at - startedAt, cpu, memory };
  };
  const measured = await alternate<Name, Measure>(rounds, {
    baton: measure([BATON, 'start'], env, 'baton.started'),
    sources: measure(FROM_SOURCES, env, 'baton.started'),
    empty: measure([program('floor-empty.ts')], { ...cache, EMPTY_LIBRARIES: libraries }, 'ready'),
    bolt: measure([program('floor-bolt.ts')], { ...socket, ...cache }, 'port'),
  });
  const figure = (what: string, of: Name, floor: Name, which: Measure, most?: number): Figure => ({
    what: `${what}; ${of === 'sources' ? 'from its sources; ' : ''}floor: ${floor === 'empty' ? 'an empty program' : 'bare Bolt'}`,
    baton: unit(which, measured.middle(of, which)),
    floor: unit(which, measured.middle(floor, which)),
    ratio: measured.ratio(of, floor, which),
    ...(most !== undefined && { goal: { most } }),
  });
  return {
    title: 'A start, and the memory of an idle process',
    note: NOTE,
    figures: [
      figure('ready', 'baton', 'empty', 'ready', 1.3),
      figure('ready', 'sources', 'empty', 'ready'),
      figure('ready', 'baton', 'bolt', 'ready'),
      figure('CPU until ready', 'baton', 'empty', 'cpu'),
      figure('CPU until ready', 'sources', 'empty', 'cpu'),
      figure('CPU until ready', 'baton', 'bolt', 'cpu'),
      figure('memory', 'baton', 'empty', 'memory', 1.25),
      figure('memory', 'sources', 'empty', 'memory'),
      figure('memory', 'baton', 'bolt', 'memory'),
    ],
  };
}

/** What Baton's sources have imported by the time it is ready: the floor follows the code by itself. */
async function librariesOf(env: Record<string, string>, folder: string): Promise<unknown> {
  const baton: Measurable = launch({ args: ['--import', program('imported.ts'), ...FROM_SOURCES], env, cwd: folder });
  await baton.line('baton.started');
  baton.child.send('which');
  const [libraries] = await once(baton.child, 'message');
  await baton.kill();
  return libraries;
}

const unit = (which: Measure, value: number): string => (which === 'memory' ? megabytes(value) : ms(value));

const NOTE = `\`baton start\` after \`npm run build\`, with sockets and a database that is up to date, until its log says that it works; then ${IDLE_MS / 1_000} seconds of nothing. The empty program imports the same libraries, and nothing else; all have Node's compile cache.`;
