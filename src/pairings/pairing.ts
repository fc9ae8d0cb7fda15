import type { Instant } from '../core/instants.ts';
import type { Side } from '../core/verdict.ts';

/** `paired`: people were paired; else why not. */
export type RunOutcome = 'paired' | 'no-sales' | 'no-marketing';

/** What came of one round. */
export interface Run {
  readonly occurrenceId: string;
  readonly ritualId: string;
  readonly workspaceId: string;
  readonly outcome: RunOutcome;
  readonly ranAt: Instant;
  /** Until when they have time to meet. */
  readonly untilAt: Instant;
}

/** What two begin with. */
export type Starter =
  | { readonly kind: 'lead'; readonly leadId: string }
  | { readonly kind: 'campaign'; readonly campaign: string };

/** Two, or three, who are to meet. */
export interface Pairing {
  readonly id: string;
  readonly occurrenceId: string;
  readonly starter: Starter | undefined;
  /** `off`: too few are left of it; `over`: its time has passed, and nobody has said that they met. */
  readonly state: 'open' | 'met' | 'off' | 'over';
  readonly metBy: string | undefined;
}

/** Somebody's part in a round. */
export interface Part {
  readonly occurrenceId: string;
  readonly personId: string;
  readonly side: Side;
  /** Undefined for who was left out. */
  readonly pairingId: string | undefined;
  readonly state: 'in' | 'left-out' | 'skipped' | 'gone';
  readonly skipGesture: string | undefined;
  readonly skippedAt: Instant | undefined;
}

/** Whether these can meet: one of each team at least. */
export const canMeet = (parts: readonly Pick<Part, 'side' | 'state'>[]): boolean =>
  new Set(parts.filter(({ state }) => state === 'in').map(({ side }) => side)).size === 2;
