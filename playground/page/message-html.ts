import { elementState } from '../server/blocks/state.ts';
import type { SeenMessage } from '../server/seen.ts';
import { avatarHtml } from './avatar-html.ts';
import { blockHtml } from './block-html.ts';
import { momentOf, momentText } from './dates.ts';
import { type Html, html } from './html.ts';
import { threadKey } from './memory.ts';
import { mrkdwnHtml } from './mrkdwn.ts';
import { addressOf } from './place.ts';
import type { Scene } from './scene.ts';
import type { Surface } from './surface.ts';

/** A message as its reader has it before them, with all that can be pressed. */
export function messageHtml(message: SeenMessage, scene: Scene): Html {
  const { reader, place } = scene;
  const surface = surfaceOf(scene);
  const body =
    message.blocks.length === 0
      ? html`<p class="text">${mrkdwnHtml(message.text, reader)}</p>`
      : message.blocks.map((block) => blockHtml(block, surface));
  return html`<article class="message ${message.isEphemeral && 'private'}" id="m${message.ts}">
    ${avatarHtml(message.user, reader, message.fromBot)}
    <div class="body"><form method="post" action="${addressOf(place, '/play/press')}" novalidate>
      <input type="hidden" name="channel" value="${message.channel}"><input type="hidden" name="ts" value="${message.ts}">
      ${message.isEphemeral && html`<p class="hint">Only you can see this</p>`}
      <div class="byline"><b>${reader.nameOf(message.user)}</b>${message.fromBot && html`<small class="app">App</small>`}
        <time>${momentText(momentOf(message.ts), reader)}</time>${message.isEdited && html`<small>(edited)</small>`}
        ${!message.isEphemeral && shortcutsHtml(scene)}</div>
      ${body}
    </form>${message.replyCount > 0 && place.thread === undefined && repliesHtml(message, scene)}</div></article>`;
}

function repliesHtml({ channel, ts, replyCount }: SeenMessage, { place, memory, stage }: Scene): Html {
  const replies = stage.slack.person(place.as).thread({ channel, ts }).slice(1);
  const read = memory.readUpTo(place.as, threadKey(channel, ts));
  const isNew = replies.some((reply) => reply.user !== place.as && reply.ts > read);
  return html`<a class="replies ${isNew && 'new'}" href="${addressOf({ ...place, in: channel, thread: ts })}">${replyCount} ${replyCount === 1 ? 'reply' : 'replies'}</a>`;
}

function shortcutsHtml({ stage, place }: Scene): Html | false {
  const shortcuts = stage.slack.manifest.shortcuts.filter(({ type }) => type === 'message');
  const buttons = shortcuts.map(
    ({ name, callbackId }) =>
      html`<button formaction="${addressOf(place, '/play/message-shortcut')}" name="shortcut" value="${callbackId}">${name}</button>`,
  );
  return (
    shortcuts.length > 0 &&
    html`<details class="menu more"><summary title="Shortcuts for this message">⋮</summary><div class="sheet">${buttons}</div></details>`
  );
}

const surfaceOf = (scene: Scene): Surface => ({
  ...scene.surroundings,
  errors: {},
  deed: (name) => addressOf(scene.place, `/play/${name}`),
  // What somebody chooses in a message is shown by the bot's answer, not by the menu.
  stateOf: (block, element) => elementState(block, element, new Map()) ?? {},
});
