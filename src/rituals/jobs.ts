import { z } from 'zod';
import type { Instant } from '../core/instants.ts';
import { defineJob, type JobKind, type Later, later } from '../platform/jobs/job.ts';
import { CONDUCT, PLAN, SLOT } from './kinds-service.ts';
import type { Rituals } from './service.ts';

/** The work that rituals have asked for. Each handler makes the world match the present state. */
export function ritualJobs(rituals: Rituals): readonly JobKind[] {
  return [
    defineJob({
      kind: PLAN,
      payload: z.strictObject({ ritualId: z.string() }),
      handle: async ({ payload, settle }) => again(await rituals.plan(payload.ritualId, settle)),
    }),
    defineJob({
      kind: CONDUCT,
      payload: z.strictObject({ occurrenceId: z.string() }),
      handle: async ({ payload, settle }) => again(await rituals.conduct(payload.occurrenceId, settle)),
    }),
    defineJob({
      kind: SLOT,
      payload: z.strictObject({ slotId: z.string() }),
      // Thousands may be due at one minute, and a lead that comes meanwhile can't wait for them.
      givesWay: true,
      handle: async ({ payload, settle }) => again(await rituals.attend(payload.slotId, settle)),
    }),
  ];
}

const again = (at: Instant | undefined): Later | undefined => (at === undefined ? undefined : later(at));
