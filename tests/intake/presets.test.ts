import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMapping } from '../../src/intake/mapping/mapping.ts';
import type { Unpacked } from '../../src/intake/presets/preset.ts';
import { contentOf, idInside, mappingOf, PRESETS, unpack } from '../../src/intake/presets/presets.ts';
import * as samples from './deliveries.ts';

const endpoint = (preset: string, mapping?: unknown) =>
  ({ preset, signing: PRESETS.get(preset)?.signing ?? { scheme: 'token' }, mapping }) as const;

/** The lead that a delivery makes where nobody has mapped anything. */
function leadOf(preset: string, body: unknown, mapping?: unknown) {
  const unpacked = unpack(endpoint(preset), body);
  if (unpacked.kind !== 'lead') return unpacked;
  const { fields, extra } = applyMapping(mappingOf(endpoint(preset, mapping), unpacked.places), unpacked.payload);
  return { fields, extra };
}

describe('what HubSpot tells of contacts that are known', () => {
  const happened = { externalId: '1', happenedAt: 1_767_225_600_000, byEmail: undefined };
  const told = (type: string, changes: object) => {
    const unpacked = unpack(endpoint('hubspot'), samples.hubspotEvents(type, { ...changes }));
    return unpacked.kind === 'event' ? unpacked.events : unpacked;
  };
  const changed = (propertyName: string, propertyValue: string) =>
    told('contact.propertyChange', { propertyName, propertyValue });

  it.each([
    ['lifecyclestage', 'salesqualifiedlead', { kind: 'stage', stage: 'salesqualifiedlead' }],
    ['hs_lead_status', 'UNQUALIFIED', { kind: 'stage', stage: 'UNQUALIFIED' }],
    ['hubspot_owner_id', '5512', { kind: 'owner', owner: '5512' }],
    ['hubspot_owner_id', '', { kind: 'owner', owner: undefined }],
  ])('%s %s', (name, value, what) => expect(changed(name, value)).toMatchObject([{ ...happened, what }]));

  it('the time of the last contact is when it happened, whenever HubSpot noted it', () => {
    expect(changed('notes_last_contacted', '1767225000000')).toMatchObject([
      { ...happened, happenedAt: 1_767_225_000_000, what: { kind: 'contacted', how: 'contacted' } },
    ]);
  });

  it.each([
    ['0-48', 'call'],
    ['0-47', 'meeting'],
    ['0-46', 'note'],
    ['0-27', 'task'],
    ['0-49', 'activity'],
  ])('an object of type %s that is logged about a contact is a %s, told from one side only', (type, activity) => {
    const logged = {
      objectId: undefined,
      fromObjectId: 1,
      fromObjectTypeId: '0-1',
      toObjectId: 9,
      toObjectTypeId: type,
    };
    const what = { kind: 'activity', type: activity };
    expect(told('object.associationChange', logged)).toMatchObject([{ ...happened, what }]);
    expect(told('object.associationChange', { ...logged, associationRemoved: true })).toMatchObject({
      kind: 'ignored',
    });
    const other = { ...logged, fromObjectTypeId: type, toObjectTypeId: '0-1' };
    expect(told('object.associationChange', other)).toMatchObject({ kind: 'ignored' });
  });

  it('what it can’t know of itself comes with it: a new contact of which only the id was sent', () => {
    const both = [
      ...samples.hubspotEvents('contact.creation', { objectId: 2 }),
      ...samples.hubspotEvents('contact.propertyChange', { propertyName: 'hs_lead_status', propertyValue: 'OPEN' }),
    ];
    expect(unpack(endpoint('hubspot'), both)).toMatchObject({
      kind: 'event',
      events: [happened],
      unreadable: expect.stringContaining('only the id of a contact'),
    });
  });

  it('changes of other objects and properties are nothing', () => {
    expect(changed('favourite_colour', 'blue')).toMatchObject({ kind: 'ignored' });
    const deal = { propertyName: 'hubspot_owner_id', propertyValue: '1' };
    expect(told('deal.propertyChange', deal)).toMatchObject({ kind: 'ignored' });
  });
});

describe('a delivery makes its lead without any mapping', () => {
  it.each([
    [
      'typeform',
      samples.typeform(),
      {
        contactName: 'Ada Byron',
        company: 'Analytical Engines',
        email: 'ada@example.com',
        phone: '+44 20 7946 0958',
        message: 'We need a demo next week.',
        campaign: 'spring',
      },
    ],
    [
      'tally',
      samples.tally(),
      { contactName: 'Ada Byron', email: 'ada@example.com', phone: '+44 20 7946 0958', message: 'A demo, please.' },
    ],
    ['webflow', samples.webflow(), { contactName: 'Ada Byron', email: 'ada@example.com', message: 'Hello' }],
    [
      'calendly',
      samples.calendly(),
      {
        contactName: 'Ada Byron',
        email: 'ada@example.com',
        company: 'Analytical Engines',
        message: 'How do you handle holidays?',
        source: 'newsletter',
      },
    ],
    [
      'google-ads',
      samples.googleAds(),
      {
        contactName: 'Ada Byron',
        email: 'ada@example.com',
        phone: '+44 20 7946 0958',
        company: 'Analytical Engines',
        campaign: '900719925474099312',
        externalId: 'lead-1',
      },
    ],
    [
      'hubspot',
      samples.hubspotWorkflow(),
      {
        contactName: 'Ada Byron',
        email: 'ada@example.com',
        company: 'Analytical Engines',
        externalId: '3234574',
        crmUrl: 'https://app.hubspot.com/contacts/62515/contact/3234574',
      },
    ],
  ])('%s', (preset, body, fields) => {
    expect(leadOf(preset, body)).toMatchObject({ fields });
  });
});

describe('what is chosen in a list arrives as words', () => {
  it('Tally’s options come as ids', () => {
    expect(leadOf('tally', samples.tally())).toMatchObject({ extra: { data: { 'Which products?': 'Robots, Pumps' } } });
    expect(JSON.stringify(leadOf('tally', samples.tally()))).not.toContain('o-robots');
    expect(JSON.stringify(leadOf('tally', samples.tally()))).not.toContain('Which products? (Robots)');
  });

  it('Typeform’s come as labels, and what somebody has typed beside them counts', () => {
    expect(leadOf('typeform', samples.typeform())).toMatchObject({
      extra: { data: { 'Which products?': 'Robots, Pumps, Something else' }, form: 'Contact us' },
    });
  });
});

describe('a mapping of one’s own reads answers by their questions', () => {
  it('of Typeform', () => {
    const mapping = 'email: data["Your e-mail"]\npersona: data["Which products?"]';
    expect(leadOf('typeform', samples.typeform(), mapping)).toMatchObject({
      fields: { email: 'ada@example.com', persona: 'Robots, Pumps, Something else' },
    });
  });
});

describe('what is no lead', () => {
  it.each<[string, unknown, Unpacked]>([
    [
      'calendly',
      samples.calendly({ old_invitee: 'https://api.calendly.com/i/0' }),
      { kind: 'ignored', reason: 'a meeting was moved; its lead came before' },
    ],
    [
      'calendly',
      { ...samples.calendly({ rescheduled: true }), event: 'invitee.canceled' },
      { kind: 'ignored', reason: 'a meeting was cancelled or moved' },
    ],
    [
      'calendly',
      { event: 'routing_form_submission.created', payload: {} },
      {
        kind: 'unreadable',
        reason: 'it is no booking of Calendly, but an event “routing_form_submission.created”',
      },
    ],
    [
      'hubspot',
      samples.hubspotEvents('contact.creation'),
      {
        kind: 'unreadable',
        reason:
          'HubSpot sent only the id of a contact (“contact.creation”), and I have no token to read it: let a workflow send the contact instead',
      },
    ],
    [
      'hubspot',
      samples.hubspotEvents('contact.propertyChange'),
      { kind: 'ignored', reason: 'nobody new: an event “contact.propertyChange”' },
    ],
    ['hubspot', [], { kind: 'unreadable', reason: 'it is a list of something that HubSpot does not send' }],
    [
      'typeform',
      { event_type: 'form_response_partial', form_response: {} },
      { kind: 'ignored', reason: 'somebody has only begun the form' },
    ],
    [
      'typeform',
      { event_type: '<!channel> call Jane', form_response: {} },
      { kind: 'unreadable', reason: 'it is no answer to a Typeform, but an event without a known name' },
    ],
    [
      'tally',
      { eventType: 'FORM_RESPONSE' },
      { kind: 'unreadable', reason: 'it is no answer to a Tally form, but an event “FORM_RESPONSE”' },
    ],
    [
      'webflow',
      { triggerType: 'site_publish', payload: {} },
      { kind: 'unreadable', reason: 'it is no form of Webflow, but an event “site_publish”' },
    ],
    ['google-ads', { lead_id: 7 }, { kind: 'unreadable', reason: 'it is no lead form of Google Ads' }],
  ])('%s, case %#', (preset, body, expected) => {
    expect(unpack(endpoint(preset), body)).toEqual(expected);
  });

  it('a test of Google Ads is a test lead', () => {
    expect(unpack(endpoint('google-ads'), samples.googleAds({ is_test: true }))).toMatchObject({ isTest: true });
    expect(unpack(endpoint('google-ads'), samples.googleAds())).toMatchObject({ isTest: false });
  });
});

describe('INTAKE-3: the id that a repeated delivery keeps', () => {
  it.each([
    ['typeform', samples.typeform(), 'event-1'],
    ['tally', samples.tally(), 'tally-1'],
    ['webflow', samples.webflow(), 'webflow-1'],
    ['calendly', samples.calendly(), 'invitee.created:https://api.calendly.com/i/1'],
    ['google-ads', samples.googleAds(), 'lead-1'],
    ['hubspot', samples.hubspotEvents('contact.creation'), '62515:25:1:1767225600000'],
    ['hubspot', samples.hubspotWorkflow(), undefined],
  ])('%s, case %#', (preset, body, id) => {
    expect(idInside(endpoint(preset), body)).toBe(id);
  });

  it('HubSpot’s second attempt holds the same, though its number differs', () => {
    const [first, second, other] = [
      samples.hubspotEvents('contact.creation', { attemptNumber: 0 }),
      samples.hubspotEvents('contact.creation', { attemptNumber: 1 }),
      samples.hubspotEvents('contact.creation', { objectId: 2 }),
    ].map((body) => contentOf(endpoint('hubspot'), body));
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });
});

it('whatever a sender sends, no preset throws, and a reason holds none of its words', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc
      .constantFrom(...Object.values(samples.all()))
      .chain((body) => fc.tuple(fc.string(), fc.jsonValue()).map(([key, value]) => ({ ...body, [key]: value }))),
  );
  fc.assert(
    fc.property(fc.constantFrom(...PRESETS.keys()), anything, (preset, body) => {
      const unpacked = unpack(endpoint(preset), body);
      idInside(endpoint(preset), body);
      contentOf(endpoint(preset), body);
      if (unpacked.kind === 'lead') applyMapping(mappingOf(endpoint(preset), unpacked.places), unpacked.payload);
      else if (unpacked.kind !== 'event') expect(unpacked.reason).toMatch(/^[\w ,;:()“”.-]{1,200}$/);
    }),
  );
});
