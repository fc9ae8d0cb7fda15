import { z } from 'zod';
import type { CrmActivity, CrmNews } from '../../core/crm-event.ts';
import { momentFrom } from '../events/event-moment.ts';
import type { KeyedEvent } from './preset.ts';

const id = z.union([z.string(), z.number()]).optional();

/** What a subscription of an app sends: ids, what has changed, and never the contact itself. */
export const thinEvents = z.array(
  z.looseObject({
    portalId: id,
    subscriptionId: id,
    objectId: id,
    objectTypeId: z.string().optional(),
    occurredAt: id,
    subscriptionType: z.string(),
    propertyName: z.string().optional(),
    propertyValue: z.string().nullish(),
    fromObjectId: id,
    fromObjectTypeId: z.string().optional(),
    toObjectId: id,
    toObjectTypeId: z.string().optional(),
    associationRemoved: z.boolean().optional(),
  }),
);

export type ThinEvent = z.infer<typeof thinEvents>[number];

/** By what one event is known, in whichever delivery and attempt it comes. */
export const eventKey = ({ portalId, subscriptionId, objectId, occurredAt }: ThinEvent): string =>
  [portalId, subscriptionId, objectId, occurredAt].join(':');

/** News of a contact that may be a known lead: a property has changed, or something has been logged about it. Undefined for the rest. */
export function newsOf(event: ThinEvent): KeyedEvent | undefined {
  const { subscriptionType: type } = event;
  const found = type.endsWith('.propertyChange')
    ? changed(event)
    : type.endsWith('.associationChange')
      ? logged(event)
      : undefined;
  if (found === undefined) return undefined;
  const { contact, what, happenedAt = momentFrom(event.occurredAt) } = found;
  const key = [eventKey(event), event.propertyName, event.fromObjectId, event.toObjectId].join(':');
  return { externalId: String(contact), happenedAt, byEmail: undefined, what, key };
}

interface Found {
  readonly contact: string | number;
  readonly what: CrmNews;
  readonly happenedAt?: number | undefined;
}

const CONTACT = '0-1';

function changed({
  subscriptionType,
  objectTypeId,
  objectId,
  propertyName,
  propertyValue,
}: ThinEvent): Found | undefined {
  const isContact = subscriptionType.startsWith('contact.') || objectTypeId === CONTACT;
  if (!isContact || objectId === undefined) return undefined;
  const value = propertyValue?.trim() || undefined;
  switch (propertyName ?? '') {
    case 'lifecyclestage':
    case 'hs_lead_status':
      return value === undefined ? undefined : { contact: objectId, what: { ...NO_MORE, kind: 'stage', stage: value } };
    case 'hubspot_owner_id':
      return { contact: objectId, what: { kind: 'owner', owner: value } };
    case 'notes_last_contacted':
      // It is when somebody last called, wrote or met them; not when HubSpot noted it.
      return value === undefined
        ? undefined
        : { contact: objectId, what: { kind: 'contacted', how: 'contacted' }, happenedAt: momentFrom(value) };
    default:
      return undefined;
  }
}

const NO_MORE = { reason: undefined, detail: undefined, note: undefined, returnsOn: undefined, value: undefined };

/** The objects that HubSpot keeps what was logged in. Who has written an e-mail isn't said. */
const LOGGED: Readonly<Record<string, CrmActivity>> = {
  '0-46': 'note',
  '0-47': 'meeting',
  '0-48': 'call',
  '0-49': 'activity',
  '0-27': 'task',
};

function logged(event: ThinEvent): Found | undefined {
  if (event.associationRemoved === true) return undefined;
  const { fromObjectId, fromObjectTypeId, toObjectId, toObjectTypeId } = event;
  // HubSpot tells of each association from either side; one of them is enough.
  if (fromObjectTypeId !== CONTACT || fromObjectId === undefined || toObjectId === undefined) return undefined;
  const type = LOGGED[toObjectTypeId ?? ''];
  return type && { contact: fromObjectId, what: { kind: 'activity', type } };
}
