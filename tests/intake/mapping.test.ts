import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMapping, defaultMapping, type Mapping, parseMapping } from '../../src/intake/mapping/mapping.ts';
import { processorTime } from '../support/processor-time.ts';

function mapping(written: unknown): Mapping {
  const parsed = parseMapping(written);
  if (parsed.kind === 'faults') throw new Error(parsed.faults.join(' '));
  return parsed.mapping;
}
const faults = (written: unknown) => {
  const parsed = parseMapping(written);
  return parsed.kind === 'faults' ? parsed.faults : [];
};

describe('mapping a payload', () => {
  const typeform = {
    event_id: 'evt_1',
    form_response: {
      hidden: { utm_source: 'newsletter' },
      answers: [
        { type: 'text', text: 'Ada', field: { ref: 'name' } },
        { type: 'email', email: 'ada@example.com', field: { ref: 'email' } },
        { type: 'number', number: 250, field: { ref: 'seats' } },
      ],
    },
  };

  it('reads Typeform’s answers by the reference of their field', () => {
    const mapped = applyMapping(
      mapping(`
        # Our demo form
        e-mail: form_response.answers[field.ref=email].email
        name = form_response.answers[field.ref=name].text
        source: form_response.hidden.utm_source || 'Website'
        campaign: form_response.hidden.utm_campaign || 'Demo'
        phone: form_response.answers[field.ref=phone].phone_number
        external_id: event_id
      `),
      typeform,
    );
    expect(mapped.fields).toEqual({
      email: 'ada@example.com',
      emailKey: 'ada@example.com',
      contactName: 'Ada',
      source: 'newsletter',
      campaign: 'Demo',
      externalId: 'evt_1',
    });
    expect(mapped.missing).toEqual([{ field: 'phone', why: 'absent' }]);
    expect(mapped.extra).toEqual({
      form_response: {
        answers: [
          { type: 'text', field: { ref: 'name' } },
          { type: 'email', field: { ref: 'email' } },
          { type: 'number', number: 250, field: { ref: 'seats' } },
        ],
      },
    });
  });

  it('reads Tally’s fields by their label, and lists by index', () => {
    const tally = {
      data: {
        fields: [
          { label: 'Company', value: 'Acme' },
          { label: 'Your role?', value: ['CTO'] },
        ],
      },
    };
    const written = {
      company: 'data.fields[label=Company].value',
      persona: `data.fields[label="Your role?"].value[0]`,
    };
    expect(applyMapping(mapping(written), tally).fields).toEqual({ company: 'Acme', persona: 'CTO' });
    expect(applyMapping(mapping({ company: 'data.fields.0.value' }), tally).fields).toEqual({ company: 'Acme' });
  });

  it('falls back from what is there but cannot be such a field, and says if nothing could', () => {
    const payload = { mail: 'n/a', backup: 'ada@example.com', tel: { a: 1 }, note: '' };
    const mapped = applyMapping(mapping({ email: 'mail || backup', phone: 'tel', message: 'note' }), payload);
    expect(mapped.fields.email).toBe('ada@example.com');
    expect(mapped.missing).toEqual([
      { field: 'phone', why: 'unusable' },
      { field: 'message', why: 'absent' },
    ]);
    expect(mapped.extra).toEqual({ mail: 'n/a', tel: { a: 1 } });
  });

  it('joins a name that comes in two parts, or in one of them', () => {
    const parts = mapping({ firstName: 'first', lastName: 'last' });
    expect(applyMapping(parts, { first: ' Ada ', last: 'Lovelace' }).fields).toEqual({ contactName: 'Ada Lovelace' });
    expect(applyMapping(parts, { last: 'Lovelace' })).toMatchObject({
      fields: { contactName: 'Lovelace' },
      missing: [],
    });
    expect(applyMapping(parts, {}).missing).toEqual([
      { field: 'firstName', why: 'absent' },
      { field: 'lastName', why: 'absent' },
    ]);
  });

  it('never leaves the data that was sent', () => {
    const payload = JSON.parse(
      '{"__proto__":{"a":"x"},"constructor":{"name":"x"},"toString":"x","list":["a"],"text":"abc"}',
    );
    for (const path of [
      'list.length',
      'text.length',
      'text.0',
      'text[0]',
      'hasOwnProperty',
      'valueOf.name',
      'list.at',
      'list[1]',
    ]) {
      expect(applyMapping(mapping({ company: path }), payload).fields).toEqual({});
    }
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString']) {
      expect(faults({ company: `a.${name}.b` })).toEqual([
        `Field “company” names “${name}”, which is no field of a form.`,
      ]);
      expect(faults({ company: `["${name}"]` })).toHaveLength(1);
      expect(faults({ company: `list[${name}=x]` })).toHaveLength(1);
      const { extra } = applyMapping(defaultMapping, payload);
      expect(Object.hasOwn(extra, name)).toBe(false);
    }
    const getter = Object.defineProperty({}, 'a', { enumerable: true, get: () => 'called' });
    expect(applyMapping(mapping({ company: 'a' }), getter).fields).toEqual({});
  });

  it('is never thrown off by a payload', () => {
    const some = mapping({ email: 'a[b=c].d || a.0.b || a', company: "['a b'][0] || 'x'", contactName: 'a.b.c' });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.jsonValue({ maxDepth: 20 })), (payload) => {
        for (const one of [some, defaultMapping]) {
          const { extra } = applyMapping(one, payload);
          expect(JSON.stringify(extra).length).toBeLessThan(200_000);
        }
      }),
    );
  });
});

describe('the mapping that needs no setting up', () => {
  it.each([
    { email: 'ada@example.com', name: 'Ada Lovelace', company: 'Acme', phone: '+49 30 901820', message: 'A demo' },
    {
      'E-Mail': 'ada@example.com',
      'Full Name': 'Ada Lovelace',
      COMPANY: 'Acme',
      Tel: '+49 30 901820',
      Comment: 'A demo',
    },
    {
      'Email Address': 'ada@example.com',
      first_name: 'Ada',
      'Last Name': 'Lovelace',
      organisation: 'Acme',
      'phone-number': '+49 30 901820',
      notes: 'A demo',
    },
    {
      id: 7,
      lead: {
        mail: 'ada@example.com',
        firstName: 'Ada',
        lastName: 'Lovelace',
        companyName: 'Acme',
        mobile: '+49 30 901820',
        question: 'A demo',
      },
    },
    {
      properties: {
        email: { value: 'ada@example.com' },
        firstname: { value: 'Ada' },
        lastname: { value: 'Lovelace' },
        company: { value: 'Acme' },
        phone: { value: '+49 30 901820' },
        message: { value: 'A demo' },
      },
    },
    {
      type: 'x',
      data: { email: 'ada@example.com', name: 'Ada Lovelace' },
      contact: { company: 'Acme', phone: '+49 30 901820', comments: ['A demo'] },
    },
  ])('reads a person from %j', (payload) => {
    const { fields } = applyMapping(defaultMapping, payload);
    expect(fields).toEqual({
      email: 'ada@example.com',
      emailKey: 'ada@example.com',
      contactName: 'Ada Lovelace',
      company: 'Acme',
      phone: '+49 30 901820',
      phoneKey: '+4930901820',
      message: 'A demo',
    });
  });

  it('reads where a lead comes from, and keeps the rest', () => {
    const mapped = applyMapping(defaultMapping, {
      email: 'ada@example.com',
      source: 'Webinar',
      utm_campaign: 'spring',
      title: 'CTO',
      country: 'DE',
      phone: '030 901820',
      score: '87',
      crm_url: 'https://crm.example/1',
      owner_email: 'rep@example.com',
      lead_id: 444,
      seats: 12,
      '<b>odd</b>': { deep: [1, null, ''] },
    });
    expect(mapped.fields).toEqual({
      email: 'ada@example.com',
      emailKey: 'ada@example.com',
      source: 'Webinar',
      campaign: 'spring',
      persona: 'CTO',
      region: 'DE',
      phone: '030 901820',
      phoneKey: '+4930901820',
      score: 87,
      crmUrl: 'https://crm.example/1',
      ownerEmail: 'rep@example.com',
      externalId: '444',
    });
    expect(mapped.extra).toEqual({ seats: 12, '<b>odd</b>': { deep: [1] } });
    expect(mapped.isCut).toBe(false);
  });

  it('prefers the top and takes an address that is one', () => {
    const payload = { email: 'see below', data: { email: 'ada@example.com' } };
    expect(applyMapping(defaultMapping, payload).fields.email).toBe('ada@example.com');
  });

  it('spends less than 50 ms of processor on ten thousand fields', () => {
    const payload = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`${'Field '.repeat(8)}${at}`, 'x']));
    expect(applyMapping(defaultMapping, payload).isCut).toBe(true);
    expect(processorTime(() => void applyMapping(defaultMapping, payload))).toBeLessThan(50);
  });
});

describe('what is kept besides', () => {
  it.each([
    ['depth', { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }],
    ['number of values', { a: Array.from({ length: 1_000 }, () => 1) }],
    ['length of a text', { a: 'x'.repeat(2_000) }],
    ['length of all texts', { a: Array.from({ length: 150 }, () => 'x'.repeat(1_000)) }],
    ['length of a name', { ['x'.repeat(200)]: 1 }],
  ])('is bounded in %s, and says that it was cut', (_what, payload) => {
    const { extra, isCut } = applyMapping(mapping({ email: 'email' }), payload);
    expect(isCut).toBe(true);
    expect(JSON.stringify(extra).length).toBeLessThan(20_000);
  });

  it('holds a payload that is no object', () => {
    expect(applyMapping(defaultMapping, [{ objectId: 1 }]).extra).toEqual({ 0: { objectId: 1 } });
    expect(applyMapping(defaultMapping, 'text').extra).toEqual({ value: 'text' });
    expect(applyMapping(defaultMapping, null).extra).toEqual({});
  });
});

describe('reading a mapping', () => {
  it('knows a field under its common names, in lines, JSON or an object alike', () => {
    const object = { email: 'a', contactName: 'b', crmUrl: 'c' };
    const lines = 'E-Mail: a\nContact name: b\ncrm_url: c';
    expect(mapping(lines)).toEqual(mapping(object));
    expect(mapping(JSON.stringify(object))).toEqual(mapping(object));
  });

  it('says all faults at once, each with its field', () => {
    expect(
      faults('emial: a\nphone:\nname: a[b\ncompany: a..b\nsource: ‘Web\nemail: a\nmail: b\nregion: a ||\nscore: a[x]'),
    ).toEqual([
      expect.stringContaining('There is no field “emial”: use company, contactName'),
      'Field “phone” is empty: write a path such as data.email.',
      'Field “contactName” has brackets with neither a number nor name=value in them.',
      'Field “company” has a dot with no name after it.',
      'Field “source” has a quotation mark that is not closed.',
      'Field “email” is there twice: join both with ||.',
      'Field “region” ends with ||: write what to fall back to, or leave it out.',
      'Field “score” has brackets with neither a number nor name=value in them.',
    ]);
  });

  it.each([
    ['', 'The mapping is empty: write a line such as “email: data.email”.'],
    [{}, 'The mapping is empty: write a line such as “email: data.email”.'],
    ['{"a":', 'The mapping begins with { but is not JSON.'],
    ['just words', 'Line 1 of the mapping is not “field: path”.'],
    [null, 'The mapping is not an object of fields and paths.'],
    [['email'], 'The mapping is not an object of fields and paths.'],
    [{ email: { path: 'a' } }, 'Field “email” needs a path or a quoted text.'],
    ['x'.repeat(10_001), 'The mapping is longer than 10000 characters.'],
  ])('%j: %s', (written, fault) => {
    expect(faults(written)).toEqual([fault]);
  });

  it('never throws, whatever somebody types', () => {
    const letters = fc.constantFrom('a', '.', '[', ']', '|', '||', '=', "'", '"', '’', ' ', '0', ':', '\n', '\ud800');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 30 }), (parts) => {
        expect(['ok', 'faults']).toContain(parseMapping(`email: ${parts.join('')}`).kind);
      }),
      { numRuns: 2_000 },
    );
  });
});
