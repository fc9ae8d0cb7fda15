import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import { slaChecks } from './checks-service.ts';
import { slaJobs } from './jobs.ts';
import type { SlaDeps } from './ports-service.ts';
import { createSlaService, type Sla } from './service.ts';

/** The newest clock of each of these leads, for the command line, where none runs. */
export { clocksOfLeads as storedClocks } from './service.ts';

/** The clocks of promises. */
export function createSla(deps: SlaDeps): {
  readonly service: Sla;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
} {
  const service = createSlaService(deps);
  return { service, jobs: slaJobs(service), checks: slaChecks(deps) };
}
