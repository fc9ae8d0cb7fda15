import { z } from 'zod';
import type { Duration } from '../core/instants.ts';

/** How Baton is doing. */
export interface Report {
  readonly isConnected: boolean;
  readonly isSetUp: boolean;
  readonly waiting: number;
  readonly parked: number;
  /** How long the oldest work that is due has waited. */
  readonly lateness: Duration;
  /** Scopes without which a message may be posted twice after a crash. */
  readonly missingHistory: readonly string[];
  /** True if owners that a form names by e-mail can't be found. */
  readonly lacksEmail: boolean;
  /** True if nobody can tell when people want no notifications. */
  readonly lacksQuiet: boolean;
  /** Scopes without which messages in channels that are watched don't reach us; empty while none is watched. */
  readonly missingToWatch: readonly string[];
}

/** What an admin must do about something that doesn't work. */
export const troubleSchema = z.strictObject({
  advice: z.string(),
  channel: z.string().optional(),
  /** Where leads go that can't be posted in `channel`. */
  insteadIn: z.string().optional(),
});

export type Trouble = z.infer<typeof troubleSchema>;
