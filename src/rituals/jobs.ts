import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { CONDUCT, PLAN, SLOT } from './kinds-service.ts';
import type { Rituals } from './service.ts';

/** The work that rituals have asked for. Each handler makes the world match the present state. */
export function ritualJobs(rituals: Rituals): readonly JobKind[] {
  return [
    defineJob({
      kind: PLAN,
      payload: z.strictObject({ ritualId: z.string() }),
      handle: async ({ payload, settle }) => later(await rituals.plan(payload.ritualId, settle)),
    }),
    defineJob({
      kind: CONDUCT,
      payload: z.strictObject({ occurrenceId: z.string() }),
      handle: async ({ payload, settle }) => later(await rituals.conduct(payload.occurrenceId, settle)),
    }),
    defineJob({
      kind: SLOT,
      payload: z.strictObject({ slotId: z.string() }),
      // Thousands may be due at one minute, and a lead that comes meanwhile can't wait for them.
      givesWay: true,
      handle: async ({ payload, settle }) => later(await rituals.attend(payload.slotId, settle)),
    }),
  ];
}
