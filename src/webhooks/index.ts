import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from '../platform/check.ts';
import type { Tx } from '../platform/db/database.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { webhookChecks } from './checks-service.ts';
import type { JournalEntry } from './event.ts';
import { createFollowing } from './following-service.ts';
import { webhookJobs } from './jobs.ts';
import { webhookNotices } from './notices.ts';
import type { WebhookDeps } from './ports-service.ts';
import { createSending } from './sending-service.ts';
import { createWebhooksService, type Webhooks } from './service.ts';
import { type WebhookActor, webhookListeners } from './slack.ts';

export { deliveriesAbout as sentAbout } from './deliveries-store.ts';
export { createFollowing } from './following-service.ts';
export { createWebhooksService as createWebhookAddresses } from './service.ts';

/** The way out: those outside who follow what happens to leads. */
export function createWebhooks<A extends WebhookActor>(
  deps: WebhookDeps,
): {
  readonly service: Webhooks;
  /** To be called with each entry of the journal of leads, in its transaction. */
  readonly follow: (tx: Tx, entry: JournalEntry) => Promise<void>;
  /** Forgets what others were told of a lead, and asks them to forget its person. */
  readonly forget: ReturnType<typeof createFollowing>['forget'];
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly listeners: Listeners<A>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
} {
  const following = createFollowing(deps);
  const service = createWebhooksService(deps, following.lookAgain);
  return {
    service,
    follow: following.follow,
    forget: following.forget,
    jobs: webhookJobs(createSending(deps), deps.clock),
    checks: webhookChecks(deps),
    listeners: webhookListeners(service),
    notices: webhookNotices(service),
  };
}
