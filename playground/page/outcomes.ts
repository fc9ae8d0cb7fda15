import type { Reaction } from '../server/people/reactions.ts';
import type { Outcome } from '../wire.ts';

export const OK: Outcome = { kind: 'ok' };

export const ok = (note: string): Outcome => ({ kind: 'ok', note });

export const failed = (text: string): Outcome => ({ kind: 'failed', text });

/** What a person is told at once; what the app shows is on the page anyway. */
export const outcomeOf = (reaction: Reaction): Outcome => (reaction.kind === 'failed' ? failed(reaction.text) : OK);

export const GONE = failed('That is no longer there: somebody was faster. This is how it looks now.');
