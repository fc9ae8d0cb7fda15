import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, program } from './bench.ts';
import { type Figure, ms, type Part } from './figures.ts';
import { openLoop } from './http-load.ts';
import { BOT_TOKEN, batonEnv, signedLeads } from './office.ts';
import { launch, type Measurable } from './process.ts';
import { percentile } from './report.ts';
import { alternate } from './rounds.ts';
import { CHANNEL, type SlackStub } from './slack-stub.ts';

const PER_SECOND = 50;
const LEADS = 150;
const GIVEN_UP_MS = 10_000;

const NAMES: Readonly<Record<string, string>> = {
  direct: 'a script',
  keeping: 'a script that keeps leads',
  'node-red': 'Node-RED',
};

type Measure = 'p50' | 'p99' | 'cpu';

/** From a webhook to the post in Slack, beside a script that only passes on, and Node-RED. */
export async function posting(bench: Bench): Promise<Part> {
  const { slack, office, folder, rounds, nodeArgs, nodeRed } = bench;
  const slackEnv = { SLACK_API_URL: slack.url, SLACK_BOT_TOKEN: BOT_TOKEN };
  // The local Slack has no limits; the real ones would make every program wait alike.
  const unpaced = { slack: { pacing: { scale: 0, burst: 5, patience: 2_000 } } };
  const env = batonEnv(office, slack, office.copyTo(folder), unpaced);
  const baton = launch({ args: [...nodeArgs, program('baton-main.ts')], env, cwd: folder });
  const direct = launch({ args: [program('floor-direct.ts')], env: slackEnv, cwd: folder });
  const kept = { ...slackEnv, FLOOR_KEEPS: join(folder, 'posting-kept.db') };
  const keeping = launch({ args: [program('floor-direct.ts')], env: kept, cwd: folder });
  const peer = nodeRed === undefined ? undefined : await startNodeRed(nodeRed, slack, folder);

  const measure = (process: Measurable, port: number) => async () => {
    const requests = signedLeads(office, LEADS);
    const before = process.cpu();
    const waits = await postsOf(slack, port, requests);
    return {
      p50: percentile(waits, 0.5),
      p99: percentile(waits, 0.99),
      cpu: (process.cpu() - before) / LEADS,
    };
  };
  const programs: Record<string, (round: number) => Promise<Record<Measure, number>>> = {
    baton: measure(baton, await baton.port()),
    direct: measure(direct, await direct.port()),
    keeping: measure(keeping, await keeping.port()),
    ...(peer !== undefined && { 'node-red': measure(peer.process, peer.port) }),
  };
  const measured = await alternate(rounds, programs);
  await baton.stop();
  await Promise.all([direct.kill(), keeping.kill(), peer?.process.kill()]);

  const figure = (floor: string, which: Measure, most: number | undefined): Figure => ({
    what: `${which === 'cpu' ? 'CPU for each' : which}; floor: ${NAMES[floor]}`,
    baton: ms(measured.middle('baton', which)),
    floor: ms(measured.middle(floor, which)),
    ratio: measured.ratio('baton', floor, which),
    ...(most !== undefined && { goal: { most } }),
  });
  return {
    title: `From the webhook to the post in Slack, at ${PER_SECOND}/s`,
    note: NOTE,
    figures: [
      figure('direct', 'p50', 2),
      figure('direct', 'p99', 2),
      figure('direct', 'cpu', undefined),
      figure('keeping', 'p50', undefined),
      figure('keeping', 'p99', undefined),
      figure('keeping', 'cpu', undefined),
      ...(peer === undefined
        ? []
        : [figure('node-red', 'p50', 1), figure('node-red', 'p99', 1), figure('node-red', 'cpu', undefined)]),
    ],
  };
}

/** How long after it was sent each lead was posted. */
async function postsOf(slack: SlackStub, port: number, requests: readonly Buffer[]): Promise<number[]> {
  const numberOf = (text: string) => /Bench(?:\+|%20| )No\.(?:\+|%20| )(\d+)/.exec(text)?.[1] ?? '';
  const postedAt = new Map<string, number>();
  slack.onPost = (body, at) => {
    const number = numberOf(body);
    if (!postedAt.has(number)) postedAt.set(number, at);
  };
  const startedAt = performance.now();
  const { sentAt } = await openLoop(port, PER_SECOND, requests);
  const numbers = requests.map((request) => numberOf(request.toString()));
  while (numbers.some((number) => !postedAt.has(number)) && performance.now() - startedAt < GIVEN_UP_MS)
    await pause(20);
  slack.onPost = () => {};
  return numbers.map((number, at) => (postedAt.get(number) ?? Number.POSITIVE_INFINITY) - (sentAt[at] ?? 0));
}

/** Node-RED with one flow: webhook in, function, request to Slack, answer. */
async function startNodeRed(installed: string, slack: SlackStub, folder: string) {
  const home = join(folder, 'node-red');
  mkdirSync(home, { recursive: true });
  const port = await freePort();
  const flow = [
    { id: 't', type: 'tab', label: 'Leads' },
    { id: 'in', type: 'http in', z: 't', name: '', url: '/hooks/website', method: 'post', wires: [['make']] },
    {
      id: 'make',
      type: 'function',
      z: 't',
      func: [
        `msg.headers = { authorization: 'Bearer ${BOT_TOKEN}' };`,
        `msg.payload = { channel: '${CHANNEL}', text: 'New lead: ' + msg.payload.company };`,
        'return msg;',
      ].join('\n'),
      outputs: 1,
      wires: [['post']],
    },
    {
      id: 'post',
      type: 'http request',
      z: 't',
      method: 'POST',
      ret: 'obj',
      url: `${slack.url}chat.postMessage`,
      persist: true,
      wires: [['out']],
    },
    { id: 'out', type: 'http response', z: 't', statusCode: '200', wires: [] },
  ];
  writeFileSync(join(home, 'flows.json'), JSON.stringify(flow));
  const red = join(installed, 'node_modules', 'node-red', 'red.js');
  const process = launch({ args: [red, '-u', home, '-p', String(port), 'flows.json'], cwd: home });
  await process.line('Started flows');
  return { process, port };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

const NOTE = `Each lead is signed, checked, stored and then posted by a job; the post is written down before and after. The script keeps nothing: a lead that Slack doesn't take is lost. The script that keeps leads syncs each before its 2xx, and once more before its post, and looks for nothing after a crash. Slack's limits are off, as they would make all wait alike.`;
