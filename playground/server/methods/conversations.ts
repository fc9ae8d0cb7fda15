import { flag, optionalText, requiredText } from '../arguments.ts';
import { channelObject } from '../channel-object.ts';
import { botIsIn, directMessages, knownChannel, reachablePerson } from '../channels.ts';
import { postEvent } from '../events.ts';
import type { Json } from '../json.ts';
import type { Methods } from '../method.ts';
import type { Channel } from '../model.ts';
import { page } from '../paging.ts';
import { invalidArguments, Refusal } from '../refusal.ts';
import { needForChannel, needOneOf, READ_ANY } from '../scopes.ts';
import type { World } from '../world.ts';

/** The methods about conversations, but for what is said in them. */
export const conversationMethods: Methods = {
  'conversations.info': { scopes: READ_ANY, tier: 'tier 3', run: info },
  'conversations.list': { scopes: READ_ANY, tier: 'tier 2', run: list },
  'conversations.members': { scopes: READ_ANY, tier: 'tier 4', run: members },
  'conversations.open': { scopes: ['im:write', 'mpim:write'], tier: 'tier 3', run: open },
  'conversations.join': { scopes: ['channels:join'], tier: 'tier 3', run: join },
  'users.conversations': { scopes: READ_ANY, tier: 'tier 3', run: listOfMember },
};

function info(world: World, args: Json): Json {
  const channel = knownChannel(world, requiredText(args, 'channel'));
  needForChannel(world, channel, 'read');
  return { channel: channelObject(world, channel, flag(args, 'include_num_members')) };
}

const KINDS: Readonly<Record<string, { kind: Channel['kind'] | undefined; scope: string }>> = {
  public_channel: { kind: 'public', scope: 'channels:read' },
  private_channel: { kind: 'private', scope: 'groups:read' },
  im: { kind: 'im', scope: 'im:read' },
  mpim: { kind: undefined, scope: 'mpim:read' },
};

function list(world: World, args: Json): Json {
  return listed(world, args, (channel) => channel.kind === 'public' || botIsIn(world, channel));
}

function listOfMember(world: World, args: Json): Json {
  const user = optionalText(args, 'user') ?? world.app.userId;
  if (!world.people.has(user)) throw new Refusal('user_not_found');
  return listed(world, args, (one) => one.members.has(user) && (one.kind === 'public' || botIsIn(world, one)));
}

function listed(world: World, args: Json, isShown: (channel: Channel) => boolean): Json {
  const kinds = (optionalText(args, 'types') ?? 'public_channel').split(',').map((name) => {
    const known = KINDS[name.trim()];
    if (!known) throw new Refusal('invalid_types');
    needOneOf(world, [known.scope]);
    return known.kind;
  });
  const channels = [...world.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) && isShown(channel) && !(flag(args, 'exclude_archived') && channel.isArchived),
  );
  const { items, next } = page(channels, args, { otherwise: 100, most: 1_000 });
  return {
    channels: items.map((channel) => channelObject(world, channel, true)),
    response_metadata: { next_cursor: next },
  };
}

function members(world: World, args: Json): Json {
  const channel = knownChannel(world, requiredText(args, 'channel'));
  needForChannel(world, channel, 'read');
  const { items, next } = page([...channel.members], args, { otherwise: 100, most: 1_000 });
  return { members: items, response_metadata: { next_cursor: next } };
}

function open(world: World, args: Json): Json {
  const users = optionalText(args, 'users')?.split(',');
  if (!users) {
    const channel = knownChannel(world, requiredText(args, 'channel'));
    return { no_op: true, already_open: true, channel: { id: channel.id } };
  }
  const [user, ...others] = users;
  if (user === undefined || others.length > 0) throw invalidArguments('this Slack has no group direct messages');
  needOneOf(world, ['im:write']);
  reachablePerson(world, user, 'user_not_found');
  const channel = directMessages(world, user);
  return { channel: flag(args, 'return_im') ? channelObject(world, channel, false) : { id: channel.id } };
}

function join(world: World, args: Json): Json {
  const channel = knownChannel(world, requiredText(args, 'channel'));
  if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new Refusal('is_archived');
  const wasIn = botIsIn(world, channel);
  channel.members.add(world.app.userId);
  if (!wasIn) postEvent(world, 'member_joined_channel', { user: world.app.userId, channel: channel.id });
  world.changes.changed();
  return { channel: channelObject(world, channel, false), ...(wasIn && { warning: 'already_in_channel' }) };
}
