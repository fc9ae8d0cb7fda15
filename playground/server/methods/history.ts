import { flag, optionalText, requiredText } from '../arguments.ts';
import { botIsIn, knownChannel } from '../channels.ts';
import type { Json } from '../json.ts';
import { findMessage, messageObject, repliesTo } from '../messages.ts';
import type { Methods } from '../method.ts';
import type { Channel, Message } from '../model.ts';
import { page } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { HISTORY_ANY, needForChannel } from '../scopes.ts';
import { tsToMicros } from '../timestamps.ts';
import type { World } from '../world.ts';

/** The methods that read what was said. */
export const historyMethods: Methods = {
  'conversations.history': { scopes: HISTORY_ANY, tier: 'tier 3', run: history },
  'conversations.replies': { scopes: HISTORY_ANY, tier: 'tier 3', run: replies },
};

function history(world: World, args: Json): Json {
  const channel = readableChannel(world, args);
  const inChannel = channel.messages.filter(
    (message) => message.onlyFor === undefined && (message.threadTs === undefined || message.isBroadcast),
  );
  const { items, next } = page(between(inChannel, args).reverse(), args, { otherwise: 100, most: 999 });
  return answer(world, channel, items, next, args);
}

function replies(world: World, args: Json): Json {
  const channel = readableChannel(world, args);
  const named = findMessage(channel, requiredText(args, 'ts'));
  if (!named) throw new Refusal('thread_not_found');
  const parent = findMessage(channel, named.threadTs ?? named.ts);
  const thread = between(repliesTo(channel, named.threadTs ?? named.ts), args);
  const { items, next } = page(parent ? [parent, ...thread] : thread, args, { otherwise: 1_000, most: 1_000 });
  return answer(world, channel, items, next, args);
}

function readableChannel(world: World, args: Json): Channel {
  const channel = knownChannel(world, requiredText(args, 'channel'));
  needForChannel(world, channel, 'history');
  if (!botIsIn(world, channel)) throw new Refusal('not_in_channel');
  return channel;
}

/** The messages after `oldest` and before `latest`; with `inclusive` also those at the very moment. */
function between(messages: readonly Message[], args: Json): Message[] {
  const oldest = moment(args, 'oldest', 'invalid_ts_oldest') ?? -1;
  const latest = moment(args, 'latest', 'invalid_ts_latest') ?? Number.POSITIVE_INFINITY;
  const inclusive = flag(args, 'inclusive');
  return messages.filter((message) => {
    const at = tsToMicros(message.ts) ?? 0;
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function moment(args: Json, name: string, code: string): number | undefined {
  const ts = optionalText(args, name);
  if (ts === undefined) return undefined;
  const micros = tsToMicros(ts);
  if (micros === undefined) throw new Refusal(code);
  return micros;
}

function answer(world: World, channel: Channel, messages: readonly Message[], next: string, args: Json): Json {
  const withMetadata = flag(args, 'include_all_metadata');
  return {
    messages: messages.map((message) => messageObject(world, channel, message, withMetadata)),
    has_more: next !== '',
    ...(next !== '' && { response_metadata: { next_cursor: next } }),
  };
}
