import type { Notification } from '../server/model.ts';
import { momentOf, momentText } from './dates.ts';
import { type Html, html } from './html.ts';
import { addressOf } from './place.ts';
import type { Scene } from './scene.ts';
import { whereOf } from './unread.ts';

const MOST = 12;

/** Which phones have rung, the newest first. */
export function phonesHtml({ stage, reader }: Scene): Html {
  const rings = stage.slack.notifications().slice(-MOST).toReversed();
  const ringHtml = (ring: Notification) => {
    const { channel, thread } = whereOf(stage.slack, ring);
    return html`<li><a href="${addressOf({ as: ring.person, in: channel, thread })}"><b>${reader.nameOf(ring.person)}</b>
      <time>${momentText(momentOf(ring.ts), reader)}</time><span>${ring.text}</span></a></li>`;
  };
  return html`<h2>Phones that rang</h2>${
    rings.length === 0
      ? html`<p class="hint">None so far. Slack rings for direct messages and mentions only.</p>`
      : html`<ol>${rings.map(ringHtml)}</ol>`
  }`;
}
