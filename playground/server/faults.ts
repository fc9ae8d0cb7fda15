import type { Json } from './json.ts';

/** What can go wrong with one call. `after` accepting means: what the call asks for has happened. */
export type Misbehaviour =
  | {
      readonly kind: 'rate-limited' /** The header's text; left out: no header. */;
      readonly retryAfter?: number | string;
    }
  | { readonly kind: 'http-error'; readonly status: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** `before`: lands late, even if the caller has gone by then. `after`: lands at once, is answered late. Real milliseconds. */
  | { readonly kind: 'slow'; readonly ms: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'body'; readonly body: 'html' | 'empty' | 'cut'; readonly when: 'before' | 'after' }
  | { readonly kind: 'error'; readonly error: string; readonly when?: 'before' | 'after' };

interface FaultRule {
  /** How many calls it may spoil (default 1; `Infinity` for all). */
  readonly times?: number;
  /** The share of calls that it spoils, from 0 to 1, decided by `seed`. */
  readonly probability?: number;
  readonly seed?: number;
  /** Only calls whose arguments are like this. */
  readonly matching?: (args: Json) => boolean;
}

interface Fault {
  /** How many calls it has spoilt so far. */
  readonly hits: number;
  stop(): void;
}

export interface Faults {
  /** Makes calls of a method (`*` = every method) fail. Of several that fit, the oldest is played. */
  on(method: string, misbehaviour: Misbehaviour, rule?: FaultRule): Fault;
  /** Lets `choose` decide over every call that no rule spoils; there is one chooser at a time. */
  by(choose: (method: string, args: Json) => Misbehaviour | undefined): void;
  /** Ends all of them. */
  clear(): void;
}

interface Planned {
  readonly method: string;
  readonly misbehaviour: Misbehaviour;
  readonly rule: FaultRule;
  readonly random: () => number;
  hits: number;
}

export interface FaultPlan extends Faults {
  /** The misbehaviour for this call, if it is to be spoilt. */
  next(method: string, args: Json): Misbehaviour | undefined;
}

export function createFaults(): FaultPlan {
  let plan: Planned[] = [];
  let chooser: FaultPlan['next'] = () => undefined;
  return {
    on(method, misbehaviour, rule = {}) {
      const planned: Planned = { method, misbehaviour, rule, random: seeded(rule.seed ?? 1), hits: 0 };
      plan.push(planned);
      return {
        get hits() {
          return planned.hits;
        },
        stop: () => {
          plan = plan.filter((one) => one !== planned);
        },
      };
    },
    by(choose) {
      chooser = choose;
    },
    clear() {
      plan = [];
      chooser = () => undefined;
    },
    next(method, args) {
      const hit = plan.find(
        (one) =>
          (one.method === '*' || one.method === method) &&
          one.hits < (one.rule.times ?? (one.rule.probability === undefined ? 1 : Number.POSITIVE_INFINITY)) &&
          (one.rule.matching?.(args) ?? true) &&
          one.random() < (one.rule.probability ?? 1),
      );
      if (!hit) return chooser(method, args);
      hit.hits += 1;
      return hit.misbehaviour;
    },
  };
}

/** Mulberry32, numbers from 0 to 1: the same seed spoils the same calls. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
