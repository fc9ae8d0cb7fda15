import type { LeadEvent } from '../lead.ts';

/** How many leads went another way than on; each counts once a kind. */
export interface Moves {
  /** Given back by whoever had it, for anybody to claim, and that was not taken back. */
  readonly givenBack: number;
  /** Handed on by or for whoever had it to somebody else. */
  readonly handedOn: number;
  /** Back from the shelf. */
  readonly cameBack: number;
}

/** Of entries in their order. */
export function movesIn(events: readonly Pick<LeadEvent, 'leadId' | 'change'>[]): Moves {
  const givenBack = new Map<string, number>();
  const [handedOn, cameBack] = [new Set<string>(), new Set<string>()];
  for (const { leadId, change } of events) {
    const times = givenBack.get(leadId) ?? 0;
    if (change.kind === 'released') givenBack.set(leadId, times + 1);
    // What is taken back was done right before, maybe before the window.
    if (change.kind === 'release-undone') givenBack.set(leadId, Math.max(0, times - 1));
    if (change.kind === 'assigned' && change.from !== undefined) handedOn.add(leadId);
    if (change.kind === 'returned') cameBack.add(leadId);
  }
  return {
    givenBack: [...givenBack.values()].filter((times) => times > 0).length,
    handedOn: handedOn.size,
    cameBack: cameBack.size,
  };
}
