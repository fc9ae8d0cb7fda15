import type { Duration, Instant } from '../core/instants.ts';

/** Since when each suspicion has stood without a break, from audit to audit. */
export type Suspicions = ReadonlyMap<string, Instant>;

/** What one audit has found, each by a name of its own. */
export interface Found {
  readonly key: string;
  /** How long it must have stood to be believed; none means that the audit before must have found it too. */
  readonly patience: Duration | undefined;
}

/**
 * Which of the findings are believed: a moment between a commit and what follows from it looks like a fault, and is over by
 * the next audit.
 */
export function believed(
  before: Suspicions,
  found: readonly Found[],
  now: Instant,
): { readonly keys: ReadonlySet<string>; readonly suspicions: Suspicions } {
  const suspicions = new Map<string, Instant>();
  const keys = new Set<string>();
  for (const { key, patience } of found) {
    const since = before.get(key);
    // A clock that was set back begins anew.
    suspicions.set(key, since === undefined || since > now ? now : since);
    if (since !== undefined && (patience === undefined || now - since >= patience)) keys.add(key);
  }
  return { keys, suspicions };
}
