import type { Registry } from 'prom-client';
import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from '../platform/check.ts';
import type { Route } from '../platform/http/router.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { type StatusChecksDeps, statusChecks } from './checks-service.ts';
import { statusRoutes } from './http.ts';
import { statusJobs } from './jobs.ts';
import { statusNotices } from './notices.ts';
import { createStatusService, type Status, type StatusDeps } from './service.ts';
import { statusListeners } from './slack.ts';

export { examine } from './doctor-service.ts';

/** Whether Baton is well, and who hears of it if not. */
export function createStatus<A>({
  registry,
  ...deps
}: StatusDeps & Pick<StatusChecksDeps, 'adminsTold'> & { readonly registry: Registry }): {
  readonly service: Status;
  readonly routes: readonly Route[];
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly listeners: Listeners<A>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
} {
  const service = createStatusService(deps);
  return {
    service,
    routes: statusRoutes(service, registry),
    jobs: statusJobs(service),
    checks: statusChecks(deps),
    listeners: statusListeners(service),
    notices: statusNotices(),
  };
}
