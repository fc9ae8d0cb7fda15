import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import type { DatabaseAddress } from '../../src/platform/db/database.ts';
import { leaksIn } from '../support/leaks.ts';

const MAIN = fileURLToPath(new URL('./baton-main.ts', import.meta.url));
/** The key of `openOffice`: what it has sealed, a process can open. */
const KEY = Buffer.alloc(32, 7).toString('base64');
// A wait ends with its condition; this only says when to give up on a busy machine.
const WITHIN = 60_000;
/** What a process is given and may say to nobody. */
const SECRETS = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'BATON_SECRET_KEY'];
/** In MB: what loading leaves behind is cleared away once instead of many times, which is an eighth of its work. */
const ROOM_TO_LOAD = '--min-semi-space-size=16';

/** A process of `baton-main.ts`. Nothing here needs vitest; whoever starts one calls `dispose`. */
export interface RunningBaton {
  readonly pid: number;
  /** Resolves with the port once it works; rejects with what it said if it ends before. */
  readonly started: Promise<number>;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly isOver: boolean;
  /** All output so far. */
  readonly said: string;
  /** The entries of its log with this event, oldest first. */
  logged(event: string): Record<string, unknown>[];
  /** What it tells whoever measures; empty if it does not work. */
  metrics(): Promise<string>;
  /** Arms the kill plan, and resolves when it is armed. */
  arm(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL to its whole group, if it still runs, and removes what it left. Rejects if it has said one of its secrets, or somebody's address. */
  dispose(): Promise<void>;
}

/** Variables of `baton-main.ts`, on top of those that the real program reads. */
export interface TestVariables {
  readonly timing?: object;
  readonly clock?: string;
  readonly kill?: object;
}

/** The environment with which the program finds a local Slack and a database; `PORT` is any free one. */
export const variablesFor = (
  slack: LocalSlack,
  database: DatabaseAddress,
  { timing, clock, kill }: TestVariables = {},
): Record<string, string> => ({
  SLACK_API_URL: slack.url,
  SLACK_BOT_TOKEN: slack.tokens.bot,
  SLACK_APP_TOKEN: slack.tokens.app,
  DATABASE_URL: database.kind === 'sqlite' ? `sqlite:${database.path}` : database.url,
  BATON_SECRET_KEY: KEY,
  PORT: '0',
  ...(timing !== undefined && { BATON_TEST_TIMING: JSON.stringify(timing) }),
  ...(clock !== undefined && { BATON_TEST_CLOCK: clock }),
  ...(kill !== undefined && { BATON_TEST_KILL: JSON.stringify(kill) }),
});

/** Starts a process in an empty folder, with nothing of our own environment. */
export const startBaton = (env: Readonly<Record<string, string>>): RunningBaton => standBy().begin(env);

/** A process that has loaded everything and waits to be told what for. */
export interface StandingBy {
  begin(env: Readonly<Record<string, string>>): RunningBaton;
  dispose(): Promise<void>;
}

/** `main` is where `baton-main.ts` is, if somebody has made one file of it. */
export function standBy(main = MAIN): StandingBy {
  const cwd = mkdtempSync(join(tmpdir(), 'baton-process-'));
  const child = spawn(process.execPath, [ROOM_TO_LOAD, main], {
    cwd,
    env: { BATON_TEST_STANDBY: '1', NODE_COMPILE_CACHE: join(tmpdir(), 'baton-tests-compiled') },
    // A group of its own, so that a signal to the tests is none to it.
    detached: true,
  });
  let said = '';
  let secrets: readonly string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  // Writing to a process that has just died is no fault of the test.
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);

  async function dispose(): Promise<void> {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It ended between the question and the signal.
      }
    }
    await ended;
    rmSync(cwd, { recursive: true, force: true });
    const leaks = leaksIn(said, secrets);
    if (leaks.length > 0) throw new Error(`A process said ${leaks.join(', ')}: ${said}`);
  }

  function logged(event: string): Record<string, unknown>[] {
    const lines = said.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
    return lines.map((line) => JSON.parse(line)).filter((entry) => entry.event === event);
  }

  /** The first entry of this event; rejects when the process ends without one. */
  function whenLogged(event: string): Promise<Record<string, unknown>> {
    const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>();
    const look = () => {
      const [entry] = logged(event);
      if (entry !== undefined) resolve(entry);
    };
    child.stdout.on('data', look);
    look();
    const late = setTimeout(() => reject(new Error(`It said no ${event} in time: ${said}`)), WITHIN);
    void ended.then((how) => reject(new Error(`It ended (${how}) without ${event}: ${said}`)));
    // Not everybody waits for it.
    promise.catch(() => {});
    return promise.finally(() => {
      clearTimeout(late);
      child.stdout.off('data', look);
    });
  }

  return {
    dispose,
    begin(env) {
      secrets = SECRETS.flatMap((name) => env[name] ?? []);
      child.stdin.write(`${JSON.stringify(env)}\n`);
      const started = whenLogged('baton.started').then(({ port }) => Number(port));
      started.catch(() => {});
      return {
        pid: child.pid ?? 0,
        started,
        ended,
        get isOver() {
          return child.exitCode !== null || child.signalCode !== null;
        },
        get said() {
          return said;
        },
        logged,
        async metrics() {
          if (child.exitCode !== null || child.signalCode !== null) return '';
          const address = started.then((port) => `http://127.0.0.1:${port}/metrics`);
          return address
            .then((url) => fetch(url))
            .then((answer) => answer.text())
            .catch(() => '');
        },
        async arm() {
          child.stdin.write('arm\n');
          await whenLogged('test.armed');
        },
        signal: (signal) => void child.kill(signal),
        dispose,
      };
    },
  };
}
