import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Ids } from '../platform/ids.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { setupNotices } from './notices.ts';
import { createSetupService, type Setup, type SetupActor, type SetupDeps } from './service.ts';
import { setupListeners } from './slack.ts';

/** Ten minutes of an admin: channel, teams, promise. */
export function createSetup<A extends SetupActor>({
  client,
  ids,
  ...deps
}: SetupDeps<A> & { readonly client: SlackClient; readonly ids: Ids }): {
  readonly service: Setup<A>;
  readonly listeners: Listeners<A>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
} {
  const service = createSetupService<A>(deps);
  return { service, listeners: setupListeners(service, { client, ids }), notices: setupNotices(service) };
}
