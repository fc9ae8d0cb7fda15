import { archivedChannel, revokesBot } from '../platform/slack/client/answers-of-slack.ts';
import type { EventListener, Listeners } from '../platform/slack/listeners/listeners.ts';
import { statusMessage } from './blocks.ts';
import type { Status } from './service.ts';

/** `/baton status`, for everybody, and what Slack tells of our standing there. */
export function statusListeners<A>(status: Status): Listeners<A> {
  const onArchived: EventListener = async (event) => {
    const channel = archivedChannel(event);
    if (channel !== undefined) await status.onChannelArchived(channel);
  };

  return {
    commands: [
      {
        command: '/baton',
        word: 'status',
        usage: '',
        summary: 'whether Baton is well',
        isDefault: true,
        run: async () => ({ kind: 'say', message: statusMessage(await status.report()) }),
      },
    ],

    events: {
      channel_archive: onArchived,
      group_archive: onArchived,
      app_uninstalled: async () => status.onInstallationLost('app_uninstalled'),
      async tokens_revoked(event) {
        if (revokesBot(event)) status.onInstallationLost('token_revoked');
      },
    },
  };
}
