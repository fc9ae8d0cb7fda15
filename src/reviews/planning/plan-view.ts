import type { Instant } from '../../core/instants.ts';
import type { Sided } from '../../core/sides.ts';
import type { Plan } from './plan.ts';
import type { Stratum } from './sample.ts';

/** Why a review can't start so. */
export type PlanFault =
  | { readonly kind: 'size' }
  | { readonly kind: 'no-leads' }
  | { readonly kind: 'no-sales' | 'no-marketing' | 'too-few-for-anonymous' | 'too-many-raters' }
  /** Names of those who are in neither team, or can't judge. */
  | { readonly kind: 'strangers'; readonly names: readonly string[] }
  | { readonly kind: 'due-in-the-past' | 'due-too-late' }
  | { readonly kind: 'unknown-leads'; readonly numbers: readonly number[] }
  | { readonly kind: 'channel'; readonly sentence: string };

/** A lead of a sample, before the review starts. */
export interface SampleLine {
  readonly number: number;
  readonly name: string;
  readonly source: string | undefined;
  readonly stratum: Stratum;
}

/** What a manager sees before a review starts. */
export interface SampleView {
  readonly id: string;
  readonly plan: Plan;
  readonly leads: readonly SampleLine[];
  readonly raters: readonly Sided[];
  readonly dueAt: Instant;
  readonly zone: string;
  /** Names of those who judge and are away today. */
  readonly away: readonly string[];
}
