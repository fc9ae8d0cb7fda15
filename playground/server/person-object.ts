import { Temporal } from 'temporal-polyfill';
import { type Json, present } from './json.ts';
import type { Person } from './model.ts';
import type { World } from './world.ts';

/** A person as the Web API and events show them; of strangers Slack tells little. */
export function personObject(world: World, person: Person): Json {
  const isStranger = person.teamId !== world.team.id;
  const realName = person.realName ?? person.name;
  const displayName = person.isBot || person.realName !== undefined ? '' : person.name;
  const mayShowEmail = world.scopes.has('users:read.email') && !isStranger && !person.isBot;
  const common = {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.isDeactivated ?? false,
    is_bot: person.isBot ?? false,
    is_app_user: false,
    updated: Math.floor(person.updatedAt / 1_000),
    profile: present({
      real_name: realName,
      real_name_normalized: realName,
      // Whoever has chosen none is called by their real name.
      display_name: displayName,
      display_name_normalized: displayName,
      email: mayShowEmail ? (person.email ?? `${person.name}@${world.team.domain}.example`) : undefined,
      bot_id: person.id === world.app.userId ? world.app.botId : undefined,
      api_app_id: person.id === world.app.userId ? world.app.appId : undefined,
      team: person.teamId,
    }),
  };
  if (isStranger) return { ...common, is_stranger: true };
  // Slack leaves these out for people who have left.
  if (person.isDeactivated) return common;
  return {
    ...common,
    real_name: realName,
    ...zoneFields(person.tz ?? 'Etc/UTC', world),
    is_admin: person.isAdmin ?? false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: (person.isRestricted ?? false) || (person.isUltraRestricted ?? false),
    is_ultra_restricted: person.isUltraRestricted ?? false,
    is_email_confirmed: true,
    who_can_share_contact_card: 'EVERYONE',
  };
}

function zoneFields(tz: string, world: World): Json {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(world.clock.now())).toZonedDateTimeISO(tz);
  return { tz, tz_label: tz, tz_offset: local.offsetNanoseconds / 1e9 };
}
