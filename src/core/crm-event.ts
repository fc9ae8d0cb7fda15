import type { Instant } from './instants.ts';

/** Something that another system saw happen to a lead which is known here: a rep has called, and logged it in the CRM. */
export interface CrmEvent {
  /** How the other system calls the lead. */
  readonly externalId: string;
  /** When it happened there; undefined if that isn't said. */
  readonly happenedAt: Instant | undefined;
  /** The address of the colleague who did it, where the other system says so. */
  readonly byEmail: string | undefined;
  readonly what: CrmNews;
}

/** What happened. Words are those of the other system; what they mean here is for whoever keeps leads. */
export type CrmNews =
  | { readonly kind: 'contacted'; readonly how: CrmContact }
  /** How far the lead has come there, and with it what an outcome here would ask for. */
  | {
      readonly kind: 'stage';
      readonly stage: string;
      readonly reason: string | undefined;
      readonly detail: string | undefined;
      readonly note: string | undefined;
      /** A local date on which it is to come back. */
      readonly returnsOn: string | undefined;
      readonly value: { readonly amount: number; readonly currency: string } | undefined;
    }
  /** Whom the other system names as the owner: an address, or something that can't be read here. */
  | { readonly kind: 'owner'; readonly owner: string | undefined }
  /** `startsAt` may be ahead: then it is booked, and nobody has met yet. */
  | { readonly kind: 'meeting'; readonly startsAt: Instant | undefined }
  | { readonly kind: 'activity'; readonly type: CrmActivity };

/** `contacted` where it isn't said whether anybody was reached. */
export type CrmContact = 'reached' | 'no-answer' | 'e-mailed' | 'met' | 'contacted';

/** `e-mail` is one that colleagues wrote; one that came in is a `reply`. */
export type CrmActivity = 'call' | 'e-mail' | 'reply' | 'meeting' | 'note' | 'task' | 'activity';
