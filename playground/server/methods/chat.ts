import { MESSAGE } from '../../../src/blockkit/limits.ts';
import { flag, optionalText, requiredText } from '../arguments.ts';
import { botIsIn, directMessages, knownChannel, reachablePerson } from '../channels.ts';
import { readContent, readMetadata, requireContent } from '../content.ts';
import type { Json } from '../json.ts';
import { addMessage, editMessage, findMessage, messageObject, removeMessage } from '../messages.ts';
import type { Methods } from '../method.ts';
import type { Channel, Message } from '../model.ts';
import { Refusal } from '../refusal.ts';
import type { World } from '../world.ts';

/** The methods that write. */
export const chatMethods: Methods = {
  'chat.postMessage': { scopes: ['chat:write'], tier: 'posting', run: post },
  'chat.postEphemeral': { scopes: ['chat:write'], tier: 'tier 4', run: postEphemeral },
  'chat.update': { scopes: ['chat:write'], tier: 'tier 3', run: update },
  'chat.delete': { scopes: ['chat:write'], tier: 'tier 3', run: remove },
  'chat.getPermalink': { scopes: [], tier: 'special', run: permalink },
};

function post(world: World, args: Json): Json {
  const channel = writableChannel(world, requiredText(args, 'channel'));
  const { text, blocks } = requireContent(args);
  const metadata = readMetadata(args);
  const threadTs = threadOf(channel, args);
  const isCut = text.length > MESSAGE.text.max;
  const message = addMessage(world, channel, {
    user: world.app.userId,
    text: text.slice(0, MESSAGE.text.max),
    blocks,
    metadata,
    threadTs,
    isBroadcast: threadTs !== undefined && flag(args, 'reply_broadcast'),
  });
  return {
    channel: channel.id,
    ts: message.ts,
    message: messageObject(world, channel, message, true),
    ...(isCut && { response_metadata: { warnings: ['message_truncated'] } }),
  };
}

/** Where the bot may post: by id, by the id of a person, or by `#name`. */
function writableChannel(world: World, id: string): Channel {
  if (world.people.has(id)) {
    reachablePerson(world, id, 'channel_not_found');
    return directMessages(world, id);
  }
  const byName = [...world.channels.values()].find((one) => one.kind !== 'im' && id === `#${one.name}`);
  const channel = knownChannel(world, byName?.id ?? id);
  if (channel.isArchived) throw new Refusal('is_archived');
  if (!botIsIn(world, channel) && !world.scopes.has('chat:write.public')) throw new Refusal('not_in_channel');
  if (channel.kind === 'im') refuseDeadEnd(world, channel);
  return channel;
}

function refuseDeadEnd(world: World, channel: Channel): void {
  for (const id of channel.members) if (id !== world.app.userId) reachablePerson(world, id, 'channel_not_found');
}

/** The thread that a message goes to, which must have a parent that is no reply itself. */
function threadOf(channel: Channel, args: Json): string | undefined {
  const ts = optionalText(args, 'thread_ts');
  if (ts === undefined) return undefined;
  const parent = findMessage(channel, ts);
  if (!parent) throw new Refusal('thread_not_found');
  if (parent.threadTs !== undefined) throw new Refusal('cannot_reply_to_message');
  return ts;
}

function postEphemeral(world: World, args: Json): Json {
  const channel = knownChannel(world, requiredText(args, 'channel'));
  if (channel.isArchived) throw new Refusal('is_archived');
  if (!botIsIn(world, channel)) throw new Refusal('not_in_channel');
  const user = requiredText(args, 'user');
  if (!channel.members.has(user) || world.people.get(user)?.isDeactivated) throw new Refusal('user_not_in_channel');
  const { text, blocks } = requireContent(args);
  const threadTs = threadOf(channel, args);
  const message = addMessage(world, channel, { user: world.app.userId, text, blocks, threadTs, onlyFor: user });
  return { message_ts: message.ts };
}

function update(world: World, args: Json): Json {
  const { channel, message } = ownMessage(world, args, 'cant_update_message');
  const { text, blocks } = readContent(args);
  const metadata = readMetadata(args);
  if (text === undefined && blocks === undefined && metadata === undefined) throw new Refusal('no_text');
  if (text === undefined && blocks?.length === 0) throw new Refusal('no_text');
  if (text !== undefined && text.length > MESSAGE.wholeText.max) throw new Refusal('msg_too_long');
  editMessage(world, channel, message, { text, blocks, metadata });
  return {
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: messageObject(world, channel, message, true),
  };
}

function remove(world: World, args: Json): Json {
  const { channel, message } = ownMessage(world, args, 'cant_delete_message');
  removeMessage(world, channel, message);
  return { channel: channel.id, ts: message.ts };
}

/** The bot's own message that a call is about; `refused` is the code for anybody else's. */
function ownMessage(world: World, args: Json, refused: string): { channel: Channel; message: Message } {
  const channel = knownChannel(world, requiredText(args, 'channel'));
  const message = findMessage(channel, requiredText(args, 'ts'));
  if (!message) throw new Refusal('message_not_found');
  if (!message.fromBot) throw new Refusal(refused);
  if (channel.isArchived) throw new Refusal('is_inactive');
  return { channel, message };
}

function permalink(world: World, args: Json): Json {
  const channel = knownChannel(world, requiredText(args, 'channel'));
  const message = findMessage(channel, requiredText(args, 'message_ts'));
  if (!message) throw new Refusal('message_not_found');
  const place = `https://${world.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
  return { channel: channel.id, permalink: place + thread };
}
