import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import { mergedMessage } from './blocks.ts';
import { noticesJobs } from './jobs.ts';
import { createNoticesService, type Notices, type NoticesDeps } from './service.ts';

type Deps = Omit<NoticesDeps<MessageContent, Mrkdwn>, 'merged'>;

/** What may interrupt a person, and when. */
export function createNotices(deps: Deps): {
  readonly service: Notices<MessageContent, Mrkdwn>;
  readonly jobs: readonly JobKind[];
} {
  const service = createNoticesService({ ...deps, merged: mergedMessage });
  return { service, jobs: noticesJobs(service) };
}
