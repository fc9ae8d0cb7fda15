/**
 * The real Baton as a process that is measured: everything as `npm start` has it, with the waiting times and the time of day that
 * the bench asks for (BENCH_TIMING, BENCH_AHEAD). Asked over its channel, it tells how late its event loop was.
 */
import { enableCompileCache } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';

enableCompileCache();
const { createApp } = await import('../src/app.ts');
const { readConfig } = await import('../src/config.ts');
const { openWorld, told } = await import('../src/main.ts');
const { systemClock } = await import('../src/platform/clock.ts');

const read = readConfig();
if (read.kind !== 'ok' || read.config.mode === 'playground') throw new Error(JSON.stringify(read));
const { BENCH_TIMING = '{}', BENCH_AHEAD = '0' } = process.env;
const wish = JSON.parse(BENCH_TIMING);
const { timing } = read.config;
const config = {
  ...read.config,
  timing: {
    ...timing,
    // One form of the bench sends as much as a thousand others.
    intake: { burst: 1e9, perSecond: 1e9 },
    ...wish,
    jobs: { ...timing.jobs, ...wish.jobs },
    slack: { ...timing.slack, ...wish.slack },
  },
};
const ahead = Number(BENCH_AHEAD);
const clock: typeof systemClock = {
  now: () => systemClock.now() + ahead,
  sleepUntil: (instant, signal) => systemClock.sleepUntil(instant - ahead, signal),
};

const stop = told();
const delay = monitorEventLoopDelay({ resolution: 1 });
process.on('message', (question) => {
  if (question === 'begin') {
    delay.reset();
    delay.enable();
  }
  if (question === 'delay') process.send?.({ p50: ms(50), p99: ms(99), max: delay.max / 1e6 });
});
// The channel must not keep the process alive.
process.channel?.unref();

const { ports, log, secrets } = await openWorld(config);
const app = await createApp(config, { ports: { ...ports, clock }, log, secrets, host: '127.0.0.1' });
const { port } = await app.start();
log.info('baton.started', { port, mode: config.mode });
await stop;
await app.stop();
await ports.database.close();
process.exit();

function ms(percentile: number): number {
  return delay.percentile(percentile) / 1e6;
}
