import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { erasureChecks } from './checks-service.ts';
import { erasureJobs } from './jobs.ts';
import { createPrivacy, type PrivacyDeps, type PrivacyService } from './privacy-service.ts';
import { privacyListeners } from './privacy-slack.ts';
import { createErasureService, type ErasureDeps } from './service.ts';
import { type EraserActor, erasureListeners, type LeadsMeant } from './slack.ts';

export { createErasureService as createErasures } from './service.ts';

type Deps = ErasureDeps &
  Omit<PrivacyDeps, 'leads' | 'erasePerson'> & { readonly leads: ErasureDeps['leads'] & PrivacyDeps['leads'] };

/** Forgetting people outside, wherever something is held of them: when they ask for it, and after a time. */
export function createErasure<A extends EraserActor>(
  deps: Deps & { readonly leadsMeant: LeadsMeant<A> },
): {
  readonly service: PrivacyService;
  readonly listeners: Listeners<A>;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
} {
  const erasures = createErasureService(deps);
  const retention = createPrivacy({ ...deps, erasePerson: erasures.eraseInTime });
  const [asked, inTime] = [erasureListeners<A>(erasures, deps.leadsMeant), privacyListeners<A>(retention)];
  return {
    service: retention,
    listeners: {
      commands: [...(asked.commands ?? []), ...(inTime.commands ?? [])],
      views: { ...asked.views, ...inTime.views },
    },
    jobs: erasureJobs(retention),
    checks: erasureChecks(deps),
  };
}
