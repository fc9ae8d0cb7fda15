import { z } from 'zod';
import { REASON_KEYS } from '../../core/lead-reasons.ts';
import { CONSENTS, type Consent } from '../arriving/consent.ts';
import { STAGES } from '../lead.ts';
import type { Standing } from '../transitions.ts';

/** What happens to leads because somebody is known already. Leads stand here by id and number; none of it is anybody's words but `message`. */
export type SamenessChange = WroteAgain | MergedAway | Unmerged | Gained | GaveBack | KeptApart;

/** Somebody who is known has sent another form, or was added once more. */
export interface WroteAgain {
  readonly kind: 'wrote-again';
  readonly by: 'form' | 'person';
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly message: string | undefined;
  /** What it said of consent. */
  readonly consent: Consent | undefined;
  /** What it added to what was known. */
  readonly filled: readonly string[];
}

/** It is part of another lead from now on, and counts nowhere. */
export interface MergedAway {
  readonly kind: 'merged';
  readonly into: string;
  readonly number: number;
  /** How it stood, and stands again once both are taken apart. */
  readonly was: Standing;
  readonly isCounted: false;
  /** What whoever gave it up as the second of two had to say; it is read with the lead of which it is part. */
  readonly note?: string | undefined;
}

/** It is a lead of its own again. */
export interface Unmerged {
  readonly kind: 'unmerged';
  readonly into: string;
  readonly number: number;
  /** What was said of being written to while it was part of that one, if it was a refusal. */
  readonly consent: Consent | undefined;
}

/** Another lead has become part of it. */
export interface Gained {
  readonly kind: 'gained';
  readonly lead: string;
  readonly number: number;
  /** Whose it is now, if that has changed. */
  readonly to: string | undefined;
  readonly was: Standing;
  readonly became: Standing;
  /** Names of the fields that only the other one had. */
  readonly filled: readonly string[];
  readonly consentWas: Consent | undefined;
  readonly ownedBy: number | undefined;
  readonly isContacted: boolean;
}

/** The other lead, which entry `seq` made part of it, is one of its own again. */
export interface GaveBack {
  readonly kind: 'gave-back';
  readonly lead: string;
  readonly number: number;
  readonly seq: number;
  readonly ownedBy: number | undefined;
  readonly isContacted: boolean;
}

/** Somebody has said that it is not the same as another one. */
export interface KeptApart {
  readonly kind: 'kept-apart';
  readonly number: number;
}

const consent = absent(z.enum(CONSENTS));

const standing = z.object({
  stage: z.enum(STAGES),
  owner: absent(z.object({ personId: z.string(), since: z.number(), event: z.number() })),
  firstContactAt: absent(z.number()),
  round: z.number(),
  reason: absent(z.enum(REASON_KEYS)),
  returnsAt: absent(z.number()),
  value: absent(z.object({ amount: z.number(), currency: z.string() })),
});

/** What makes a lead somebody's, or answered, without saying so by its kind. */
export const standingAfter = z.object({ ownedBy: absent(z.number()), isContacted: z.boolean() });

/** How these entries are kept. */
export const samenessSchemas = [
  z.object({
    kind: z.literal('wrote-again'),
    by: z.enum(['form', 'person']),
    source: absent(z.string()),
    campaign: absent(z.string()),
    message: absent(z.string()),
    consent,
    filled: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('merged'),
    into: z.string(),
    number: z.number(),
    was: standing,
    isCounted: z.literal(false),
    note: absent(z.string()),
  }),
  z.object({ kind: z.literal('unmerged'), into: z.string(), number: z.number(), consent }),
  z.object({
    kind: z.literal('gained'),
    lead: z.string(),
    number: z.number(),
    to: absent(z.string()),
    was: standing,
    became: standing,
    filled: z.array(z.string()),
    consentWas: consent,
    ...standingAfter.shape,
  }),
  z.object({
    kind: z.literal('gave-back'),
    lead: z.string(),
    number: z.number(),
    seq: z.number(),
    ...standingAfter.shape,
  }),
  z.object({ kind: z.literal('kept-apart'), number: z.number() }),
] as const;

/** JSON leaves undefined out; the domain names it. */
function absent<T extends z.ZodType>(schema: T) {
  return schema.optional().transform((value): z.output<T> | undefined => value);
}
