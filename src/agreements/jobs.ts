import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { GAPS } from './gaps-service.ts';
import type { Agreements } from './service.ts';
import { WEEKLY } from './weekly-service.ts';

/** The work that comes back each morning, and each week. */
export function agreementJobs(agreements: Pick<Agreements, 'tellGaps' | 'tellWeek'>): readonly JobKind[] {
  return [
    defineJob({
      kind: GAPS,
      payload: z.strictObject({ workspaceId: z.string() }),
      handle: async ({ payload: { workspaceId } }) => later(await agreements.tellGaps(workspaceId)),
    }),
    defineJob({
      kind: WEEKLY,
      payload: z.strictObject({ workspaceId: z.string() }),
      handle: async ({ payload: { workspaceId } }) => later(await agreements.tellWeek(workspaceId)),
    }),
  ];
}
