import type { LeadStory } from '../../core/lead-story.ts';
import type { Side } from '../../core/verdict.ts';
import type { AgendaItem } from '../deciding/agenda.ts';
import type { Review, ReviewLead } from '../review.ts';
import type { Step } from './timeline.ts';

/** How far one team is: counts only, so that nobody can tell who has said what, or how much. */
export interface Progress {
  readonly side: Side;
  /** Names of those who judge. */
  readonly raters: readonly string[];
  readonly judged: number;
  /** Raters times leads. */
  readonly of: number;
}

/** What the first message of a review's thread shows. */
export interface ParentView {
  readonly review: Review;
  readonly leads: number;
  /** How many of them, the first ones, marketing asks about: their rejection is questioned. */
  readonly questioned?: number;
  readonly progress: readonly Progress[];
  /** Names of whoever started it, and of whoever ended it before its time. */
  readonly by: { readonly started: string | undefined; readonly ended: string | undefined };
  /** Where the office is. */
  readonly zone: string;
  /** What is to be discussed, and what was decided; nothing until it is revealed. */
  readonly agenda: readonly AgendaItem[];
}

/** What the reply to one of its leads shows. */
export interface ReplyView {
  readonly review: Review;
  readonly lead: ReviewLead;
  readonly leads: number;
  /** The position of the lead with which it has become one, and as which it counts; and of those that count as this one. */
  readonly countsAs?: number | undefined;
  readonly parts?: readonly number[];
  /** Undefined if the lead is not there any more. */
  readonly story: LeadStory | undefined;
  readonly steps: readonly Step[];
  readonly zone: string;
  /** Undefined while it is blind, and where there is nothing to discuss. */
  readonly item: AgendaItem | undefined;
}
