import { mentionsIn } from './mentions.ts';
import type { Channel, Message, Notification } from './model.ts';
import { plainMessage, unescapeText } from './plain-text.ts';
import type { World } from './world.ts';

/**
 * Rings the phones that a new message rings: of the person it is sent to directly, or of the members whom it mentions.
 * Its top-level text is what the phone shows.
 */
export function ring(world: World, channel: Channel, message: Message): void {
  if (message.onlyFor !== undefined) return;
  for (const id of channel.members) {
    const person = world.people.get(id);
    const because =
      person && !person.isBot && !person.isDeactivated && id !== message.user && reason(world, channel, message, id);
    if (!because) continue;
    const text = message.text === '' ? plainMessage(message) : unescapeText(message.text);
    world.notifications.push({ person: id, channel: channel.id, ts: message.ts, text, because });
  }
}

function reason(world: World, channel: Channel, message: Message, person: string): Notification['because'] | undefined {
  if (channel.kind === 'im') return 'direct message';
  const mentions = mentionsIn(message.text, message.blocks);
  if (mentions.people.has(person)) return 'mention';
  const inGroup = world.userGroups.some((group) => mentions.userGroups.has(group.id) && group.members.includes(person));
  if (inGroup) return 'user group';
  // In a thread @channel and @here ring nobody.
  if (message.threadTs !== undefined) return undefined;
  if (mentions.channel) return 'channel';
  return mentions.here ? 'here' : undefined;
}
