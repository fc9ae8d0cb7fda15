import type { SlackClient } from './client.ts';

/**
 * Whether Baton can post in a channel, as Slack says at this moment: undefined, or what the person in front of the form can do
 * about it, who presses `again` then. Asks Slack: not to be called in a transaction.
 */
export const channelFaultOf =
  (client: Pick<SlackClient, 'channel'>, again = 'the button') =>
  async (channelId: string): Promise<string | undefined> => {
    const channel = await client.channel(channelId);
    if (channel === undefined || !channel.isMember)
      return `I am not in that channel yet. Type /invite @Baton there, then press ${again} again.`;
    return channel.isArchived ? 'That channel is archived. Choose another one.' : undefined;
  };
