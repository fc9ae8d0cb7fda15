import { postEvent } from './events.ts';
import { type Json, present } from './json.ts';
import type { Channel, Message } from './model.ts';
import { otherAppFields } from './other-app-object.ts';
import { momentTs } from './timestamps.ts';
import type { World } from './world.ts';

const SUBSCRIPTIONS = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const;
const CHANNEL_TYPES = { public: 'channel', private: 'group', im: 'im' } as const;

/** Tells the app of a message in a channel in which the bot is; of the bot's own messages too, as Slack does. */
export function announceMessage(world: World, channel: Channel, message: Message): void {
  const fields = eventFields(world, message);
  announce(world, channel, message, fields);
  const isMention = !message.fromBot && message.text.includes(`<@${world.app.userId}`);
  if (isMention && hears(world, channel, message)) postEvent(world, 'app_mention', { ...fields, channel: channel.id });
}

/** Tells the app that a message has been edited. */
export function announceChange(world: World, channel: Channel, message: Message): void {
  const changed = {
    type: 'message',
    ...eventFields(world, message),
    edited: { user: message.user, ts: message.editedTs },
  };
  announce(world, channel, message, {
    subtype: 'message_changed',
    hidden: true,
    message: changed,
    ts: momentTs(world),
  });
}

/** Tells the app that a message has been deleted. */
export function announceDeletion(world: World, channel: Channel, message: Message): void {
  announce(world, channel, message, {
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: message.ts,
    previous_message: { type: 'message', ...eventFields(world, message) },
    ts: momentTs(world),
  });
}

function announce(world: World, channel: Channel, message: Message, fields: Json): void {
  if (!hears(world, channel, message)) return;
  const where = { channel: channel.id, channel_type: CHANNEL_TYPES[channel.kind] };
  postEvent(world, 'message', { ...fields, ...where }, SUBSCRIPTIONS[channel.kind]);
}

const hears = (world: World, channel: Channel, message: Message): boolean =>
  message.onlyFor === undefined && channel.members.has(world.app.userId);

function writer(world: World, { fromBot, otherApp, ts }: Message): Json {
  if (otherApp !== undefined) return otherAppFields(world, otherApp);
  return fromBot ? { bot_id: world.app.botId, app_id: world.app.appId } : { client_msg_id: `client-${ts}` };
}

const eventFields = (world: World, message: Message): Json =>
  present({
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: world.people.get(message.user)?.teamId,
    thread_ts: message.threadTs,
    blocks: message.blocks.length > 0 ? message.blocks : undefined,
    attachments: message.attachments.length > 0 ? message.attachments : undefined,
    ...writer(world, message),
  });
