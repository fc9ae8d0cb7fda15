import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';

/** A program that is measured, as a process of its own. */
export interface Measurable {
  readonly child: ChildProcess;
  /** Time on the processor since its start, of all its threads, in milliseconds. */
  cpu(): number;
  /** What it holds in memory now, in megabytes of 10^6 bytes. */
  memory(): number;
  /** The first line of its output that has this in it, from now on or before; rejects if the program ends without. */
  line(part: string): Promise<{ readonly text: string; readonly at: number }>;
  /** The port that it has said in a line such as `port 4321`, or in its log. */
  port(): Promise<number>;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
  /** Ends it like a power cut. */
  kill(): Promise<void>;
}

export interface Launch {
  /** Arguments of Node, the program first. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const SYSTEM_CORE = 0;
const HARNESS_CORE = 1;

/** Whether programs and harness can each have a processor of their own. */
export const isPinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Keeps this process, which plays Slack and the senders, off the core of what is measured. */
export function pinHarness(): void {
  if (isPinned) spawnSync('taskset', ['-a', '-c', '-p', String(HARNESS_CORE), String(process.pid)]);
}

/** Starts a program on the core that is kept for what is measured, with nothing of our own environment. */
export function launch({ args, env = {}, cwd }: Launch): Measurable {
  const command = [...(isPinned ? ['taskset', '-c', String(SYSTEM_CORE)] : []), process.execPath, ...args];
  const [program = process.execPath, ...rest] = command;
  const child = spawn(program, rest, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...(cwd !== undefined && { cwd }),
  });
  const ended = once(child, 'close');
  running.add(child);
  child.once('close', () => running.delete(child));
  const said = listenTo(child);
  let complained = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });

  async function stopWith(signal: NodeJS.Signals): Promise<void> {
    child.kill(signal);
    await ended;
  }

  async function line(part: string) {
    const found = await Promise.race([said.find(part), ended.then(() => undefined)]);
    if (found === undefined) throw new Error(`${args.join(' ')} ended without “${part}”: ${complained}`);
    return found;
  }

  return {
    child,
    cpu: () => cpuOf(child.pid),
    memory: () => memoryOf(child.pid),
    line,
    async port() {
      const { text } = await line('port');
      return Number(/port"?:? *(\d+)/.exec(text)?.[1]);
    },
    stop: () => stopWith('SIGTERM'),
    kill: () => stopWith('SIGKILL'),
  };
}

// Nobody else would end what an interrupted run has started.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

interface Line {
  readonly text: string;
  readonly at: number;
}

const MOST_KEPT = 2_000;

function listenTo(child: ChildProcess): { find(part: string): Promise<Line> } {
  const lines: Line[] = [];
  const waiting = new Set<(line: Line) => void>();
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = { text, at: Date.now() };
      if (lines.length < MOST_KEPT) lines.push(line);
      for (const tell of waiting) tell(line);
    });
  }
  return {
    find: (part) =>
      new Promise((resolve) => {
        const known = lines.find(({ text }) => text.includes(part));
        if (known !== undefined) return resolve(known);
        const look = (line: Line) => {
          if (!line.text.includes(part)) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
      }),
  };
}

const TICKS_PER_SECOND = Number(spawnSync('getconf', ['CLK_TCK']).stdout?.toString() || 100);

/** utime and stime: fields 14 and 15 of proc_pid_stat(5). The name before them, in brackets, may hold spaces. */
function cpuOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1_000;
}

function memoryOf(pid: number | undefined): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1_024) / 1_000_000;
}
