import type { HomeView, KnownBlock } from '@slack/types';
import { z } from 'zod';
import { defineJob, type JobKind } from '../platform/jobs/job.ts';
import { dayHome, type HomeButtons, refusedHome } from './blocks.ts';
import { type Home, RENDER } from './service.ts';

/** Where a Home is shown. */
export interface HomePublisher {
  publishHome(personId: string, view: HomeView): Promise<void>;
}

/** Keeps Homes as things are. */
export function homeJobs(home: Home<KnownBlock>, publisher: HomePublisher, buttons: HomeButtons): readonly JobKind[] {
  return [
    defineJob({
      kind: RENDER,
      payload: z.strictObject({ personId: z.string() }),
      async handle({ payload: { personId } }) {
        const content = await home.view(personId);
        const view =
          content.kind === 'refused'
            ? refusedHome(content.sentence)
            : dayHome({ zone: content.resident.zone, now: content.now, sections: content.sections }, buttons);
        await publisher.publishHome(personId, view);
      },
    }),
  ];
}
