import type { AnswerContent } from './answer.ts';
import type { Snapshot } from './snapshot.ts';

/** What the form of one answer shows. What is seen in it is what is posted (ANS-5). */
export interface AnswerForm {
  readonly slotId: string;
  readonly name: string;
  readonly snapshot: Snapshot;
  /** What was posted before, else what one click would post. */
  readonly content: AnswerContent;
  /** Whether they can ask the other team for something. */
  readonly mayAsk: boolean;
  /** For which day it is, if not for one that is open: the next (ANS-3), or one whose time is over (ANS-2). */
  readonly when: { readonly kind: 'open' } | { readonly kind: 'early' | 'late' | 'edit'; readonly day: string };
}
