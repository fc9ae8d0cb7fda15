import { z } from 'zod';
import { DAY } from '../core/instants.ts';
import type { Clock } from '../platform/clock.ts';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { PURGE, SEND } from './ports-service.ts';
import type { createSending } from './sending-service.ts';

/** What is left to do when something has happened to a lead that others follow. */
export function webhookJobs(sending: ReturnType<typeof createSending>, clock: Clock): readonly JobKind[] {
  return [
    defineJob({
      kind: SEND,
      payload: z.strictObject({ addressId: z.string() }),
      // Servers of others take their time; people in Slack don't wait for them.
      givesWay: true,
      async handle({ payload, confirm }) {
        return later(await sending.send(payload.addressId, confirm));
      },
    }),
    defineJob({
      kind: PURGE,
      payload: z.strictObject({}),
      handle: async () => ((await sending.purge()) ? later(clock.now() + DAY) : undefined),
    }),
  ];
}
