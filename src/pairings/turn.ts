import type { Instant } from '../core/instants.ts';
import type { Part } from './pairing.ts';

/** What two begin with, as they read it. */
export type ShownStarter =
  | { readonly kind: 'lead'; readonly leadId: string; readonly name: string }
  | { readonly kind: 'campaign'; readonly name: string };

/** What somebody's message of a round says, as things are now. */
export type TurnState = {
  readonly occurrenceId: string;
  readonly workspaceId: string;
  /** Their partners, as far as these take part. */
  readonly others: readonly Pick<Part, 'personId' | 'side'>[];
  readonly untilAt: Instant;
  readonly zone: string;
} & (
  | { readonly kind: 'paired'; readonly starter: ShownStarter | undefined }
  /** `by`: who said so. */
  | { readonly kind: 'met'; readonly by: string | undefined }
  /** `since` is when they skipped; `canReturn` while there is time. */
  | { readonly kind: 'skipped'; readonly since: Instant; readonly canReturn: boolean; readonly breakUntil?: string }
  /** Their partners can't. */
  | { readonly kind: 'alone' }
  /** The time has passed, and nobody has said that they met. */
  | { readonly kind: 'over' }
);
