import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import { channelFaultOf } from '../platform/slack/client/channel-fault.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { agreementChecks } from './checks-service.ts';
import { agreementJobs } from './jobs.ts';
import { agreementNotices } from './notices.ts';
import type { AgreementActor, AgreementsDeps } from './ports-service.ts';
import { type Agreements, createAgreementsService } from './service.ts';
import { agreementListeners } from './slack.ts';

/** What marketing and sales agree on: their words, what a lead needs, and what they promise each other. */
export function createAgreements<A extends AgreementActor>({
  client,
  ...deps
}: AgreementsDeps & { readonly client: Pick<SlackClient, 'channel'> }): {
  readonly service: Agreements;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
  readonly listeners: Listeners<A>;
} {
  const service = createAgreementsService(deps);
  const unfit = (personId: string) => deps.people.unfit([personId]);
  return {
    service,
    jobs: agreementJobs(service),
    checks: agreementChecks(deps),
    notices: agreementNotices(service),
    listeners: agreementListeners<A>(service, { channelFault: channelFaultOf(client, 'Save'), personFault: unfit }),
  };
}
