import type { Channel, Person } from '../server/model.ts';
import { avatarHtml } from './avatar-html.ts';
import { type Html, html } from './html.ts';
import { addressOf } from './place.ts';
import { BOT, type Scene } from './scene.ts';
import { hasNews, unreadRings, whereOf } from './unread.ts';
import { botMessagesOf, channelsOf, players } from './visible.ts';

/** Whose eyes to see through, and that person's channels. */
export function railHtml(scene: Scene): Html {
  const { stage, place, reader, memory } = scene;
  const dm = botMessagesOf(stage.slack, place.as);
  return html`<nav aria-label="People" class="people"><h2>See it as</h2>${players(stage.slack).map((person) => personHtml(person, scene))}</nav>
    <nav aria-label="Channels" class="channels"><h2>${reader.nameOf(place.as).split(' ')[0]}’s Slack</h2>
    ${channelsOf(stage.slack, place.as).map((channel) =>
      rowHtml(scene, channel.id, `# ${channel.name}`, hasNews(memory, channel, place.as)),
    )}
    ${rowHtml(scene, dm?.id ?? BOT, '✉ Baton', dm !== undefined && hasNews(memory, dm, place.as))}</nav>`;
}

function personHtml({ id }: Person, { stage, memory, place, reader }: Scene): Html {
  const rings = unreadRings(stage, memory, id);
  const newest = rings.at(-1);
  // Whoever has been rung wants to see why.
  const there = newest === undefined ? { channel: place.in, thread: undefined } : whereOf(stage.slack, newest);
  const href = addressOf({ as: id, in: there.channel, thread: there.thread });
  const role = stage.roles[id];
  return html`<a href="${href}" class="person" ${id === place.as && html`aria-current="true"`}>${avatarHtml(id, reader)}
    <span><b class="name">${reader.nameOf(id)}</b>${role !== undefined && html`<small>${role}</small>`}</span>${badgeHtml(rings.length)}</a>`;
}

function rowHtml({ stage, memory, place }: Scene, id: Channel['id'], label: string, isNew: boolean): Html {
  const rings = unreadRings(stage, memory, place.as).filter((ring) => ring.channel === id);
  return html`<a href="${addressOf({ as: place.as, in: id, thread: undefined })}" class="channel ${isNew && 'new'}" ${id === place.in && html`aria-current="page"`}>${label}${badgeHtml(rings.length)}</a>`;
}

const badgeHtml = (count: number): Html | false =>
  count > 0 && html`<span class="badge" title="unread">${count}</span>`;
