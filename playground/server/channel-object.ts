import { botIsIn, counterpart } from './channels.ts';
import { type Json, present } from './json.ts';
import type { Channel } from './model.ts';
import type { World } from './world.ts';

/** A conversation as the Web API shows it. */
export function channelObject(world: World, channel: Channel, withMembers: boolean): Json {
  const created = Math.floor(channel.createdAt / 1_000);
  if (channel.kind === 'im') {
    return {
      id: channel.id,
      created,
      is_im: true,
      is_org_shared: false,
      is_archived: channel.isArchived,
      context_team_id: world.team.id,
      user: counterpart(world, channel),
      is_open: true,
    };
  }
  return present({
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created,
    creator: [...channel.members].find((member) => member !== world.app.userId),
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_archived: channel.isArchived,
    is_general: false,
    is_shared: channel.isShared,
    is_ext_shared: channel.isShared,
    is_org_shared: false,
    is_member: botIsIn(world, channel),
    context_team_id: world.team.id,
    shared_team_ids: [...new Set([...channel.members].map((id) => world.people.get(id)?.teamId ?? world.team.id))],
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: withMembers ? channel.members.size : undefined,
  });
}
