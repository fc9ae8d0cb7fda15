import type { ItemOutcome } from './meeting.ts';

/** Why a topic can't be changed. */
export type TopicRefusal =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-in-teams' }
  | { readonly kind: 'over'; readonly number: number }
  /** It belongs to whoever put it up. */
  | { readonly kind: 'not-yours' }
  /** Somebody else was faster; what came of it. */
  | { readonly kind: 'meanwhile'; readonly outcome: ItemOutcome; readonly by: string | undefined };

/** Why a meeting can't be ended before its time. */
export type EndRefusal = 'not-found' | 'not-yours' | 'over';
