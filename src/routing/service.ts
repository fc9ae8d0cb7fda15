import type { LeadFacts } from '../core/conditions.ts';
import type { Tx } from '../platform/db/database.ts';
import { createExplaining } from './explaining-service.ts';
import type { RoutingDeps } from './ports-service.ts';
import { placeOf, readRules } from './rules.ts';
import { createSettingUp } from './setting-up-service.ts';
import { createTurning } from './turning-service.ts';
import { markReturned } from './turns-store.ts';

export type Routing = ReturnType<typeof createRoutingService>;

/** An entry of a lead's journal, as far as routing follows it. */
export interface LeadEntry {
  readonly leadId: string;
  readonly change: { readonly kind: string; readonly from?: unknown };
}

/** Where leads go, and whose turn they are. */
export function createRoutingService(deps: RoutingDeps) {
  const turning = createTurning(deps);

  return {
    ...createExplaining(deps, turning),
    ...createSettingUp(deps),
    next: turning.next,
    fallback: turning.fallback,

    /** Where a lead goes, by the rules as they are kept. */
    place: (rules: string, facts: LeadFacts) => placeOf(readRules(rules), facts),

    /** What was offered and not taken doesn't count for the day of whom it was offered to. */
    async follow(tx: Tx, { leadId, change: { kind, from } }: LeadEntry): Promise<void> {
      if ((kind === 'passed' || kind === 'lapsed') && typeof from === 'string') await markReturned(tx, leadId, from);
    },
  };
}
