import { type Duration, type Instant, SECOND } from '../../core/instants.ts';

/** How much one source may send: so many at once, and then so many each second. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** One bucket of tokens for each source, in memory: what one pours out takes nothing from the others. */
export interface Buckets {
  /** Takes a token. Answers 0, or how long until there is one again. */
  take(source: string, now: Instant): Duration;
}

export function createBuckets({ burst, perSecond }: Allowance): Buckets {
  const levels = new Map<string, { tokens: number; at: Instant }>();
  return {
    take(source, now) {
      const level = levels.get(source) ?? { tokens: burst, at: now };
      // A clock that is set back gives nothing and takes nothing.
      const passed = Math.max(0, now - level.at) / SECOND;
      const tokens = Math.min(burst, level.tokens + passed * perSecond);
      const isThere = tokens >= 1;
      levels.set(source, { tokens: isThere ? tokens - 1 : tokens, at: now });
      return isThere ? 0 : ((1 - tokens) / perSecond) * SECOND;
    },
  };
}
