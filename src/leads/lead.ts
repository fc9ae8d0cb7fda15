import type { Instant } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';
import type { Hint } from '../core/lead-likeness.ts';
import type { ReasonKey } from '../core/lead-reasons.ts';
import type { Stage } from '../core/lead-stages.ts';
import type { Consent } from './arriving/consent.ts';
import type { LeadChange } from './change.ts';

export { STAGES, type Stage } from '../core/lead-stages.ts';

/** Stages in which somebody works on a lead, or should. One that was worked and given back waits just as a new one does. */
export const OPEN_STAGES: readonly Stage[] = ['new', 'accepted', 'contacted', 'qualified', 'opportunity'];

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

/** A lead that is shown to one person, who takes it or not. */
export interface Offer {
  readonly personId: string;
  /** When it is somebody else's turn. */
  readonly until: Instant;
  /** Sequence number of the entry that made it: names the DM that they got. */
  readonly event: number;
}

/** What a deal is worth, in whole units of a currency (ISO 4217). */
export interface DealValue {
  readonly amount: number;
  readonly currency: string;
}

/** What the outcome of work on a lead makes different; kept with each, so that it can be taken back. */
export interface Progress {
  readonly stage: Stage;
  /** When the prospect was first contacted in this round, or the lead's outcome was said, whichever came first (2.1.13). */
  readonly firstContactAt: Instant | undefined;
  /** Why it was given up, while it is. */
  readonly reason: ReasonKey | undefined;
  /** When it comes back, while it is on the shelf. */
  readonly returnsAt: Instant | undefined;
  readonly value: DealValue | undefined;
}

/** What is known of who is behind a lead, beside what they said of themselves. */
export interface Sameness {
  /** The lead of which it is part: what happens to it happens to that one. */
  readonly mergedInto?: string | undefined;
  /** A lead that may be the same, until somebody says whether it is. */
  readonly maybeSame?: MaybeSame | undefined;
  /** The most restrictive of what they ever said about being written to. */
  readonly consent?: Consent | undefined;
}

export interface MaybeSame {
  readonly number: number;
  readonly by: Hint;
}

/** A lead that marketing hands to sales. */
export interface Lead extends Progress, Sameness {
  readonly id: string;
  readonly workspaceId: string;
  /** Counts from 1 in each workspace; what people type and read as `#12`. */
  readonly number: number;
  /** Where its card is. */
  readonly channelId: string;
  readonly endpointId: string | undefined;
  /** Whose it is. Who gave it up keeps it: it comes back to them. */
  readonly owner: Ownership | undefined;
  /** Whose people take turns with it; everybody in the channel may claim it without one. */
  readonly poolId?: string | undefined;
  /** To whom it is offered, while it is. */
  readonly offer?: Offer | undefined;
  /** How often it has come to sales: 1, and one more each time that it comes back. */
  readonly round: number;
  readonly receivedAt: Instant;
  /** Sequence number of the newest entry of its journal: a change is written only if this still holds. */
  readonly lastEvent: number;
  readonly isTest: boolean;
  /** The person behind it is forgotten: what it lacks, it lacks for good. */
  readonly isErased?: true;
  /** From which file it was imported. */
  readonly importId?: string;
  /** It has no card and no promise, and rings nobody, until it is announced or somebody here works on it. */
  readonly isHistory?: true;
  /** Until when it is held back, because it lacks what it needs: until then sales doesn't see it. */
  readonly heldUntil?: Instant | undefined;
  readonly fields: LeadFields;
}

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

/** Whether somebody works on it, or should. */
export const isOpen = ({ stage }: Pick<Lead, 'stage'>): boolean => OPEN_STAGES.includes(stage);

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
