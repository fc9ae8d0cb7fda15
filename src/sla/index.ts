import type { JobKind } from '../platform/jobs/job.ts';
import { slaJobs } from './jobs.ts';
import { createSlaService, type Sla, type SlaDeps } from './service.ts';

/** The clocks of promises. */
export function createSla(deps: SlaDeps): { readonly service: Sla; readonly jobs: readonly JobKind[] } {
  const service = createSlaService(deps);
  return { service, jobs: slaJobs(service) };
}
