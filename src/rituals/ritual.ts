import { z } from 'zod';
import { type Duration, HOUR, type Instant, MINUTE } from '../core/instants.ts';
import type { Team } from '../core/person-days.ts';
import { type Recurrence, recurrenceSchema } from './recurrence.ts';

/** What a ritual is, in one version that never changes: an occurrence keeps the version with which it opened (TIME-6). */
export interface RitualConfig {
  readonly name: string;
  readonly recurrence: Recurrence;
  /** When people are asked, "HH:MM" on the wall. */
  readonly at: string;
  /** The team's IANA zone, which dates the occurrence. */
  readonly zone: string;
  /** True: `at` is meant where each person is; false: where the team is, for everybody at once. */
  readonly inOwnZone: boolean;
  /** From the prompt to the close. */
  readonly windowMs: Duration;
  /** When the whole closes at the latest, "HH:MM" in the team's zone. */
  readonly teamCloseAt?: string | undefined;
  /** How long before the close those are reminded who haven't answered; undefined for never. */
  readonly remindBeforeMs?: Duration | undefined;
  /** How late a prompt may still be sent after an outage (DEL-3). */
  readonly graceMs: Duration;
  readonly channelId: string;
  readonly participants: Participants;
  /** They read along, are never asked and don't count. */
  readonly observers: readonly string[];
  /** Who hears of trouble and may change things; never empty (PPL-8). */
  readonly owners: readonly string[];
  /** The kind's own part, which only the kind understands. */
  readonly settings: unknown;
}

export type Participants =
  | { readonly kind: 'people'; readonly ids: readonly string[] }
  | { readonly kind: 'teams'; readonly teams: readonly Team[] }
  /** Whoever is in the ritual's channel. */
  | { readonly kind: 'channel' };

export type RitualState = 'active' | 'paused' | 'ended' | 'degraded';

export interface Ritual {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: string;
  readonly version: number;
  readonly config: RitualConfig;
  /** `degraded`: its channel can't be used; people are asked all the same (PPL-4). */
  readonly state: RitualState;
  /** The first date after a pause; undefined while a pause has no end. */
  readonly pausedUntilOn: string | undefined;
  readonly createdAt: Instant;
}

/** How late a prompt may be by default (DEL-3): longer where the next one is a week away or more. */
export const graceFor = (recurrence: Recurrence): Duration =>
  recurrence.kind === 'weekly' && recurrence.days.length > 1 ? 90 * MINUTE : 24 * HOUR;

export const configSchema: z.ZodType<RitualConfig> = z.object({
  name: z.string(),
  recurrence: recurrenceSchema,
  at: z.string(),
  zone: z.string(),
  inOwnZone: z.boolean(),
  windowMs: z.int(),
  teamCloseAt: z.string().optional(),
  remindBeforeMs: z.int().optional(),
  graceMs: z.int(),
  channelId: z.string(),
  participants: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('people'), ids: z.array(z.string()) }),
    z.object({ kind: z.literal('teams'), teams: z.array(z.enum(['sales', 'marketing'])) }),
    z.object({ kind: z.literal('channel') }),
  ]),
  observers: z.array(z.string()),
  owners: z.array(z.string()),
  settings: z.unknown(),
});

/** Whether a pause covers this date of the team. */
export const isPausedOn = (ritual: Ritual, date: string): boolean =>
  ritual.state === 'paused' && (ritual.pausedUntilOn === undefined || date < ritual.pausedUntilOn);
