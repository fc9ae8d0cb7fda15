import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import { mergedMessage } from './blocks.ts';
import { areTold, noticeChecks } from './checks-service.ts';
import { noticesJobs } from './jobs.ts';
import { createNoticesService, type Notices, type NoticesDeps } from './service.ts';

type Deps = Omit<NoticesDeps<MessageContent, Mrkdwn>, 'merged'>;

/** What may interrupt a person, and when. */
export function createNotices(deps: Deps): {
  readonly service: Notices<MessageContent, Mrkdwn>;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly areTold: typeof areTold;
} {
  const service = createNoticesService({ ...deps, merged: mergedMessage });
  return { service, jobs: noticesJobs(service), checks: noticeChecks(deps), areTold };
}
