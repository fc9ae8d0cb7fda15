import type { Listeners } from '../platform/slack/listeners.ts';
import { createReviewsService, type ReviewActor, type Reviews, type ReviewsDeps } from './service.ts';
import { type ReviewSurroundings, reviewListeners } from './slack.ts';

export { storedVerdicts, verdictsAbout } from './export-service.ts';
export { forgetWords } from './service.ts';

/** What sales and marketing find of leads. */
export function createReviews({ surroundings, ...deps }: ReviewsDeps & { readonly surroundings: ReviewSurroundings }): {
  readonly service: Reviews;
  readonly listeners: Listeners<ReviewActor>;
} {
  const service = createReviewsService(deps);
  return { service, listeners: reviewListeners(service, surroundings) };
}
