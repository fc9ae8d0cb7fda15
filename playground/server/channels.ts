import type { Channel, Person } from './model.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

export const botIsIn = (world: World, channel: Channel): boolean => channel.members.has(world.app.userId);

/** The channel with this id as far as the bot may know of it; private ones without the bot don't exist for it. */
export function knownChannel(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel || (channel.kind !== 'public' && !botIsIn(world, channel))) throw new Refusal('channel_not_found');
  return channel;
}

/** The direct messages between a person and the bot; made when first used. */
export function directMessages(world: World, person: string): Channel {
  const id = `D${person.replace(/^[UW]/, '')}`;
  const known = world.channels.get(id);
  if (known) return known;
  const channel: Channel = {
    id,
    name: 'directmessage',
    kind: 'im',
    isArchived: false,
    isShared: false,
    members: new Set([person, world.app.userId]),
    createdAt: world.clock.now(),
    messages: [],
    lastTs: 0,
  };
  world.channels.set(id, channel);
  return channel;
}

/** The person at the other end of direct messages. */
export const counterpart = (world: World, channel: Channel): string | undefined =>
  [...channel.members].find((member) => member !== world.app.userId);

/** Refuses people to whom the bot cannot write; `unknown` is the code for ids of nobody. */
export function reachablePerson(world: World, id: string, unknown: string): Person {
  const person = world.people.get(id);
  if (!person) throw new Refusal(unknown);
  if (person.isBot) throw new Refusal('cannot_dm_bot');
  if (person.isDeactivated) throw new Refusal('user_disabled');
  if (!world.manifest.messagesTab) throw new Refusal('messages_tab_disabled');
  if (!sharesTeam(world, person)) throw new Refusal('user_not_visible');
  return person;
}

/** Of our team, or in a channel with the bot. */
const sharesTeam = (world: World, person: Person): boolean =>
  person.teamId === world.team.id ||
  [...world.channels.values()].some((channel) => channel.members.has(person.id) && botIsIn(world, channel));
