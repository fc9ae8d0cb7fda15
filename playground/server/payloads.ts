import { type Json, present } from './json.ts';
import { messageObject } from './messages.ts';
import type { Channel, Message, Person, View } from './model.ts';
import { momentTs } from './timestamps.ts';
import { viewObject } from './views.ts';
import type { World } from './world.ts';

const TOKEN = 'local-verification-token';

/** What every interaction says about who did it and where the app is installed. */
function common(world: World, type: string, person: Person): Json {
  return {
    type,
    token: TOKEN,
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    team: { id: person.teamId, domain: person.teamId === world.team.id ? world.team.domain : 'elsewhere' },
    api_app_id: world.app.appId,
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** What Slack tells apps about a channel's name. */
const channelLabel = (channel: Channel): string => (channel.kind === 'private' ? 'privategroup' : channel.name);

/** Something pressed or chosen in a message. */
export function messageActionPayload(
  world: World,
  person: Person,
  at: { channel: Channel; message: Message; action: Json; state: Json; triggerId: string; responseUrl: string },
): Json {
  const { channel, message } = at;
  return {
    ...common(world, 'block_actions', person),
    container: present({
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.onlyFor !== undefined,
      thread_ts: message.threadTs,
    }),
    trigger_id: at.triggerId,
    channel: { id: channel.id, name: channelLabel(channel) },
    // Of an ephemeral message Slack tells only where it was.
    ...(message.onlyFor === undefined && { message: messageObject(world, channel, message) }),
    state: { values: at.state },
    response_url: at.responseUrl,
    actions: [{ ...at.action, action_ts: momentTs(world) }],
  };
}

/** Something pressed or chosen in a modal or in the home tab. */
export function viewActionPayload(world: World, person: Person, view: View, action: Json, triggerId: string): Json {
  const shown = viewObject(world, view);
  return {
    ...common(world, 'block_actions', person),
    container: { type: 'view', view_id: view.id },
    trigger_id: triggerId,
    view: shown,
    actions: [{ ...action, action_ts: momentTs(world) }],
  };
}

/** A modal submitted. */
export const submissionPayload = (world: World, person: Person, view: View, triggerId: string): Json => ({
  ...common(world, 'view_submission', person),
  trigger_id: triggerId,
  view: viewObject(world, view),
  response_urls: [],
});

/** A modal closed without being submitted. */
export const closingPayload = (world: World, person: Person, view: View, isCleared: boolean): Json => ({
  ...common(world, 'view_closed', person),
  view: viewObject(world, view),
  is_cleared: isCleared,
});

/** A global shortcut. */
export const shortcutPayload = (world: World, person: Person, callbackId: string, triggerId: string): Json => ({
  ...common(world, 'shortcut', person),
  action_ts: momentTs(world),
  callback_id: callbackId,
  trigger_id: triggerId,
});

/** A shortcut in the menu of a message. */
export const messageShortcutPayload = (
  world: World,
  person: Person,
  at: { channel: Channel; message: Message; callbackId: string; triggerId: string; responseUrl: string },
): Json => ({
  ...common(world, 'message_action', person),
  action_ts: momentTs(world),
  callback_id: at.callbackId,
  trigger_id: at.triggerId,
  response_url: at.responseUrl,
  channel: { id: at.channel.id, name: channelLabel(at.channel) },
  message_ts: at.message.ts,
  message: messageObject(world, at.channel, at.message),
});

/** A slash command; all its values are strings. */
export const commandPayload = (
  world: World,
  person: Person,
  at: { channel: Channel; command: string; text: string; triggerId: string; responseUrl: string },
): Json => ({
  token: TOKEN,
  team_id: person.teamId,
  team_domain: world.team.domain,
  channel_id: at.channel.id,
  channel_name: channelLabel(at.channel),
  user_id: person.id,
  user_name: person.name,
  command: at.command,
  text: at.text,
  api_app_id: world.app.appId,
  is_enterprise_install: 'false',
  response_url: at.responseUrl,
  trigger_id: at.triggerId,
});
