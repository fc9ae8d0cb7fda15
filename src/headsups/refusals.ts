import type { FormFault } from './form.ts';
import type { HeadsUpKind } from './heads-up.ts';

/** Why somebody can't say anything to one. */
export type AnswerRefusal = 'not-found' | 'own' | 'not-asked' | 'withdrawn';

/** Why nothing was announced, changed or withdrawn. */
export type WriteRefusal =
  | { readonly kind: 'not-found' | 'not-set-up' | 'not-yours' | 'withdrawn' | 'changed-meanwhile' }
  | { readonly kind: 'not-announcing'; readonly what: HeadsUpKind }
  | { readonly kind: 'fault'; readonly fault: FormFault | 'no-channel' }
  /** The campaign is announced for that day already, by the heads-up with this number. */
  | { readonly kind: 'announced'; readonly number: number }
  | { readonly kind: 'channel'; readonly sentence: string };
