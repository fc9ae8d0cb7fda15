import { barHtml } from './bar-html.ts';
import { html } from './html.ts';
import { modalHtml } from './modal-html.ts';
import { phonesHtml } from './phones-html.ts';
import { railHtml } from './rail-html.ts';
import type { Scene } from './scene.ts';
import { talkHtml } from './talk-html.ts';

/** The whole page. Parts with an id are what the script replaces when something has changed. */
export function pageHtml(scene: Scene): string {
  const { memory, stage } = scene;
  const modal = modalHtml(scene);
  return html`<!doctype html>
<html lang="en" data-version="${memory.version()}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Baton playground</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/play/page.css">
  <script src="/play/page.js" defer></script>
</head>
<body>
  <header id="bar">${barHtml(scene)}</header>
  ${stage.beginning !== undefined && html`<p class="beginning">${stage.beginning}</p>`}
  <div class="columns">
    <aside id="rail">${railHtml(scene)}</aside>
    <main id="talk">${talkHtml(scene)}</main>
    <aside id="phones">${phonesHtml(scene)}</aside>
  </div>
  <div id="modal">${modal !== undefined && html`<div class="veil">${modal}</div>`}</div>
</body>
</html>
`.source;
}
