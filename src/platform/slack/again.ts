import { type Later, later } from '../jobs/job.ts';
import type { Shown } from './messages.ts';

/** What a job that shows something answers: again when its message can be shown, if that must wait. */
export const again = (shown: Shown | undefined): Later | undefined =>
  shown?.kind === 'later' ? later(shown.at) : undefined;
