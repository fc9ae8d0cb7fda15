import type { Json } from './json.ts';
import type { World } from './world.ts';

/** Slack's rate tiers: calls a minute, for each method, of one app in one workspace. */
export type Tier = 'tier 1' | 'tier 2' | 'tier 3' | 'tier 4' | 'special' | 'posting';

/** One method of the Web API. */
export interface Method {
  /** Which token it takes (default: the bot's). */
  readonly token?: 'bot' | 'app' | 'none';
  /** The scopes of which one is needed, unless it needs none. What depends on the arguments is checked in `run`. */
  readonly scopes: readonly string[];
  readonly tier: Tier;
  /** Does the work and gives the answer without `ok`; throws `Refusal`. */
  run(world: World, args: Json): Json;
}

export type Methods = Readonly<Record<string, Method>>;
