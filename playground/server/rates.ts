import { realNow } from '../steered-clock.ts';
import { type Json, text } from './json.ts';
import type { Tier } from './method.ts';

/** How strict the rate limits are: not at all, or Slack's figures times `scale`. */
export type RateOption = 'off' | { readonly scale: number };

/** Calls a minute of one method in one workspace. */
const PER_MINUTE: Readonly<Record<Tier, number>> = {
  'tier 1': 1,
  'tier 2': 20,
  'tier 3': 50,
  'tier 4': 100,
  special: 600,
  posting: 300,
};

// Posting: one a second for each channel; short bursts pass.
const POSTS_PER_MINUTE = 60;
const POST_BURST = 5;

interface Bucket {
  level: number;
  filledAt: number;
}

/** Answers how many seconds a call has to wait, or 0 if it may pass. */
export type RateLimiter = (method: string, tier: Tier, args: Json) => number;

/** Token buckets in real time. */
export function createRateLimiter(option: RateOption): RateLimiter {
  if (option === 'off') return () => 0;
  const buckets = new Map<string, Bucket>();
  const { scale } = option;

  function take(key: string, perMinute: number, burst: number): number {
    const now = realNow();
    const bucket = buckets.get(key) ?? { level: burst, filledAt: now };
    bucket.level = Math.min(burst, bucket.level + ((now - bucket.filledAt) * perMinute) / 60_000);
    bucket.filledAt = now;
    buckets.set(key, bucket);
    if (bucket.level >= 1) {
      bucket.level -= 1;
      return 0;
    }
    return Math.ceil(((1 - bucket.level) * 60) / perMinute);
  }

  return (method, tier, args) => {
    const perMinute = PER_MINUTE[tier] * scale;
    const wait = take(method, perMinute, Math.max(1, perMinute));
    if (wait > 0 || tier !== 'posting') return wait;
    return take(`${method} ${text(args.channel)}`, POSTS_PER_MINUTE * scale, POST_BURST * scale);
  };
}
