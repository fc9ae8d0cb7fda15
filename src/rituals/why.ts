import type { SkipReason, Slot } from './slot.ts';

/** Why somebody was asked, or wasn't, by one ritual on one date: what is recorded, and nothing else. */
export type Why =
  | { readonly kind: 'slot'; readonly name: string; readonly slot: Slot }
  | { readonly kind: 'skipped'; readonly name: string; readonly because: SkipReason };
