import { announceChange, announceDeletion, announceMessage } from './announcements.ts';
import { withIds } from './blocks/identifiers.ts';
import { type Json, present } from './json.ts';
import type { Channel, Message, OtherApp } from './model.ts';
import { ring } from './notifications.ts';
import { otherAppFields } from './other-app-object.ts';
import { nextTs } from './timestamps.ts';
import type { World } from './world.ts';

export interface NewMessage {
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Json[];
  readonly otherApp?: OtherApp;
  readonly attachments?: readonly Json[];
  readonly metadata?: Json | undefined;
  readonly threadTs?: string | undefined;
  readonly isBroadcast?: boolean;
  readonly onlyFor?: string | undefined;
}

/** Puts a message into a channel and rings the phones that it rings. */
export function addMessage(world: World, channel: Channel, content: NewMessage): Message {
  const message: Message = {
    channel: channel.id,
    ts: nextTs(world, channel),
    user: content.user,
    fromBot: content.user === world.app.userId,
    text: content.text,
    blocks: withIds(world, content.blocks ?? []),
    otherApp: content.otherApp,
    attachments: content.attachments ?? [],
    metadata: content.metadata,
    threadTs: content.threadTs,
    isBroadcast: content.isBroadcast ?? false,
    onlyFor: content.onlyFor,
    editedTs: undefined,
  };
  channel.messages.push(message);
  ring(world, channel, message);
  announceMessage(world, channel, message);
  world.changes.changed();
  return message;
}

/** An edit; it rings nobody. Fields left out stay as they are. */
export function editMessage(
  world: World,
  channel: Channel,
  message: Message,
  content: { text?: string | undefined; blocks?: readonly Json[] | undefined; metadata?: Json | undefined },
): void {
  if (content.text !== undefined) message.text = content.text;
  if (content.blocks !== undefined) message.blocks = withIds(world, content.blocks);
  if (content.metadata !== undefined) {
    message.metadata = Object.keys(content.metadata).length > 0 ? content.metadata : undefined;
  }
  if (message.onlyFor === undefined) message.editedTs = nextTs(world, channel);
  announceChange(world, channel, message);
  world.changes.changed();
}

export function removeMessage(world: World, channel: Channel, message: Message): void {
  const place = channel.messages.indexOf(message);
  if (place >= 0) channel.messages.splice(place, 1);
  announceDeletion(world, channel, message);
  world.changes.changed();
}

/** The message with this timestamp that everybody in the channel can see. */
export const findMessage = (channel: Channel, ts: string): Message | undefined =>
  channel.messages.find((message) => message.ts === ts && message.onlyFor === undefined);

/** The answers in a thread, oldest first. */
export const repliesTo = (channel: Channel, ts: string): Message[] =>
  channel.messages.filter((message) => message.threadTs === ts && message.ts !== ts && message.onlyFor === undefined);

/** A message as the Web API and payloads show it. */
export function messageObject(world: World, channel: Channel, message: Message, withMetadata = false): Json {
  const replies = message.threadTs === undefined ? repliesTo(channel, message.ts) : [];
  const isParent = replies.length > 0;
  return present({
    type: 'message',
    subtype: message.isBroadcast ? 'thread_broadcast' : undefined,
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: world.people.get(message.user)?.teamId ?? world.team.id,
    ...(message.fromBot && botFields(world)),
    ...(message.otherApp && otherAppFields(world, message.otherApp)),
    blocks: message.blocks.length > 0 ? message.blocks : undefined,
    attachments: message.attachments.length > 0 ? message.attachments : undefined,
    edited: message.editedTs ? { user: message.user, ts: message.editedTs } : undefined,
    thread_ts: isParent ? message.ts : message.threadTs,
    parent_user_id: message.threadTs ? findMessage(channel, message.threadTs)?.user : undefined,
    ...(isParent && {
      reply_count: replies.length,
      reply_users: [...new Set(replies.map((reply) => reply.user))],
      reply_users_count: new Set(replies.map((reply) => reply.user)).size,
      latest_reply: replies.at(-1)?.ts,
      is_locked: false,
      subscribed: false,
    }),
    metadata: withMetadata ? message.metadata : undefined,
    is_ephemeral: message.onlyFor === undefined ? undefined : true,
  });
}

const botFields = (world: World): Json => ({
  bot_id: world.app.botId,
  app_id: world.app.appId,
  bot_profile: {
    id: world.app.botId,
    app_id: world.app.appId,
    name: world.manifest.name,
    deleted: false,
    team_id: world.team.id,
  },
});
