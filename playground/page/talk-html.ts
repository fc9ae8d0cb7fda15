import { wallTime } from '../../src/core/time-text.ts';
import { cityOf } from './dates.ts';
import { type Html, html } from './html.ts';
import { messageHtml } from './message-html.ts';
import { mrkdwnHtml } from './mrkdwn.ts';
import { addressOf } from './place.ts';
import { BOT, type Scene } from './scene.ts';

/** The channel, direct messages or thread that is open, with the line to type into. */
export function talkHtml(scene: Scene): Html {
  const { place, memory, reader } = scene;
  const note = memory.notes.get(place.as);
  return html`<header class="title">${titleHtml(scene)}${zoneHtml(scene)}</header>
    <div class="scroll"><div>${messagesHtml(scene)}</div></div>
    ${note !== undefined && html`<p class="note" role="status">${mrkdwnHtml(note, reader)}</p>`}
    ${composerHtml(scene)}`;
}

function titleHtml({ place, reader, stage }: Scene): Html {
  const isDm = place.in === BOT || stage.slack.channels().some(({ id, kind }) => id === place.in && kind === 'im');
  const name = isDm ? 'Baton' : `#${reader.channelName(place.in)}`;
  if (place.thread === undefined) return html`<h1>${name}</h1>`;
  return html`<a class="back" href="${addressOf({ ...place, thread: undefined })}">← ${name}</a><h1>Thread</h1>`;
}

/** The times beside messages are the reader's own; it helps to know when those aren't the office's. */
function zoneHtml({ reader, stage }: Scene): Html | false {
  if (reader.zone === stage.zone) return false;
  return html`<small class="zone">${wallTime(reader.now, reader.zone)} in ${cityOf(reader.zone)}</small>`;
}

function messagesHtml(scene: Scene): Html {
  const { stage, place } = scene;
  const person = stage.slack.person(place.as);
  const { in: channel, thread } = place;
  const messages =
    thread !== undefined ? person.thread({ channel, ts: thread }) : channel === BOT ? [] : person.sees(channel);
  if (messages.length > 0) return html`${messages.map((message) => messageHtml(message, scene))}`;
  return html`<p class="empty">Nothing here yet. Press <b>Send a lead</b> to begin.</p>`;
}

function composerHtml({ stage, place, reader }: Scene): Html {
  const { commands, shortcuts } = stage.slack.manifest;
  const global = shortcuts.filter(({ type }) => type === 'global');
  const first = reader.nameOf(place.as).split(' ')[0];
  return html`<form class="composer" method="post" action="${addressOf(place, '/play/say')}">
    <input name="line" id="line" aria-label="Message or command" placeholder="Write as ${first}, or /lead help" list="commands" autocomplete="off" autocapitalize="off">
    <datalist id="commands">${commands.map(({ command, description }) => html`<option value="${command} ">${description}</option>`)}</datalist>
    <button class="button primary">Send</button>
    ${
      global.length > 0 &&
      html`<details class="menu up"><summary class="button" title="Shortcuts">⚡</summary><div class="sheet">${global.map(
        ({ name, callbackId }) =>
          html`<button formaction="${addressOf(place, '/play/shortcut')}" name="shortcut" value="${callbackId}">${name}</button>`,
      )}</div></details>`
    }</form>`;
}
