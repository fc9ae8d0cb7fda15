import type { Notification } from '../server/model.ts';
import { momentOf, momentText } from './dates.ts';
import { type Html, html } from './html.ts';
import { addressOf } from './place.ts';
import type { Reader } from './reader.ts';
import type { Scene } from './scene.ts';
import { whereOf } from './unread.ts';

const MOST = 12;

/** A phone shows names and dates, but nothing to press. */
const shownText = (text: string, reader: Reader): string =>
  text
    .replace(/<@(\w+)>/g, (_token, person: string) => `@${reader.nameOf(person)}`)
    .replace(/<[^<>|]+\|([^<>]*)>/g, '$1');

/** Which phones have rung, the newest first. */
export function phonesHtml({ stage, reader }: Scene): Html {
  const rings = stage.slack.notifications().slice(-MOST).toReversed();
  const ringHtml = (ring: Notification) => {
    const { channel, thread } = whereOf(stage.slack, ring);
    return html`<li><a href="${addressOf({ as: ring.person, in: channel, thread })}"><b>${reader.nameOf(ring.person)}</b>
      <time>${momentText(momentOf(ring.ts), { zone: stage.zone, now: reader.now })}</time><span>${shownText(ring.text, reader)}</span></a></li>`;
  };
  return html`<h2>Phones that rang</h2>${
    rings.length === 0
      ? html`<p class="hint">None so far. Slack rings for direct messages and mentions only.</p>`
      : html`<ol>${rings.map(ringHtml)}</ol>`
  }`;
}
