import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalSlack } from '../../playground/server/start-local-slack.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { manifest } from '../support/baton.ts';
import { company } from '../support/company.ts';
import { fileClock, setFileClock } from './file-clock.ts';
import { violations } from './invariants.ts';
import type { Flow } from './kill-flow.ts';
import type { PreparedOffice } from './kill-office.ts';
import { createScene } from './kill-scene.ts';
import type { StandingBy } from './running.ts';
import { variablesFor } from './running.ts';
import { type Supervised, supervise } from './supervised.ts';

/** Where a run is killed: at the n-th boundary, counted from 1, before or after it. */
export interface Death {
  readonly at: number;
  readonly side: 'before' | 'after';
}

export interface Run {
  /** Everything that was crossed until the death, or to the end. */
  readonly boundaries: readonly string[];
  /** False if the run came to its end before it came to that boundary. */
  readonly wasKilled: boolean;
  /** What does not hold; empty if all is well. */
  readonly broken: readonly string[];
  /** Kinds of jobs that ended, and of what people sent, over all its processes. */
  readonly met: ReadonlySet<string>;
}

/** Waits that matter to nobody here are short; lease and grace are the real ones, as the dead stay dead for longer. */
const TIMING = {
  jobs: { pollMs: 100, backoffBaseMs: 200 },
  slack: { pacing: { scale: 0, burst: 5, patience: 1_000 } },
};

/** Slack's patience with a dead app, which somebody who pressed a button has to have as well. */
const SLACK_PATIENCE = 1_500;

/** Plays the flow once, with a process that dies there; without a death, only its boundaries are counted. */
export async function play(flow: Flow, office: PreparedOffice, take: () => StandingBy, death?: Death): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-run-'));
  const clockFile = join(folder, 'clock');
  const file = join(folder, 'boundaries');
  setFileClock(clockFile, office.at);
  const clock = fileClock(clockFile);
  const slack = await startLocalSlack({ clock, manifest, company, rates: 'off', patienceMs: SLACK_PATIENCE });
  const { address, remove } = await office.copy();
  const database = openDatabase(address);
  const later = variablesFor(slack, address, { timing: TIMING, clock: clockFile });
  const first = variablesFor(slack, address, {
    timing: TIMING,
    clock: clockFile,
    kill: { file, from: flow.from, ...death },
  });
  const baton = supervise({ take, first, later, clock, clockFile });
  const scene = createScene({ slack, database, baton, clock, clockFile, secret: office.secret });
  const crossed = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []);
  const broken: string[] = [];
  let boundaries: readonly string[] = [];
  try {
    if (flow.from === 'armed') {
      await scene.rest();
      await baton.current.arm();
    }
    await flow.run(scene);
    await scene.rest();
    // What the examination does is no part of the story.
    boundaries = crossed();
    broken.push(...(await violations({ scene, baton, clock, oldMessages: office.oldMessages, flow })));
  } catch (error) {
    broken.push(`the story came to no end: ${String(error)}\n${await situation(database, baton)}`);
  } finally {
    await baton.stop();
    await database.close();
    await slack.stop();
    await remove();
  }
  rmSync(folder, { recursive: true });
  const ended = baton.processes.flatMap((one) => one.logged('job.ended'));
  return {
    boundaries,
    wasKilled: baton.deaths > 0,
    broken: [...scene.broken, ...broken],
    met: new Set([
      ...ended.map(({ kind }) => `job ${String(kind)}`),
      ...slack.records.envelopes.map(({ type, payload }) => kindOfPayload(type, payload)),
    ]),
  };
}

/** What somebody who looks into a failure wants to know. */
async function situation({ db }: Database, { processes }: Supervised): Promise<string> {
  const jobs = await db.selectFrom('jobs').selectAll().where('state', '<>', 'done').execute();
  const complaints = processes.flatMap(({ said }) =>
    said.split('\n').filter((line) => !line.includes('"level":"info"')),
  );
  return [...jobs.map((job) => JSON.stringify(job)), ...complaints].join('\n');
}

function kindOfPayload(type: string, payload: Readonly<Record<string, unknown>>): string {
  if (type === 'slash_commands') return 'commands';
  if (type === 'events_api') return 'events';
  return LISTENERS[String(payload.type)] ?? String(payload.type);
}

/** What the parts of `Listeners` are called in Slack's payloads. */
const LISTENERS: Readonly<Record<string, string>> = {
  block_actions: 'actions',
  view_submission: 'views',
  shortcut: 'globalShortcuts',
  message_action: 'messageShortcuts',
};
