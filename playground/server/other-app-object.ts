import type { Json } from './json.ts';
import type { OtherApp } from './model.ts';
import type { World } from './world.ts';

/** By what Slack tells the messages of another app. */
export const otherAppFields = (world: World, { botId, appId, name }: OtherApp): Json => ({
  bot_id: botId,
  app_id: appId,
  bot_profile: { id: botId, app_id: appId, name, deleted: false, team_id: world.team.id },
});
