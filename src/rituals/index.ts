import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { ritualChecks } from './checks-service.ts';
import { ritualJobs } from './jobs.ts';
import type { RitualsDeps } from './kinds-service.ts';
import { type RitualsToTellOf, ritualNotices } from './notices.ts';
import { createRitualsService, type Rituals } from './service.ts';
import type { RitualActor } from './setup-service.ts';
import { ritualListeners } from './slack.ts';
import { findSlot } from './slots-store.ts';
import { findRitual, listRituals } from './store.ts';

/** The engine for everything that recurs. It knows no feature: those that hold rituals register their kind. */
export function createRituals(deps: RitualsDeps & Pick<RitualsToTellOf, 'waitingFor'>): {
  readonly service: Rituals;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly listeners: Listeners<RitualActor>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
} {
  const service = createRitualsService(deps);
  const { db } = deps.database;
  return {
    service,
    jobs: ritualJobs(service),
    checks: ritualChecks(deps),
    listeners: ritualListeners({ why: service.whyFor }),
    notices: ritualNotices({
      ritual: (id) => service.find(db, id),
      setupOf: service.setupOf,
      waitingFor: deps.waitingFor,
    }),
  };
}

/** What is stored, for the command line, which has no engine at work. */
export const storedRituals = { find: findRitual, slot: findSlot, list: listRituals } as const;
