import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELD_NAMES, leadFields, readField, usableContact } from '../../src/core/lead-fields.ts';

describe('a text of a lead', () => {
  it.each([
    ['  Acme \t GmbH ', 'Acme GmbH'],
    ['Acme\r\nGmbH', 'Acme GmbH'],
    ['A\u0000c\u0007me\u0085', 'Acme'],
    ['\ufeffAcme\u200b', 'Acme'],
    ['evil\u202etxt.exe', 'eviltxt.exe'],
    ['Caf\u0065\u0301', 'Caf\u00e9'],
    ['half \ud800 pair', 'half \ufffd pair'],
    ['👩\u200d💻 GmbH', '👩\u200d💻 GmbH'],
    ['McDonald’s', 'McDonald’s'],
    ['<!channel> *bold*', '<!channel> *bold*'],
  ])('%j is kept as %j', (given, kept) => {
    expect(readField('company', given)).toBe(kept);
  });

  it.each([
    '',
    '   ',
    '\u0000',
    '\u200b\ufeff',
    null,
    undefined,
    {},
    { toString: () => 'x' },
    [],
    [{}],
    [['a']],
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('%j is nothing', (given) => {
    for (const name of FIELD_NAMES) expect(readField(name, given)).toBeUndefined();
  });

  it('is made of numbers, booleans and lists of them, never of objects', () => {
    expect(readField('persona', 12.5)).toBe('12.5');
    expect(readField('persona', true)).toBe('yes');
    expect(readField('persona', false)).toBe('no');
    expect(readField('persona', ['CTO', 7, { a: 1 }, 'Founder'])).toBe('CTO, 7, Founder');
  });

  it('keeps the lines of a message, two empty ones at most', () => {
    expect(readField('message', ' Hello,\r\n\r\n\r\n\r\n I want\ta  demo \u2028 Bye ')).toBe(
      'Hello,\n\nI want a demo\nBye',
    );
  });

  it('is cut between characters and says so', () => {
    const long = readField('company', '💼'.repeat(1_000));
    expect(long).toBe(`${'💼'.repeat(99)}…`);
    expect(readField('message', 'a'.repeat(1_048_576))).toHaveLength(3_000);
  });

  it('is well formed, composed, bounded and stable whatever was given', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_NAMES), fc.anything(), (name, given) => {
        const once = readField(name, given);
        if (typeof once === 'string') {
          expect(once.isWellFormed() && once === once.normalize('NFC') && once.length <= 3_000).toBe(true);
          expect(once).toMatch(/^(?:\P{Cc}|\n)+$/u);
        }
        expect(readField(name, once)).toBe(once);
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('company', 'message'),
        fc.string({ unit: 'binary', maxLength: 500 }),
        (name, given) => {
          const once = readField(name, given);
          expect(readField(name, once)).toBe(once);
        },
      ),
    );
  });
});

describe('an e-mail address', () => {
  it.each([
    [' Ada@Example.COM ', 'Ada@Example.COM', 'ada@example.com'],
    ['Ada Lovelace <ada@example.com>', 'ada@example.com', 'ada@example.com'],
    ['mailto:ada+demo@sub.example.co.uk', 'ada+demo@sub.example.co.uk', 'ada+demo@sub.example.co.uk'],
    ['jürgen@exämple.de', 'jürgen@exämple.de', 'jürgen@exämple.de'],
  ])('%j keeps its case and has a key without', (given, email, emailKey) => {
    expect(leadFields({ email: given })).toEqual({ email, emailKey });
  });

  it.each([
    'ada',
    'ada@',
    '@example.com',
    'ada@localhost',
    'a b@example.com',
    'a@b@example.com',
    'a@example..com',
    'a,b@example.com',
    `${'a'.repeat(250)}@example.com`,
    'none',
  ])('%j is none', (given) => {
    expect(leadFields({ email: given, ownerEmail: given })).toEqual({});
  });
});

describe('a phone number', () => {
  it.each([
    ['+49 (0)30 901820', undefined, '+4930901820'],
    ['+49 30 901820', undefined, '+4930901820'],
    ['0049 30 901820', undefined, '+4930901820'],
    ['tel:+4930901820', undefined, '+4930901820'],
    ['030 901820', 'DE', '+4930901820'],
    ['(415) 555-2671', 'us', '+14155552671'],
    ['030 901820', undefined, '030901820'],
    ['00 49 30 901820', undefined, '+4930901820'],
    ['＋49 30 901820', undefined, '+4930901820'],
    ['030 901820', 'Germany', '+4930901820'],
    ['020 7946 0958', 'UK', '+442079460958'],
    ['(415) 555-2671', 'united states', '+14155552671'],
    ['030 901820', 'EMEA', '030901820'],
    ['12345', 'DE', '+4912345'],
    [493090182000, undefined, '493090182000'],
  ])('%j in %s has the key %s', (phone, region, key) => {
    expect(leadFields({ phone, region })).toMatchObject({ phoneKey: key });
  });

  it('is kept as it was written, marks of direction aside', () => {
    expect(leadFields({ phone: '\u202a+49 30/90 18-20\u202c' }).phone).toBe('+49 30/90 18-20');
    expect(leadFields({ phone: '030 901820 ext. 12' }).phone).toBe('030 901820 ext. 12');
  });

  it('takes the country of the installation where the lead names none', () => {
    expect(leadFields({ phone: '030 901820' }, 'DE').phoneKey).toBe('+4930901820');
  });

  it.each(['call me', '1234', 'n/a', `+49${'1'.repeat(60)}`])('%j is none', (phone) => {
    expect(leadFields({ phone })).toEqual({});
  });
});

describe('the other fields', () => {
  it.each([
    [87, 87],
    ['87', 87],
    [' 87.6 ', 88],
    ['87,4 %', 87],
    [-3, -3],
    [-0.2, 0],
    [0, 0],
    ['1,200', 1_200],
    ['1,200,300.4', 1_200_300],
    ['1,2', 1],
    ['high', undefined],
    ['1e400', undefined],
    [1e12, undefined],
    ['9'.repeat(100_000), undefined],
  ])('a score of %j is %j', (given, score) => {
    expect(readField('score', given)).toBe(score);
  });

  it.each([
    ['https://app.hubspot.com/contacts/1/record/0-1/2', 'https://app.hubspot.com/contacts/1/record/0-1/2'],
    ['http://crm.local/ä b', 'http://crm.local/%C3%A4%20b'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['file:///etc/passwd', undefined],
    ['//evil.example', undefined],
    ['crm.example/1', undefined],
    ['https://crm.example@evil.example/', undefined],
    ['https:', undefined],
    [`https://crm.example/${'a'.repeat(3_000)}`, undefined],
  ])('a CRM link %j is %j', (given, link) => {
    expect(readField('crmUrl', given)).toBe(link);
  });

  it('an id of theirs is kept whole or not at all', () => {
    expect(readField('externalId', 12_345)).toBe('12345');
    expect(readField('externalId', 'x'.repeat(201))).toBeUndefined();
  });
});

describe('a usable contact', () => {
  it.each([
    [{ email: 'ada@example.com' }, true],
    [{ phone: '+49 30 901820' }, true],
    [{ contactName: 'Ada', company: 'Acme' }, true],
    [{ contactName: 'Ada' }, false],
    [{ company: 'Acme' }, false],
    [{ message: 'Call me!', crmUrl: 'https://crm.example/1' }, false],
    [{ email: 'none', phone: 'n/a' }, false],
    [{}, false],
  ])('%j: %s', (given, isUsable) => {
    expect(usableContact(leadFields(given))).toBe(isUsable);
  });
});
