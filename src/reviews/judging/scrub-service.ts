import type { Instant } from '../../core/instants.ts';
import type { Schema } from '../../platform/db/schema.ts';
import type { Enqueued } from '../../platform/jobs/queue.ts';

/** The kind of the job that sees that nothing of what was deleted is left in the files of the database. */
export const SCRUB = 'reviews.scrub';

/** Where stood whose a verdict was and who wanted to discuss something, and what was said in a review that nobody ever sees. */
export const SCRUBBED = [
  'lead_verdicts',
  'lead_verdict_drafts',
  'review_marks',
] as const satisfies readonly (keyof Schema)[];

/** What was said in a review has lost its names, or was deleted. */
export const scrubJob = (reviewId: string, runAt: Instant): Enqueued => ({
  kind: SCRUB,
  key: `${SCRUB}:${reviewId}`,
  payload: {},
  runAt,
  mode: 'latest',
});
