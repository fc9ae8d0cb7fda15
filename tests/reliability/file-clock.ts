import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Duration, Instant } from '../../src/core/instants.ts';
import { type Clock, systemClock } from '../../src/platform/clock.ts';

/** How often a sleeper looks whether the clock has been moved. */
const LOOK_EVERY: Duration = 20;

/** The machine's clock, ahead by the milliseconds in a file: processes that read the same file have the same time. */
export const fileClock = (file: string): Clock => ({
  now: () => now(file),
  async sleepUntil(instant, signal) {
    while (!signal?.aborted && now(file) < instant) {
      const left = Math.min(instant - now(file), LOOK_EVERY);
      await systemClock.sleepUntil(systemClock.now() + left, signal);
    }
  },
});

const now = (file: string): Instant => systemClock.now() + Number(readFileSync(file, 'utf8'));

/** Puts the clock of the file on this time; whoever reads it goes on from there. */
export function setFileClock(file: string, at: Instant): void {
  // Renamed into its place, so that nobody reads half of it.
  writeFileSync(`${file}.new`, String(at - systemClock.now()));
  renameSync(`${file}.new`, file);
}
