import type { KnownBlock } from '@slack/types';
import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { channelFaultOf } from '../platform/slack/client/channel-fault.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { addressesIn } from '../platform/slack/messages/message-places.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import { headsUpChecks } from './checks-service.ts';
import { homeRows } from './home-blocks.ts';
import { headsUpJobs } from './jobs.ts';
import { headsUpNotices } from './notices.ts';
import { createHeadsUpsService, type HeadsUpActor, type HeadsUps, type HeadsUpsDeps } from './service.ts';
import { headsUpListeners } from './slack.ts';
import { parentKey } from './telling-service.ts';

interface HeadsUpsIndexDeps extends Omit<HeadsUpsDeps, 'channelFault'> {
  readonly messages: Messages;
  readonly client: Pick<SlackClient, 'channel'>;
  /** `Identity.url`; undefined as long as Slack hasn't said it. */
  readonly workspaceUrl: string | undefined;
}

export { HEADS_UP_COLUMNS, headsUpRows } from './export-service.ts';

/** Heads-ups: what one team tells the other before it comes. */
export function createHeadsUps({ messages, client, workspaceUrl, ...rest }: HeadsUpsIndexDeps): {
  readonly service: HeadsUps;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
  readonly listeners: Listeners<HeadsUpActor>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
  /** What stands on somebody's Home. */
  readonly homeSection: (resident: Parameters<HeadsUps['waitingFor']>[0]) => Promise<readonly KnownBlock[]>;
  /** Where the message of one stands in Slack, once it is there. */
  readonly addressOf: (headsUpId: string) => Promise<string | undefined>;
} {
  const { db } = rest.database;
  const service = createHeadsUpsService({ ...rest, channelFault: channelFaultOf(client) });
  const address = addressesIn(db, workspaceUrl);
  const addressOf = (headsUpId: string) => address(parentKey(headsUpId));
  return {
    service,
    jobs: headsUpJobs(service, messages),
    ...headsUpChecks(rest),
    listeners: headsUpListeners(service),
    notices: headsUpNotices(service, addressOf),
    homeSection: async (resident) => homeRows(await service.waitingFor(resident)),
    addressOf,
  };
}
