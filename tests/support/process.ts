import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import type { DatabaseAddress } from '../../src/platform/db/database.ts';
import { expectNoCanary } from './canaries.ts';

/** The key of `openOffice`: what it has sealed, a process can open. */
const KEY = Buffer.alloc(32, 7).toString('base64');

const PROGRAM = fileURLToPath(new URL('../../bin/baton.mjs', import.meta.url));

/** The real program, as a process of its own. */
export interface BatonProcess {
  readonly child: ChildProcess;
  /** Everything on its standard output and error so far. */
  readonly said: string;
  readonly complained: string;
  /** The entries of its log with this event, oldest first. */
  logged(event: string): Record<string, unknown>[];
  /** Waits for its log to say where it listens. */
  port(): Promise<number>;
  /** Its exit code, or the signal that ended it. */
  ended(): Promise<number | string>;
}

/** The environment with which the program finds a local Slack and a database. */
export const environmentOf = (slack: LocalSlack, database: DatabaseAddress): Record<string, string> => ({
  SLACK_API_URL: slack.url,
  SLACK_BOT_TOKEN: slack.tokens.bot,
  SLACK_APP_TOKEN: slack.tokens.app,
  DATABASE_URL: database.kind === 'sqlite' ? `sqlite:${database.path}` : database.url,
  BATON_SECRET_KEY: KEY,
  PORT: '0',
});

export interface RunOptions {
  readonly under?: readonly string[];
  readonly as?: { readonly uid?: number; readonly gid?: number };
  readonly program?: string;
  readonly shows?: readonly string[];
}

/**
 * Runs `bin/baton.mjs` with nothing of our own environment, in an empty folder; it is killed when the test ends. `under` is a
 * command that ends by executing its own arguments, such as `nice`; `program` another copy of it; `shows` what it prints of people who
 * are made up.
 */
export function runProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { under = [], as = {}, program = PROGRAM, shows = [] }: RunOptions = {},
): BatonProcess {
  const cwd = mkdtempSync(join(tmpdir(), 'baton-process-'));
  const [command = '', ...rest] = [...under, process.execPath, program, ...args];
  const child = spawn(command, rest, { cwd, env: { ...env }, ...as });
  // Not “exit”, after which output may still arrive.
  const exit = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
    const printed = shows.reduce((text, one) => text.replaceAll(one, ''), said + complained);
    expectNoCanary('what the program printed', printed);
    rmSync(cwd, { recursive: true, force: true });
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });

  function logged(event: string): Record<string, unknown>[] {
    const lines = said.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
    return lines.map((line) => JSON.parse(line)).filter((entry) => entry.event === event);
  }

  return {
    child,
    get said() {
      return said;
    },
    get complained() {
      return complained;
    },
    logged,
    async port() {
      await expect.poll(() => logged('baton.started').length > 0 || child.exitCode !== null).toBe(true);
      const [started] = logged('baton.started');
      if (started === undefined) throw new Error(`It did not start: ${complained}`);
      return Number(started.port);
    },
    async ended() {
      const [code, signal] = await exit;
      return code ?? signal;
    },
  };
}
