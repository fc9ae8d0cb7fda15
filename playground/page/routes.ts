import { readFileSync } from 'node:fs';
import { type HttpAnswer, type HttpHandler, textAnswer } from '../../src/platform/http/handler.ts';
import type { Route } from '../../src/platform/http/router.ts';
import { DEEDS } from './deeds.ts';
import { guarded } from './guard.ts';
import { html } from './html.ts';
import { createMemory, type Memory } from './memory.ts';
import { pageHtml } from './page-html.ts';
import { addressOf } from './place.ts';
import { markSeen, type Scene, sceneAt } from './scene.ts';
import type { Stage } from './stage.ts';

/** The playground's page, as routes of the bot's own HTTP server. */
export function pageRoutes(stage: Stage): readonly Route[] {
  const memory = createMemory(stage.clock.now);
  stage.slack.changes.subscribe(() => memory.changed());
  const get = (path: string, handle: HttpHandler): Route => ({ method: 'GET', path, handle: guarded(handle) });
  const post = (path: string, handle: HttpHandler): Route => ({ method: 'POST', path, handle: guarded(handle) });
  return [
    get('/', async ({ url }) => {
      const scene = sceneAt(stage, memory, url);
      markSeen(scene);
      return page(pageHtml(scene));
    }),
    get('/play/version', async () => textAnswer(200, memory.version())),
    get('/play/page.css', async () => file('page.css', 'text/css')),
    get('/play/page.js', async () => file('page.js', 'text/javascript')),
    post('/play/restart', async ({ url }) => {
      // After the answer: the server that gives it is about to stop.
      setImmediate(() => void stage.restart());
      return page(restartingHtml(addressOf(sceneAt(stage, memory, url).place)));
    }),
    post('/play/:deed', async ({ url, params, rawBody }) => {
      const deed = DEEDS[params.deed ?? ''];
      if (deed === undefined) return textAnswer(404, 'Nothing of that name can be done here.\n');
      const scene = sceneAt(stage, memory, url);
      await perform(() => deed(scene, new URLSearchParams(rawBody.toString('utf8'))), scene, memory);
      return { status: 303, headers: { location: addressOf(scene.place) } };
    }),
  ];
}

/** Does it, waits for what comes of it, and keeps what the person is told. */
async function perform(
  deed: () => Promise<string | undefined>,
  { stage, place }: Scene,
  memory: Memory,
): Promise<void> {
  const note = await deed().catch((error: unknown) => {
    // This Slack throws at what nobody could do with a present screen: what was pressed has changed meanwhile.
    if (error instanceof Error) return error.message;
    throw error;
  });
  await stage.settled();
  if (note === undefined) memory.notes.delete(place.as);
  else memory.notes.set(place.as, note);
  memory.changed();
}

const page = (source: string): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: source,
});

const file = (name: string, type: string): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': `${type}; charset=utf-8` },
  body: readFileSync(new URL(name, import.meta.url)),
});

const restartingHtml = (back: string): string =>
  html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Baton restarts</title>
<link rel="icon" href="data:,"><meta http-equiv="refresh" content="2;url=${back}"><link rel="stylesheet" href="/play/page.css"></head>
<body><p class="empty">Baton restarts. This takes a second or two.</p></body></html>`.source;
