import { z } from 'zod';
import type { Instant } from '../core/instants.ts';
import { defineJob, type JobKind, type Later, later } from '../platform/jobs/job.ts';
import { GAPS } from './gaps-service.ts';
import type { Agreements } from './service.ts';

/** The work that comes back each morning. */
export function agreementJobs(agreements: Pick<Agreements, 'tellGaps'>): readonly JobKind[] {
  return [
    defineJob({
      kind: GAPS,
      payload: z.strictObject({ workspaceId: z.string() }),
      handle: async ({ payload: { workspaceId } }) => again(await agreements.tellGaps(workspaceId)),
    }),
  ];
}

const again = (at: Instant | undefined): Later | undefined => (at === undefined ? undefined : later(at));
