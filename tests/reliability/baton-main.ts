/**
 * A main of the tests' own: Baton as `src/main.ts` starts it, with what the real program has no variables for.
 *
 * - BATON_TEST_TIMING: JSON that is laid over `Config.timing`, part by part.
 * - BATON_TEST_CLOCK: a file as `file-clock.ts` writes it; without it, the machine's clock.
 * - BATON_TEST_KILL: a `KillPlan` as JSON.
 * - BATON_TEST_STANDBY: if set, everything is loaded, and the first line of standard input is more environment, as JSON.
 *
 * A line “arm” on standard input arms the kill plan, and the log says `test.armed`; it says `baton.started` with the port.
 */
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { createApp } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { openWorld, told } from '../../src/main.ts';
import { createBoundaries, type KillPlan } from './boundaries.ts';
import { countCommits } from './counted-drivers.ts';
import { countAcknowledgements, countAnswers, countedFetch } from './counted-world.ts';
import { fileClock } from './file-clock.ts';

const stop = told();
// Before anything kills us: a process that is killed leaves no cache behind.
flushCompileCache();
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const env = { ...process.env, ...(process.env.BATON_TEST_STANDBY === undefined ? {} : await given()) };
const plan: KillPlan | undefined = env.BATON_TEST_KILL === undefined ? undefined : JSON.parse(env.BATON_TEST_KILL);
const boundaries = plan && createBoundaries(plan);
if (boundaries !== undefined) {
  countCommits(boundaries, plan?.statements ?? false);
  countAcknowledgements(boundaries);
  countAnswers(boundaries);
}
const config = configuration();
const world = await openWorld(config);
const app = await createApp(config, {
  ...world,
  ports: {
    ...world.ports,
    ...(env.BATON_TEST_CLOCK !== undefined && { clock: fileClock(env.BATON_TEST_CLOCK) }),
    ...(boundaries !== undefined && { fetch: countedFetch(boundaries, world.ports.fetch) }),
  },
  host: '127.0.0.1',
});
const { port } = await app.start();
world.log.info('baton.started', { port, mode: config.mode });
void obey();
await stop;
await app.stop();
await world.ports.database.close();
world.log.info('baton.stopped');
process.exit();

async function given(): Promise<Record<string, string>> {
  const { value } = await lines.next();
  // The other side has gone: nobody wants this process any more.
  if (value === undefined) process.exit();
  return JSON.parse(value);
}

async function obey(): Promise<void> {
  for (let { value } = await lines.next(); value !== undefined; { value } = await lines.next()) {
    if (value !== 'arm') continue;
    boundaries?.arm();
    world.log.info('test.armed');
  }
  // Whoever started it has gone without ending it.
  if (process.env.BATON_TEST_STANDBY !== undefined) process.exit(1);
}

function configuration(): Exclude<Config, { readonly mode: 'playground' }> {
  const read = readConfig(env);
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'));
  if (read.config.mode === 'playground') throw new Error('This needs the tokens of a local Slack.');
  const { timing } = read.config;
  const wanted: Record<string, object | number> = JSON.parse(env.BATON_TEST_TIMING ?? '{}');
  const laidOver = Object.entries({ ...timing, ...wanted }).map(([name, part]) => {
    const standing: unknown = Reflect.get(timing, name);
    return [name, typeof standing === 'object' && typeof part === 'object' ? { ...standing, ...part } : part];
  });
  return { ...read.config, timing: Object.assign({}, timing, Object.fromEntries(laidOver)) };
}
