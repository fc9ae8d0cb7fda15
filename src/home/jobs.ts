import type { HomeView, KnownBlock } from '@slack/types';
import { z } from 'zod';
import { Permanent } from '../platform/errors.ts';
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
        if (content.kind === 'refused') return tellOutsider(personId, content.sentence);
        const view = dayHome({ zone: content.resident.zone, now: content.now, sections: content.sections }, buttons);
        await publisher.publishHome(personId, view);
      },
    }),
  ];

  /** Whoever shares a channel with us can open the tab. Where Slack has none for them, that is nothing for an admin to mend. */
  async function tellOutsider(personId: string, sentence: string): Promise<void> {
    try {
      await publisher.publishHome(personId, refusedHome(sentence));
    } catch (error) {
      if (!(error instanceof Permanent)) throw error;
    }
  }
}
