import type { Instant } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';

/** How far a lead has come. */
export type Stage =
  | 'new'
  | 'accepted'
  | 'contacted'
  | 'qualified'
  | 'opportunity'
  | 'customer'
  | 'rejected'
  | 'recycled';

/** How a rep tried to reach the prospect. Any of them keeps the first-contact promise. */
export type ContactKind = 'reached' | 'no-answer' | 'e-mailed' | 'met';

export const CONTACT_KINDS = ['reached', 'no-answer', 'e-mailed', 'met'] as const satisfies readonly ContactKind[];

/** Who holds a lead, and since which entry of its journal. */
export interface Ownership {
  readonly personId: string;
  readonly since: Instant;
  /** Sequence number of the entry that made it theirs: names the DM that they got. */
  readonly event: number;
}

/** A lead that marketing hands to sales. */
export interface Lead {
  readonly id: string;
  readonly workspaceId: string;
  /** Counts from 1 in each workspace; what people type and read as `#12`. */
  readonly number: number;
  /** Where its card is. */
  readonly channelId: string;
  readonly endpointId: string | undefined;
  readonly stage: Stage;
  readonly owner: Ownership | undefined;
  readonly receivedAt: Instant;
  readonly firstContactAt: Instant | undefined;
  /** Sequence number of the newest entry of its journal: a change is written only if this still holds. */
  readonly lastEvent: number;
  readonly isTest: boolean;
  readonly fields: LeadFields;
}

/** What happened to a lead; the journal is never rewritten. */
export type LeadChange =
  | { readonly kind: 'received'; readonly by: 'form' | 'person' | 'test' }
  | { readonly kind: 'claimed' }
  | { readonly kind: 'assigned'; readonly to: string; readonly from: string | undefined }
  | {
      readonly kind: 'released';
      readonly from: string;
      readonly since: Instant;
      readonly stageBefore: Stage;
      readonly reason: string | undefined;
    }
  | { readonly kind: 'release-undone'; readonly to: string }
  | { readonly kind: 'contacted'; readonly how: ContactKind };

/** An entry of the journal. */
export interface LeadEvent {
  readonly leadId: string;
  readonly workspaceId: string;
  readonly seq: number;
  readonly kind: LeadChange['kind'];
  readonly at: Instant;
  /** Who did it; undefined for what came from outside. */
  readonly by: string | undefined;
  readonly isTest: boolean;
  readonly change: LeadChange;
}

/** How a lead is named among people: its number and whose it is. */
export function leadName(lead: Lead): string {
  return `#${lead.number} ${companyName(lead.fields)}`;
}

/** The company as a channel may read it: never a person's name or address. */
export function companyName(fields: LeadFields): string {
  return fields.company ?? companyDomain(fields.email) ?? 'Company unknown';
}

/** Private mailboxes say nothing about a company. */
const PRIVATE_MAIL = /^(gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|proton|protonmail|gmx|web|aol|mail)\./;

function companyDomain(email: string | undefined): string | undefined {
  const domain = email?.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return domain === undefined || domain === '' || PRIVATE_MAIL.test(domain) ? undefined : domain;
}
