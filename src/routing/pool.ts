import { z } from 'zod';
import { calendarSchema } from '../core/calendar.ts';
import { MINUTE } from '../core/instants.ts';

export const HIGHEST_WEIGHT = 100;
export const HIGHEST_CAP = 1_000;
export const MOST_MEMBERS = 1_000;
export const LONGEST_TIMEOUT = 24 * 60 * MINUTE;

const cap = z.int().min(1).max(HIGHEST_CAP).optional();

const memberSchema = z
  .strictObject({
    personId: z.string(),
    /** How many turns this person gets where somebody of weight 1 gets one. */
    weight: z.int().min(1).max(HIGHEST_WEIGHT),
    /** Their own caps, where they differ from the pool's. */
    mostOpen: cap,
    mostADay: cap,
  })
  .readonly();

/** What an admin says of a pool; kept as one document, because a turn reads all of it and nobody asks for a part. */
export const poolTermsSchema = z
  .strictObject({
    name: z.string().min(1).max(60),
    members: z.array(memberSchema).max(MOST_MEMBERS).readonly(),
    /** Working time in which an offer can be taken; milliseconds. */
    timeout: z.int().min(MINUTE).max(LONGEST_TIMEOUT),
    mostOpen: cap,
    mostADay: cap,
    /** In which hours a time-out counts; the office's without it. */
    calendar: calendarSchema.optional(),
    /** The pool whose turn it is when nobody of this one is left. */
    nextPoolId: z.string().optional(),
    /** Who gets a lead that nobody has taken. */
    lastId: z.string(),
  })
  .readonly();

export type PoolTerms = z.infer<typeof poolTermsSchema>;
export type PoolMember = PoolTerms['members'][number];

/** People who take leads in turn. */
export interface Pool extends PoolTerms {
  readonly id: string;
  readonly workspaceId: string;
  /** 1, and one more with each change of what an admin says of it. */
  readonly version: number;
  /** What is owed to each of them, in shares of turns; who isn't named is owed nothing. */
  readonly credits: Readonly<Record<string, number>>;
}

/**
 * The pools that a lead can come through, in order. Each is there once, so the chain ends even where pools name each other.
 */
export function chainOf(poolId: string, pools: ReadonlyMap<string, Pool>): readonly Pool[] {
  const chain: Pool[] = [];
  for (let pool = pools.get(poolId); pool !== undefined && !chain.includes(pool); ) {
    chain.push(pool);
    pool = pool.nextPoolId === undefined ? undefined : pools.get(pool.nextPoolId);
  }
  return chain;
}
