import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { LOOK } from './changing-service.ts';
import { DIGEST } from './digest-service.ts';
import type { Actions } from './service.ts';

/** The work that tells owners who have no standup when the day has come, and whoever reads it what is to be done each week. */
export const actionJobs = (actions: Pick<Actions, 'look' | 'digests'>): readonly JobKind[] => [
  defineJob({
    kind: LOOK,
    payload: z.strictObject({ id: z.string() }),
    async handle({ payload: { id }, settle }) {
      return later(await actions.look(id, settle));
    },
  }),
  defineJob({
    kind: DIGEST,
    payload: z.strictObject({ personId: z.string() }),
    async handle({ payload: { personId } }) {
      return later(await actions.digests.tellWeek(personId));
    },
  }),
];
