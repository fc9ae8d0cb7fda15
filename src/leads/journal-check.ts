import type { LeadChange } from './lead.ts';

/** What a lead says of itself. */
export interface Standing {
  readonly lastEvent: number;
  /** The entry that made it somebody's; undefined while it is free. */
  readonly ownedBy: number | undefined;
  readonly isContacted: boolean;
}

export interface Entry {
  readonly seq: number;
  readonly kind: LeadChange['kind'];
}

export type JournalFault = 'two-claims' | 'disagrees';

/**
 * What is wrong between a lead and its journal: two claims in force at once (I2), or a standing that isn't what the entries
 * come to. Undefined if both agree.
 */
export function journalFault(lead: Standing, journal: readonly Entry[]): JournalFault | undefined {
  let ownedBy: number | undefined;
  let isContacted = false;
  for (const [place, { seq, kind }] of journal.entries()) {
    if (seq !== place + 1) return 'disagrees';
    // An assignment takes it from whoever has it; a claim never does.
    if (kind === 'claimed' && ownedBy !== undefined) return 'two-claims';
    if (kind === 'claimed' || kind === 'assigned' || kind === 'release-undone') ownedBy = seq;
    if (kind === 'released') ownedBy = undefined;
    if (kind === 'contacted') isContacted = true;
  }
  const agrees = lead.lastEvent === journal.length && lead.ownedBy === ownedBy && lead.isContacted === isContacted;
  return agrees ? undefined : 'disagrees';
}
