import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from '../platform/check.ts';
import type { Route } from '../platform/http/router.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import { writeJobs } from '../platform/jobs/queue.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { intakeChecks } from './checks-service.ts';
import type { IntakeActor } from './endpoints/admin-slack.ts';
import { type Count, intakeRoutes } from './http.ts';
import { intakeJobs } from './jobs.ts';
import { intakeNotices } from './notices.ts';
import { createIntakeService, type Intake, type IntakeDeps } from './service.ts';
import { type IntakeSlackDeps, intakeListeners } from './slack.ts';

export { listEndpoints as storedEndpoints } from './endpoints/endpoints-store.ts';
export { forgetNewsOf } from './events/crm-events-store.ts';
export { deliveriesAbout as receivedAbout, forgetDeliveries as forgetReceived } from './held-store.ts';
export type { Intake } from './service.ts';

/** The way in for signed leads. */
export function createIntake<A extends IntakeActor>({
  defaultChannel,
  urlOf,
  previewCard,
  channel,
  grants,
  count,
  ...deps
}: IntakeDeps & IntakeSlackDeps & { readonly count: Count }): {
  readonly service: Intake;
  readonly routes: readonly Route[];
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly listeners: Listeners<A>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
} {
  const service = createIntakeService(deps);
  return {
    service,
    routes: intakeRoutes(service, { count, urlOf }),
    jobs: intakeJobs(service),
    checks: intakeChecks(deps),
    listeners: intakeListeners(service, { defaultChannel, urlOf, previewCard, channel, grants }),
    notices: intakeNotices(service),
  };
}

/** The same without Slack and leads, for the command line: endpoints, their secrets, and what made no lead. */
export function createEndpoints(deps: Omit<IntakeDeps, 'leads' | 'jobs' | 'tellAdmins' | 'allowance'>): Intake {
  return createIntakeService({
    ...deps,
    leads: { receive: async () => undefined, seen: async () => ({ kind: 'unknown' }) },
    // Who works does it; nobody works here.
    jobs: {
      async enqueue(tx, job) {
        await writeJobs(tx, [job], deps.clock.now());
        await deps.database.notice(tx);
      },
    },
    tellAdmins: async () => {},
    allowance: { burst: 0, perSecond: 0 },
  });
}
