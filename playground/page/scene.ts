import { type Memory, threadKey } from './memory.ts';
import type { Place } from './place.ts';
import { placeIn } from './place.ts';
import { type Reader, readerOf } from './reader.ts';
import type { Stage } from './stage.ts';
import type { Surface } from './surface.ts';
import { botMessagesOf, channelsOf, players } from './visible.ts';

/** One look at the page: what there is, and through whose eyes. */
export interface Scene {
  readonly stage: Stage;
  readonly memory: Memory;
  readonly place: Place;
  readonly reader: Reader;
  /** What fields can offer. */
  readonly surroundings: Pick<Surface, 'reader' | 'people' | 'channels' | 'currentChannel'>;
}

/** Messages with the bot, before there is a channel for them. */
export const BOT = 'bot';

/** The scene that an address asks for; whatever it names that isn't there becomes what a newcomer sees first. */
export function sceneAt(stage: Stage, memory: Memory, url: string): Scene {
  const { slack } = stage;
  const asked = placeIn(url);
  const as = players(slack).find(({ id }) => id === asked.as)?.id ?? players(slack)[0]?.id ?? '';
  const channels = channelsOf(slack, as);
  const dm = botMessagesOf(slack, as);
  const isDm = asked.in === BOT || (dm !== undefined && asked.in === dm.id);
  const channel = isDm ? (dm?.id ?? BOT) : (channels.find(({ id }) => id === asked.in) ?? channels[0])?.id;
  const place: Place = { as, in: channel ?? BOT, thread: threadIn(stage, channel, asked.thread) };
  const reader = readerOf(stage, as);
  const surroundings = { reader, people: players(slack), channels, currentChannel: place.in };
  return { stage, memory, place, reader, surroundings };
}

function threadIn({ slack }: Stage, channel: string | undefined, ts: string | undefined): string | undefined {
  const messages = slack.channels().find(({ id }) => id === channel)?.messages ?? [];
  return messages.find((message) => message.ts === ts)?.ts;
}

/** Remembers that the person has seen what is there now. */
export function markSeen({ stage, memory, place }: Scene): void {
  const { as, in: channel, thread } = place;
  const messages = stage.slack.channels().find(({ id }) => id === channel)?.messages ?? [];
  const shown = messages.filter(({ threadTs }) => threadTs === thread);
  const last = shown.at(-1);
  if (last !== undefined) memory.markRead(as, thread === undefined ? channel : threadKey(channel, thread), last.ts);
}
