import { requiredText } from '../arguments.ts';
import type { Json } from '../json.ts';
import type { Methods } from '../method.ts';
import { page } from '../paging.ts';
import { personObject } from '../person-object.ts';
import { Refusal } from '../refusal.ts';
import type { World } from '../world.ts';

/** The methods about people. */
export const userMethods: Methods = {
  'users.info': { scopes: ['users:read'], tier: 'tier 4', run: info },
  'users.list': { scopes: ['users:read'], tier: 'tier 2', run: list },
  'dnd.info': { scopes: ['dnd:read'], tier: 'tier 3', run: quiet },
  'users.lookupByEmail': { scopes: ['users:read.email'], tier: 'tier 3', run: lookupByEmail },
  'usergroups.list': {
    scopes: ['usergroups:read'],
    tier: 'tier 2',
    run: (world) => ({ usergroups: world.userGroups.map(({ id, handle, name }) => ({ id, handle, name })) }),
  },
  'usergroups.users.list': {
    scopes: ['usergroups:read'],
    tier: 'tier 2',
    run: (world, args) => {
      const group = world.userGroups.find((one) => one.id === requiredText(args, 'usergroup'));
      if (!group) throw new Refusal('no_such_subteam');
      return { users: group.members };
    },
  },
};

function info(world: World, args: Json): Json {
  const person = world.people.get(requiredText(args, 'user'));
  if (!person) throw new Refusal('user_not_found');
  return { user: personObject(world, person) };
}

/** Slack tells the next time of quiet, or the one that lasts. */
function quiet(world: World, args: Json): Json {
  const person = world.people.get(requiredText(args, 'user'));
  if (!person) throw new Refusal('user_not_found');
  const { from, until } = person.quiet ?? { from: 1_000, until: 1_000 };
  return {
    dnd_enabled: person.quiet !== undefined,
    next_dnd_start_ts: Math.floor(from / 1_000),
    next_dnd_end_ts: Math.floor(until / 1_000),
  };
}

function list(world: World, args: Json): Json {
  // Strangers are met in shared channels, not in the workspace's list.
  const ours = [...world.people.values()].filter((person) => person.teamId === world.team.id);
  const { items, next } = page(ours, args, { otherwise: ours.length, most: 1_000 });
  return { members: items.map((one) => personObject(world, one)), response_metadata: { next_cursor: next } };
}

function lookupByEmail(world: World, args: Json): Json {
  const email = requiredText(args, 'email').toLowerCase();
  const found = [...world.people.values()]
    .filter((one) => one.teamId === world.team.id && !one.isBot && !one.isDeactivated)
    .map((one) => personObject(world, one))
    .find((user) =>
      JSON.stringify(user.profile)
        .toLowerCase()
        .includes(`"email":${JSON.stringify(email)}`),
    );
  if (!found) throw new Refusal('users_not_found');
  return { user: found };
}
