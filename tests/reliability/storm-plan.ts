import { type Misbehaviour, seeded } from '../../playground/server/faults.ts';

/** How one life of the program ends. Counted in events, not in time, so that a seed means the same everywhere. */
export type Kill =
  /** It dies at its own i-th boundary: a commit, a call, an acknowledgement, an answer. */
  | { readonly kind: 'boundary'; readonly at: number; readonly side: 'before' | 'after' }
  /** It is killed when Slack has seen so many more changes: a call that came, a message that landed, an answer that went. */
  | { readonly kind: 'event'; readonly after: number };

/** What one seed stands for. */
export interface StormPlan {
  readonly seed: number;
  /** One after the other, each to the process that its number says, counted from 0. */
  readonly kills: readonly (Kill & { readonly process: number })[];
  /** What happens to this call; asked once for each call, in the order in which they come. */
  fault(method: string): Misbehaviour | undefined;
  /** Dice for the people: who claims, who gives back. */
  readonly dice: Dice;
}

export interface Dice {
  /** From 0 to 1. */
  fraction(): number;
  below(limit: number): number;
  /** `count` different ones. */
  some<T>(of: readonly T[], count: number): T[];
}

/** The client's timeout in a storm; what lands later than it lands within `GRACE` all the same. */
export const TIMEOUT = 900;
export const GRACE = 4_000;
const LATE = TIMEOUT + 400;

const MOST_BOUNDARIES = 120;
const MOST_EVENTS = 90;

export function planStorm(seed: number, { kills, processes }: { kills: number; processes: number }): StormPlan {
  const order = diceOf(seed * 3 + 1);
  const faults = diceOf(seed * 3 + 2);
  return {
    seed,
    kills: Array.from({ length: kills }, (_, at) => ({
      ...(order.fraction() < 0.5
        ? {
            kind: 'boundary' as const,
            at: 1 + order.below(MOST_BOUNDARIES),
            side: order.fraction() < 0.5 ? ('before' as const) : ('after' as const),
          }
        : { kind: 'event' as const, after: 1 + order.below(MOST_EVENTS) }),
      process: at % processes,
    })),
    fault: (method) => (faults.fraction() < shareOf(method) ? faults.some(MISBEHAVIOURS, 1)[0] : undefined),
    dice: diceOf(seed * 3),
  };
}

/** Sockets have storms of their own; what may double is hit most. */
function shareOf(method: string): number {
  if (method === 'apps.connections.open') return 0;
  return method === 'chat.postMessage' ? 0.4 : 0.12;
}

/** Rows 8 to 12, each as often as it stands here. */
const MISBEHAVIOURS: readonly Misbehaviour[] = [
  { kind: 'reset', when: 'after' },
  { kind: 'reset', when: 'after' },
  { kind: 'reset', when: 'before' },
  { kind: 'http-error', status: 500, when: 'after' },
  { kind: 'http-error', status: 500, when: 'before' },
  { kind: 'http-error', status: 502, when: 'before' },
  { kind: 'http-error', status: 503, when: 'before' },
  { kind: 'http-error', status: 504, when: 'after' },
  { kind: 'slow', ms: LATE, when: 'before' },
  { kind: 'slow', ms: LATE, when: 'before' },
  { kind: 'slow', ms: LATE, when: 'after' },
  { kind: 'rate-limited', retryAfter: 1 },
  { kind: 'rate-limited', retryAfter: 1 },
  { kind: 'rate-limited', retryAfter: 2 },
  { kind: 'body', body: 'html', when: 'before' },
  { kind: 'body', body: 'html', when: 'after' },
  { kind: 'body', body: 'empty', when: 'after' },
  { kind: 'body', body: 'cut', when: 'after' },
  { kind: 'body', body: 'cut', when: 'before' },
  { kind: 'error', error: 'internal_error', when: 'after' },
  { kind: 'error', error: 'fatal_error', when: 'before' },
];

/** How a fault is counted in the totals. */
export function nameOf(fault: Misbehaviour): string {
  switch (fault.kind) {
    case 'reset':
      return fault.when === 'after' ? 'answers lost' : 'resets';
    case 'http-error':
      return `5xx ${fault.when}`;
    case 'slow':
      return fault.when === 'before' ? 'landed late' : 'answered late';
    case 'rate-limited':
      return '429';
    case 'body':
      return `${fault.body} 200`;
    case 'error':
      return 'errors in doubt';
  }
}

function diceOf(seed: number): Dice {
  const fraction = seeded(seed);
  const below = (limit: number) => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    some(of, count) {
      const left = [...of];
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)).flat();
    },
  };
}
