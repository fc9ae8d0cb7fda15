import { type Later, later } from '../../jobs/job.ts';
import type { Shown, Standing } from './messages.ts';

/** What a job that shows something, or has nothing to show, answers: again when its message can be shown or looked up, if that must wait. */
export const again = (shown: Shown | Standing | undefined): Later | undefined =>
  shown?.kind === 'later' ? later(shown.at) : undefined;
