import type { Instant } from '../core/instants.ts';
import { addDays, dateAt, instantAt, monthsBefore } from '../core/local-time.ts';
import type { ShownFields } from '../core/shown-fields.ts';

/** What of a lead is kept for a while: who it was, and what was written by them and about them. */
export const KEPT = ['person', 'words'] as const;

export type Kept = (typeof KEPT)[number];

/** For how many months each is kept after the last thing that happened to a lead; what is missing is kept for ever. */
export type Retention = { readonly [What in Kept]?: number | undefined };

/** What a wish would do in the coming night. */
export interface Outlook {
  readonly at: Instant;
  readonly zone: string;
  readonly persons: number;
  readonly words: number;
}

/** What an admin decides about leads' persons. */
export interface Privacy {
  readonly retention: Retention;
  readonly shown: ShownFields;
}

export const MONTHS = [6, 12, 24, 36] as const;

/** When nobody is at work, and Slack has room for what changes. */
const NIGHT = '03:00';

/** The next time it is three in the night there. */
export function nextNight(now: Instant, zone: string): Instant {
  const today = dateAt(now, zone);
  const night = instantAt(today, NIGHT, zone);
  return night > now ? night : instantAt(addDays(today, 1), NIGHT, zone);
}

/** What happened to a lead last before this is too long ago: the first moment of the day so many months before. */
export const forgottenBefore = (now: Instant, months: number, zone: string): Instant =>
  instantAt(monthsBefore(dateAt(now, zone), months), '00:00', zone);
