import type { Instant } from '../../core/instants.ts';
import type { Schema } from '../../platform/db/schema.ts';
import type { Enqueued } from '../../platform/jobs/queue.ts';

/** The kind of the job that sees that nothing of what was deleted is left in the files of the database. */
export const SCRUB = 'retros.scrub';

/** Where something is deleted that nobody is to know any more: whose a card without a name was, and who voted for what. */
export const SCRUBBED = {
  cards: ['retro_secrets', 'retro_unsigned_cards', 'retro_cards', 'retro_card_drafts'],
  votes: ['retro_voters', 'retro_ballots'],
} as const satisfies Readonly<Record<string, readonly (keyof Schema)[]>>;

/** Something was deleted for the sake of a retro, or of a workspace. */
export const scrubJob = (what: keyof typeof SCRUBBED, of: string, runAt: Instant): Enqueued => ({
  kind: SCRUB,
  key: `${SCRUB}:${what}:${of}`,
  payload: { what },
  runAt,
  mode: 'latest',
});
