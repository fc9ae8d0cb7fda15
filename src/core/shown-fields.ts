import { z } from 'zod';
import { remembered } from './remembered.ts';

/** What a lead's channel could learn of the person behind it. */
export const PERSONAL_FIELDS = ['contactName', 'email', 'phone', 'message'] as const;

export type PersonalField = (typeof PERSONAL_FIELDS)[number];

/** When a channel sees a field: at once, once somebody has claimed the lead, or never, as it is its owner's to know. */
export const SEEN = ['at-once', 'claimed', 'owner'] as const;

export type Seen = (typeof SEEN)[number];
export type ShownFields = { readonly [Field in PersonalField]: Seen };

/** What nobody has to set: a name after the claim, and their words without what identifies them. */
export const MASKED: ShownFields = { contactName: 'claimed', email: 'owner', phone: 'owner', message: 'at-once' };

/** Whether the channel sees this field of a lead that somebody has claimed, or nobody. */
export const isShown = (shown: ShownFields, field: PersonalField, isClaimed: boolean): boolean =>
  shown[field] === 'at-once' || (shown[field] === 'claimed' && isClaimed);

/** Whether a channel sees everything of everybody at once. */
export const showsAll = (shown: ShownFields): boolean => PERSONAL_FIELDS.every((field) => shown[field] === 'at-once');

const seen = z.enum(SEEN);

export const shownFieldsSchema = z.strictObject({ contactName: seen, email: seen, phone: seen, message: seen });

/** As they are kept; read with every lead, so the same text is parsed once. */
export const shownFieldsFrom: (text: string) => ShownFields = remembered((text) =>
  shownFieldsSchema.parse(JSON.parse(text)),
);
