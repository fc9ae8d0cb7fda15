import type { Json } from './json.ts';
import { momentTs } from './timestamps.ts';
import type { World } from './world.ts';

/** What an app must be allowed to read before Slack tells it of such a thing. Events that are not listed need nothing. */
const NEEDED_SCOPE: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  channel_archive: 'channels:read',
  channel_created: 'channels:read',
  channel_deleted: 'channels:read',
  channel_left: 'channels:read',
  channel_rename: 'channels:read',
  channel_unarchive: 'channels:read',
  group_archive: 'groups:read',
  group_left: 'groups:read',
  group_rename: 'groups:read',
  group_unarchive: 'groups:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  reaction_added: 'reactions:read',
  team_join: 'users:read',
  user_change: 'users:read',
};

/**
 * Sends an event if the manifest subscribes to it and its scope is granted. `subscription` differs from the event's
 * type for messages only (`message.channels`).
 */
export function postEvent(world: World, type: string, fields: Json, subscription = type): void {
  if (!world.manifest.botEvents.includes(subscription)) return;
  const scope = NEEDED_SCOPE[subscription];
  if (scope !== undefined && !world.scopes.has(scope)) return;
  world.sendEvent({ type, ...fields, event_ts: momentTs(world) });
}
