/**
 * How long the playground's page takes: until it can be used, and until a message is seen that the bot has posted.
 * Run it with `npx node bench/page.ts`; it needs Chromium. Every figure stands beside a floor from the same run and the
 * same browser: an empty page from the same server, and a text that comes over a bare WebSocket.
 */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as launcher, type Page } from 'playwright-core';
import { WebSocketServer } from 'ws';
import { CAST } from '../playground/company.ts';
import { type Playground, startPlayground } from '../playground/main.ts';
import { buildSite } from '../playground/page/site.ts';
import { type Json, record, records } from '../playground/server/json.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/platform/log.ts';
import { chromium } from '../tests/browser/chromium.ts';
import { paintedAt, preciseNow, WATCHER, type Wanted, watching } from './painted.ts';
import { report } from './report.ts';

const LOADS = 15;
const MESSAGES = 50;
const USABLE_GOAL_MS = 2_000;
const VISIBLE_GOAL_MS = 100;

const MONDAY_TEN = Date.parse('2026-03-09T09:00:00Z');
const PAGE = '<!doctype html><meta charset="utf-8"><title>Floor</title>';

if (chromium === undefined) throw new Error('This bench needs Chromium.');
const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
const playground = await startPlaygroundIn(folder);
const browser = await launcher.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
try {
  // Pages and floors take turns, so that a machine that becomes slower spoils both.
  const [loads, emptyLoads] = await inTurn(LOADS, [
    () => usable(playground.url, ['article', ''], ['[aria-label^="Message "]', '']),
    () => usable(`${playground.url}/empty.html`, ['p', 'Empty']),
  ]);
  const page = await opened(playground.url);
  const bare = await openBareSocket();
  const [messages, echoes] = await inTurn(MESSAGES, [(at) => messageSeen(page, at), bare.echoSeen]);
  bare.close();
  process.stdout.write(
    report('The playground’s page', [
      { name: 'usable', took: loads, floor: { name: 'an empty page', took: emptyLoads }, goal: USABLE_GOAL_MS },
      {
        name: 'message seen',
        took: messages,
        floor: { name: 'a bare WebSocket', took: echoes },
        goal: VISIBLE_GOAL_MS,
      },
    ]),
  );
} finally {
  await browser.close();
  await playground.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** A playground with a week behind it, which also serves an empty page. */
async function startPlaygroundIn(folder: string): Promise<Playground> {
  const read = readConfig({});
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'));
  const database = { kind: 'sqlite', path: join(folder, 'playground.db') } as const;
  return startPlayground({
    config: { ...read.config, database, keyFile: join(folder, 'playground.key'), port: 0 },
    log: createLog({ level: 'silent', now: () => MONDAY_TEN }),
    now: MONDAY_TEN,
    site: async () => new Map([...(await buildSite()), ['/empty.html', Buffer.from(`${PAGE}<p>Empty</p>`)]]),
  });
}

type Measure = (at: number) => Promise<number>;

/** What each of two took, so many times, after a first time that doesn't count. */
async function inTurn(times: number, [one, other]: readonly [Measure, Measure]): Promise<[number[], number[]]> {
  const [ofOne, ofOther]: [number[], number[]] = [[], []];
  for (let at = 0; at <= times; at += 1) {
    ofOne.push(await one(at));
    ofOther.push(await other(at));
  }
  return [ofOne.slice(1), ofOther.slice(1)];
}

/** How long a page takes from the beginning until all of this has been painted, in a browser that has never seen it. */
async function usable(url: string, ...wanted: readonly Wanted[]): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript({ content: `${WATCHER} ${watching(...wanted)}` });
  await page.goto(url);
  const took = (await paintedAt(page)) - Number(await page.evaluate('performance.timeOrigin'));
  await context.close();
  return took;
}

async function opened(url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.addInitScript({ content: WATCHER });
  await page.goto(url);
  return page;
}

/** Posts a card as the bot does; from Slack's answer until it has been painted where Ana sits. */
async function messageSeen(page: Page, at: number): Promise<number> {
  const mark = `#${1_000 + at} Bench`;
  await page.evaluate(watching(['article h3', mark]));
  const { url, tokens } = playground.show.stage.slack;
  const response = await fetch(`${url}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.bot}` },
    body: new URLSearchParams({ channel: CAST.leadsChannel, text: mark, blocks: JSON.stringify(cardHeaded(mark)) }),
  });
  const answer = record(await response.json());
  const answeredAt = preciseNow();
  if (answer.ok !== true) throw new Error(`Slack refused the message: ${JSON.stringify(answer)}`);
  return (await paintedAt(page)) - answeredAt;
}

/** A free lead's card as the suite has it, under another heading. */
function cardHeaded(heading: string): Json[] {
  const golden = new URL('../tests/views/lead-card.open.json', import.meta.url);
  const [, ...rest] = records(record(JSON.parse(readFileSync(golden, 'utf8'))).blocks);
  return [{ type: 'header', text: { type: 'plain_text', text: heading } }, ...rest];
}

/** The floor of a message that is seen: a text is sent over a socket, and the page puts it into a paragraph. */
async function openBareSocket() {
  const script = `new WebSocket(location.origin.replace('http', 'ws')).onmessage = ({ data }) => {
    document.body.appendChild(document.createElement('p')).textContent = data;
  };`;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(`${PAGE}<script>${script}</script>`);
  });
  const sockets = new WebSocketServer({ server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const connected = once(sockets, 'connection');
  const page = await opened(`http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`);
  await connected;
  return {
    async echoSeen(at: number): Promise<number> {
      await page.evaluate(watching(['p', `#${at} echo`]));
      const sentAt = preciseNow();
      for (const socket of sockets.clients) socket.send(`#${at} echo`);
      return (await paintedAt(page)) - sentAt;
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      server.close();
      server.closeAllConnections();
    },
  };
}
