import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { DIGEST, LOOK, REAPPLY, REPORT } from './ports-service.ts';
import type { Sla } from './service.ts';

/** The work that the clocks have asked for. */
export function slaJobs(sla: Sla): readonly JobKind[] {
  return [
    defineJob({
      kind: LOOK,
      payload: z.strictObject({ clockId: z.string() }),
      handle: async ({ payload, settle }) => later(await sla.look(payload.clockId, settle)),
    }),
    defineJob({
      kind: REPORT,
      payload: z.strictObject({ policyId: z.string() }),
      handle: async ({ payload, settle }) => later(await sla.report(payload.policyId, settle)),
    }),
    defineJob({
      kind: REAPPLY,
      payload: z.strictObject({ policyId: z.string(), version: z.int() }),
      async handle({ payload, settle }) {
        await sla.reapplyAll(payload, settle);
        return undefined;
      },
    }),
    defineJob({
      kind: DIGEST,
      payload: z.strictObject({ workspaceId: z.string() }),
      handle: async ({ payload, settle }) => later(await sla.digest(payload.workspaceId, settle)),
    }),
  ];
}
