import { appendFileSync } from 'node:fs';

/** What came of the deaths of one story. */
export interface Told {
  readonly story: string;
  /** How many boundaries it has. */
  readonly boundaries: number;
  readonly runs: number;
  /** How many of the runs came to their boundary. */
  readonly killed: number;
  readonly broken: number;
  /** What did not hold, and where it had died. */
  readonly findings: readonly unknown[];
}

/** Where `npm run kill` reads the totals. */
const FILE = process.env.KILL_REPORT;

/** Notes it for `npm run kill`, which adds it all up. */
export function reportDeaths(told: Told): void {
  if (FILE !== undefined) appendFileSync(FILE, `${JSON.stringify(told)}\n`);
}
