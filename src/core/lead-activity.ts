import type { Duration, Instant } from './instants.ts';

/** A lead as facts name it: its number and company, never a person's name or address. */
export interface LeadRef {
  readonly leadId: string;
  /** Such as "#12 Acme". */
  readonly name: string;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
}

interface Happened {
  readonly lead: LeadRef;
  readonly at: Instant;
}

/**
 * What happened to leads, credited to people by rule ANS-6: whoever claims, takes over, contacts, gives back a lead or says
 * its outcome did it; what was taken back within its minute did not happen; both sides of a reassignment are credited; lateness belongs to whoever held the lead when it became late.
 */
export type LeadFact =
  | (Happened & { readonly kind: 'delivered' })
  | (Happened & { readonly kind: 'claimed' | 'released'; readonly by: string })
  | (Happened & { readonly kind: 'taken-over'; readonly by: string; readonly from: string | undefined })
  | (Happened & { readonly kind: 'handed-over'; readonly by: string; readonly to: string })
  | (Happened & {
      readonly kind: 'first-contact';
      readonly by: string;
      /** Working time since it came; undefined if no promise ran. */
      readonly worked: Duration | undefined;
      readonly target: Duration | undefined;
      readonly isLate: boolean;
    })
  | (Happened & { readonly kind: 'contact'; readonly by: string })
  | (Happened & { readonly kind: 'qualified' | 'won' | 'lost'; readonly by: string })
  /** Given up, for good or until it comes back: the reason in the words that people choose. */
  | (Happened & { readonly kind: 'rejected'; readonly by: string; readonly reason: string })
  /** It came back from the shelf, to `by` or to nobody. */
  | (Happened & { readonly kind: 'returned'; readonly by: string | undefined })
  /** `by` is undefined for a lead that nobody held. */
  | (Happened & { readonly kind: 'late'; readonly by: string | undefined });

/** A lead that waits for its first contact. */
export interface WaitingLead {
  readonly lead: LeadRef;
  readonly receivedAt: Instant;
  readonly owner: string | undefined;
  /** When its first contact is due; undefined if nothing is promised, or only measured. */
  readonly dueAt: Instant | undefined;
}
