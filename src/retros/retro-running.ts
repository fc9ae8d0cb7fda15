import type { Retro } from './retro.ts';

/** Why a retro isn't changed. */
export type RunRefusal =
  | { readonly kind: 'not-found' | 'not-yours' | 'over' | 'due-in-the-past' | 'due-too-late' | 'not-taking-part' }
  /** Somebody has moved its thread to another channel than they saw. */
  | { readonly kind: 'elsewhere' }
  /** Somebody was faster, or its time was over: it is in another phase than they saw. `by` is their name. */
  | { readonly kind: 'moved-on'; readonly retro: Retro; readonly by: string | undefined };

export type Ran =
  | { readonly kind: 'done'; readonly retro: Retro }
  | { readonly kind: 'refused'; readonly why: RunRefusal };
