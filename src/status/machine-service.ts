import { type Instant, MINUTE } from '../core/instants.ts';
import { durationText } from '../core/time-text.ts';
import type { Clock } from '../platform/clock.ts';
import { type Finding, fault, note, ok } from './finding.ts';

/** What the doctor may ask of the machine and of Baton's own work. Whatever throws is a finding too. */
export interface MachineDeps {
  readonly clock: Clock;
  /** What is wrong with the database's file, in its own words. */
  readonly damage: () => Promise<string | undefined>;
  /** Where the database's file is and how much room is left there; undefined if there is no file. */
  readonly disk: (() => Promise<number>) | undefined;
  /** How many bytes the journal beside the file has; undefined if there is no file. */
  readonly journal: (() => Promise<number>) | undefined;
  /** How much work was given up, and when the oldest work that waits was or is due. */
  readonly work: () => Promise<{ readonly parked: number; readonly nextDueAt: Instant | undefined }>;
  /** Until when a running Baton has the right to work; undefined if there was never one. */
  readonly workedUntil: () => Promise<Instant | undefined>;
  /** Slack's code if it refuses the app token; undefined in HTTP mode, which has none. */
  readonly appTokenFault: (() => Promise<string | undefined>) | undefined;
  readonly publicUrl: string | undefined;
  readonly answersAt: (publicUrl: string) => Promise<boolean>;
}

const LEAST_FREE = 100_000_000;
/** SQLite empties it from four megabytes on, unless somebody still reads what is in it. */
const LARGE_JOURNAL = 100_000_000;
const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;
/** A lease that ended longer ago than this is nobody's. */
const TAKEOVER = MINUTE;
const LATE = 15 * MINUTE;

/** The database, the disk it is on, and whether its work is done. */
export async function machineFindings(deps: MachineDeps): Promise<Finding[]> {
  return [await database(deps), ...(await disk(deps)), ...(await journal(deps)), ...(await work(deps))];
}

async function database({ damage }: MachineDeps): Promise<Finding> {
  const said = await damage();
  if (said === undefined) return ok('Database', 'reachable, sound and up to date.');
  return fault('Database', `is damaged (${said}): stop Baton and restore the latest backup, as README says.`);
}

async function disk(deps: MachineDeps): Promise<Finding[]> {
  const free = await deps.disk?.();
  if (free === undefined) return [];
  if (free < LEAST_FREE) {
    return [fault('Disk', `only ${Math.floor(free / MEGABYTE)} MB are free: make room, or leads can’t be taken.`)];
  }
  return [ok('Disk', `${(free / GIGABYTE).toFixed(1)} GB free.`)];
}

async function journal(deps: MachineDeps): Promise<Finding[]> {
  const bytes = (await deps.journal?.()) ?? 0;
  if (bytes < LARGE_JOURNAL) return [];
  const sentence = `the database’s journal (the file that ends in -wal) has ${Math.floor(bytes / MEGABYTE)} MB: end what keeps it open, such as a viewer or a copy that hangs.`;
  return [note('Disk', sentence)];
}

async function work({ clock, work: look, workedUntil }: MachineDeps): Promise<Finding[]> {
  const { parked, nextDueAt } = await look();
  const until = await workedUntil();
  const now = clock.now();
  const isDone = until !== undefined && until > now - TAKEOVER;
  const late = nextDueAt === undefined ? 0 : now - nextDueAt;
  const findings: Finding[] = [];
  if (!isDone) findings.push(note('Work', 'no Baton is running on this database: "npm start".'));
  else if (late > LATE)
    findings.push(fault('Work', `is ${durationText(late)} behind: start Baton anew, and see job.failed in the log.`));
  if (parked > 0) {
    const sentence = `${parked} given up: see job.parked in the log, then save /baton setup again.`;
    findings.push(note('Work', sentence));
  }
  return findings.length > 0 ? findings : [ok('Work', 'is being done, and nothing is overdue.')];
}

/** Whether Slack can reach us by sockets. */
export async function appTokenFindings({ appTokenFault }: MachineDeps): Promise<Finding[]> {
  if (appTokenFault === undefined) return [];
  const code = await appTokenFault();
  if (code === undefined) return [ok('App token', 'opens Socket Mode.')];
  const advice =
    code === 'missing_scope'
      ? 'give it the scope connections:write'
      : 'copy it again from “Basic Information”, “App-Level Tokens”, and see that Socket Mode is on';
  return [fault('App token', `is refused by Slack (${code}): ${advice}.`)];
}

/** Whether the world can reach us, as far as that can be seen from here. */
export async function addressFindings({ publicUrl, answersAt }: MachineDeps): Promise<Finding[]> {
  if (publicUrl === undefined) {
    return [note('Address', 'PUBLIC_URL is not set: forms elsewhere need an address at which they reach Baton.')];
  }
  if (['localhost', '127.0.0.1', '[::1]'].includes(new URL(publicUrl).hostname)) {
    return [note('Address', 'PUBLIC_URL is of this machine: forms elsewhere can’t reach it.')];
  }
  if (await answersAt(publicUrl)) return [ok('Address', `${publicUrl} answers.`)];
  return [note('Address', `${publicUrl} does not answer from here: is Baton running, and does the proxy pass it on?`)];
}
