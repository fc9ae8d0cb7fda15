import type { KnownBlock } from '@slack/types';
import type { JobKind } from '../platform/jobs/job.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import type { HomeButtons } from './blocks.ts';
import { type HomePublisher, homeJobs } from './jobs.ts';
import { createHomeService, type Home, type HomeDeps } from './service.ts';
import { homeListeners } from './slack.ts';

/** The App Home: each person's day, put together from what the features show. */
export function createHome<A>({
  publisher,
  buttons,
  ...deps
}: HomeDeps & { readonly publisher: HomePublisher; readonly buttons: HomeButtons }): {
  readonly service: Home<KnownBlock>;
  readonly jobs: readonly JobKind[];
  readonly listeners: Listeners<A>;
} {
  const service = createHomeService<KnownBlock>(deps);
  return { service, jobs: homeJobs(service, publisher, buttons), listeners: homeListeners(service) };
}
