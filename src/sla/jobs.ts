import { z } from 'zod';
import type { Instant } from '../core/instants.ts';
import { defineJob, type JobKind, type Later, later } from '../platform/jobs/job.ts';
import { LOOK, REPORT, type Sla } from './service.ts';

/** The work that the clocks have asked for. */
export function slaJobs(sla: Sla): readonly JobKind[] {
  return [
    defineJob({
      kind: LOOK,
      payload: z.strictObject({ clockId: z.string() }),
      handle: async ({ payload, settle }) => again(await sla.look(payload.clockId, settle)),
    }),
    defineJob({
      kind: REPORT,
      payload: z.strictObject({ policyId: z.string() }),
      handle: async ({ payload, settle }) => again(await sla.report(payload.policyId, settle)),
    }),
  ];
}

const again = (at: Instant | undefined): Later | undefined => (at === undefined ? undefined : later(at));
