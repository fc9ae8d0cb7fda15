import { knownChannel } from '../channels.ts';
import type { Json } from '../json.ts';
import { addMessage, editMessage, findMessage } from '../messages.ts';
import type { OtherApp } from '../model.ts';
import { type SeenMessage, seeMessage } from '../seen.ts';
import type { World } from '../world.ts';

/** An app of somebody else's in the workspace, such as the one of a CRM. */
export interface AppAtSlack {
  readonly botId: string;
  /** Posts into a channel, by its id. */
  posts(
    channel: string,
    content: { text: string; blocks?: readonly Json[]; attachments?: readonly Json[] },
  ): SeenMessage;
  /** Changes the words of a message of its own. */
  edits(message: Pick<SeenMessage, 'channel' | 'ts'>, text: string): void;
}

export function createOtherApp(world: World, name: string): AppAtSlack {
  const id = name.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const app: OtherApp = { botId: `B${id}`, appId: `A${id}`, userId: `U${id}`, name };
  return {
    botId: app.botId,
    posts(channelId, content) {
      const channel = knownChannel(world, channelId);
      return seeMessage(channel, addMessage(world, channel, { user: app.userId, otherApp: app, ...content }));
    },
    edits({ channel: channelId, ts }, text) {
      const channel = knownChannel(world, channelId);
      const message = findMessage(channel, ts);
      if (message?.otherApp?.botId !== app.botId) throw new Error(`${name} has posted no ${ts} there.`);
      editMessage(world, channel, message, { text });
    },
  };
}
