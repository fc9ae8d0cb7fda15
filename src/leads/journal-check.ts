import type { LeadChange } from './change.ts';
import { isRating } from './rating/rating.ts';

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
  /** To whom it came back, or was imported, if it was. */
  readonly to?: string | undefined;
  /** Whether it had been answered before it was imported. */
  readonly isContacted?: boolean | undefined;
  /** What it says of itself, if another lead became part of it or left it. */
  readonly standing?: { readonly ownedBy: number | undefined; readonly isContacted: boolean } | undefined;
}

/** Entries after which a lead has been answered (2.1.13). */
const ANSWERS: readonly LeadChange['kind'][] = ['contacted', 'qualified', 'deal', 'won', 'lost', 'rejected'];

export type JournalFault = 'two-claims' | 'disagrees';

/**
 * What is wrong between a lead and its journal: two claims in force at once (I2), or a standing that isn't what the entries
 * come to. Undefined if both agree.
 */
export function journalFault(lead: Standing, journal: readonly Entry[]): JournalFault | undefined {
  let ownedBy: number | undefined;
  let isContacted = false;
  let wasContacted = false;
  for (const [place, { seq, kind, to, isContacted: wasAnswered, standing }] of journal.entries()) {
    if (seq !== place + 1) return 'disagrees';
    if (isRating({ kind })) continue;
    // An assignment takes it from whoever has it; a claim never does.
    if (kind === 'claimed' && ownedBy !== undefined) return 'two-claims';
    if (kind === 'claimed' || kind === 'assigned' || kind === 'release-undone') ownedBy = seq;
    if (kind === 'released') ownedBy = undefined;
    if (kind === 'returned' || kind === 'imported') ownedBy = to === undefined ? undefined : seq;
    // What is taken back is always the entry before, opinions aside.
    if (kind === 'outcome-undone') isContacted = wasContacted;
    wasContacted = isContacted;
    if (ANSWERS.includes(kind)) isContacted = true;
    if (kind === 'returned') isContacted = false;
    if (kind === 'imported') isContacted = wasAnswered === true;
    if (standing !== undefined) ({ ownedBy, isContacted } = standing);
  }
  const agrees = lead.lastEvent === journal.length && lead.ownedBy === ownedBy && lead.isContacted === isContacted;
  return agrees ? undefined : 'disagrees';
}
