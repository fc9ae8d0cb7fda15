import Sqlite from 'better-sqlite3';
import { type Bench, program } from './bench.ts';
import { type Figure, ms, type Part } from './figures.ts';
import { batonEnv, multiplyLeads, type Office } from './office.ts';
import { launch } from './process.ts';
import { alternate } from './rounds.ts';
import type { SlackStub } from './slack-stub.ts';

const PENDING = 100_000;
const SOON = { jobs: { leaseMs: 1_500, renewMs: 500 } };

/** The first post after a process was killed with many jobs to do, counted from the moment it may work again. */
export async function recovering(bench: Bench): Promise<Part> {
  const { office, folder, rounds } = bench;
  const long = office.copyTo(folder);
  multiplyLeads(long, PENDING);
  const killed = async () => {
    forgetLease(long);
    const before = start(bench, long);
    await firstPost(bench.slack);
    await before.kill();
    return { first: await firstAfterLease(bench, long) };
  };
  const clean = async () => {
    const short = office.copyTo(folder);
    return { first: await firstAfterLease(bench, short) };
  };
  const measured = await alternate<'killed' | 'clean', 'first'>(rounds, { killed, clean });
  const figure: Figure = {
    what: 'first post after the lease',
    baton: ms(measured.middle('killed', 'first')),
    floor: ms(measured.middle('clean', 'first')),
    ratio: measured.ratio('killed', 'clean', 'first'),
    goal: { most: 1.5 },
  };
  return { title: 'After kill -9', note: NOTE, figures: [figure] };
}

function start({ slack, office, folder, nodeArgs }: Bench, path: string) {
  const env = batonEnv(office satisfies Office, slack, path, SOON);
  return launch({ args: [...nodeArgs, program('baton-main.ts')], env, cwd: folder });
}

async function firstAfterLease(bench: Bench, path: string): Promise<number> {
  const posted = firstPost(bench.slack);
  const process = start(bench, path);
  const { text } = await process.line('worker.lease-taken');
  const gainedAt = Number(JSON.parse(text).time);
  const at = await posted;
  await process.kill();
  return at - gainedAt;
}

/** When the next message is posted, on the machine's clock. */
function firstPost(slack: SlackStub): Promise<number> {
  return new Promise((resolve) => {
    slack.onPost = () => {
      slack.onPost = () => {};
      resolve(Date.now());
    };
  });
}

function forgetLease(path: string): void {
  const file = new Sqlite(path);
  file.exec('delete from worker_leases');
  file.close();
}

const NOTE = `Killed after its first post, with ${PENDING.toLocaleString('en')} cards still to be posted, and started again; counted from the line in its log that says that it has the lease. The floor is a start with one card to be posted.`;
