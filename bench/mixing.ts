import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { SECOND } from '../src/core/instants.ts';
import { type Bench, program } from './bench.ts';
import { claimRequest } from './claims.ts';
import { type Figure, ms, type Part } from './figures.ts';
import { openLoop } from './http-load.ts';
import { batonEnv, multiplyLeads, type Office, PROMPTS_AT, signedLeads } from './office.ts';
import { launch, type Measurable } from './process.ts';

const PER_SECOND = 20;
const LASTS = 10 * SECOND;
const IDLE = 3 * SECOND;
/** So long before the prompts the process starts; the load begins with them. */
const BEFORE = 8 * SECOND;

/** How late the event loop is while leads, claims, cards and a standup's prompts come together. */
export async function mixing({ slack, office, folder, nodeArgs }: Bench): Promise<Part> {
  const path = office.copyTo(folder);
  const count = (PER_SECOND * LASTS) / SECOND;
  const leads = multiplyLeads(path, count);
  const ahead = PROMPTS_AT - BEFORE - Date.now();
  const later: Pick<Office, 'ahead' | 'secret' | 'now'> = { ...office, ahead, now: () => Date.now() + ahead };
  const timing = { promptPace: 100, slack: { pacing: { scale: 0, burst: 5, patience: 2_000 } } };
  const env = batonEnv(later, slack, path, timing);
  const baton = launch({ args: [...nodeArgs, program('baton-main.ts')], env, cwd: folder });
  const port = await baton.port();
  let prompts = 0;
  slack.onPost = (body) => {
    if (body.includes('standup')) prompts += 1;
  };
  await pause(PROMPTS_AT - IDLE - later.now());
  const idle = await delayIn(baton, () => pause(IDLE));
  const requests = signedLeads(later, count).flatMap((lead, at) => [lead, claimRequest(later, leads[at] ?? '', at)]);
  const loaded = await delayIn(baton, () => openLoop(port, 2 * PER_SECOND, requests));
  slack.onPost = () => {};
  await baton.stop();
  const figure = (which: 'p50' | 'p99' | 'max'): Figure => ({
    what: `event loop late, ${which}; floor: idle`,
    baton: ms(loaded[which]),
    floor: ms(idle[which]),
    ratio: loaded[which] / idle[which],
  });
  return {
    title: 'A mixed load',
    note: `${PER_SECOND} signed leads and ${PER_SECOND} claims a second for ${LASTS / SECOND} s, their cards and messages, and ${prompts} messages of a standup that begins in the same second.`,
    figures: [figure('p50'), figure('p99'), figure('max')],
  };
}

const delay = z.object({ p50: z.number(), p99: z.number(), max: z.number() });

/** How late the event loop of a process was while something went on. */
async function delayIn({ child }: Measurable, work: () => Promise<unknown>): Promise<z.infer<typeof delay>> {
  child.send('begin');
  await work();
  const answer = once(child, 'message');
  child.send('delay');
  const [told] = await answer;
  return delay.parse(told);
}
