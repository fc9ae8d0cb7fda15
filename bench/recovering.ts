import Sqlite from 'better-sqlite3';
import { type Bench, program } from './bench.ts';
import { type Figure, ms, type Part } from './figures.ts';
import { batonEnv, multiplyLeads, type Office } from './office.ts';
import { launch } from './process.ts';
import { alternate } from './rounds.ts';
import type { SlackStub } from './slack-stub.ts';

const PENDING = 100_000;

/** The first post after a process was killed with many jobs to do, counted from the moment it may work again. */
export async function recovering(bench: Bench): Promise<Part> {
  const { office, folder, rounds } = bench;
  const long = office.copyTo(folder);
  multiplyLeads(long, PENDING);
  const killed = async () => {
    forgetLease(long);
    const before = start(bench, long);
    await postsOf(bench.slack).first();
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
  const env = batonEnv(office satisfies Office, slack, path);
  return launch({ args: [...nodeArgs, program('baton-main.ts')], env, cwd: folder });
}

async function firstAfterLease(bench: Bench, path: string): Promise<number> {
  const posts = postsOf(bench.slack);
  const process = start(bench, path);
  const { text } = await process.line('worker.lease-taken');
  const gainedAt = Number(JSON.parse(text).time);
  // What the process that was killed sent with its last breath may arrive later than its end.
  const at = await posts.first(gainedAt);
  await process.kill();
  return at - gainedAt;
}

/** What is posted from now on. */
function postsOf(slack: SlackStub): { first(since?: number): Promise<number> } {
  const times: number[] = [];
  let onPost = () => {};
  slack.onPost = () => {
    times.push(Date.now());
    onPost();
  };
  return {
    first: (since = 0) =>
      new Promise((resolve) => {
        onPost = () => {
          const at = times.find((time) => time >= since);
          if (at !== undefined) resolve(at);
        };
        onPost();
      }),
  };
}

function forgetLease(path: string): void {
  const file = new Sqlite(path);
  file.exec('delete from worker_leases');
  file.close();
}

const NOTE = `Killed after its first post, with ${PENDING.toLocaleString('en')} cards still to be posted, and started again at once; counted from the line in its log that says that it has the lease, which is free ten seconds after it was renewed last. The floor is a start with one card to be posted.`;
