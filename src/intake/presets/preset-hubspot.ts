import { z } from 'zod';
import { eventKey, newsOf, thinEvents } from './hubspot-events.ts';
import type { Preset, Unpacked } from './preset.ts';
import { at, named } from './preset-fields.ts';

const id = z.union([z.string(), z.number()]).optional();

/** What a workflow sends: each property wrapped once more, or plain. */
const whole = z.looseObject({ properties: z.record(z.string(), z.unknown()), vid: id, objectId: id });
const wrapped = z.looseObject({ value: z.unknown() });

export const hubspot: Preset = {
  name: 'HubSpot',
  signing: { scheme: 'hubspot' },
  secretBy: 'sender',
  tellsNews: true,
  advice: 'in a workflow: Send a webhook, with the request signature; the secret is the client secret of your app',
  deliveryId(sent) {
    const events = thinEvents.safeParse(sent).data;
    // A workflow has no id of its own: its body is the id.
    return events?.map(eventKey).join(' ');
  },
  /** Of an event that comes again only the number of the attempt differs. */
  contentOf(sent) {
    const events = thinEvents.safeParse(sent).data;
    return events && JSON.stringify(events.map((event) => ({ ...event, attemptNumber: 0 })));
  },
  unpack(sent) {
    if (Array.isArray(sent)) return unpackEvents(sent);
    const contact = whole.safeParse(sent).data;
    // A workflow may also send a few fields that somebody has picked.
    if (contact === undefined) return { kind: 'lead', payload: sent };
    const data = Object.entries(contact.properties).map(([name, property]): [string, unknown] => {
      const value = wrapped.safeParse(property);
      return [name, value.success ? value.data.value : property];
    });
    const page = contact['profile-url'];
    return {
      kind: 'lead',
      payload: {
        data: Object.fromEntries(data.filter(([, value]) => value != null && value !== '')),
        externalId: contact.vid ?? contact.objectId,
        ...(page !== undefined && { 'record url': page }),
      },
      places: { externalId: at('externalId') },
    };
  },
};

function unpackEvents(sent: readonly unknown[]): Unpacked {
  const events = thinEvents.safeParse(sent).data ?? [];
  const creation = events.find(({ subscriptionType }) => subscriptionType.endsWith('.creation'));
  const without =
    creation === undefined
      ? undefined
      : `HubSpot sent only the id of a contact (${named(creation.subscriptionType)}), and I have no token to read it: let a workflow send the contact instead`;
  const news = events.map(newsOf).filter((one) => one !== undefined);
  if (news.length > 0) return { kind: 'event', events: news, ...(without !== undefined && { unreadable: without }) };
  if (without !== undefined) return { kind: 'unreadable', reason: without };
  const [first] = events;
  return first === undefined
    ? { kind: 'unreadable', reason: 'it is a list of something that HubSpot does not send' }
    : { kind: 'ignored', reason: `nobody new: an event ${named(first.subscriptionType)}` };
}
