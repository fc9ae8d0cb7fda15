import { describe, expect, it } from 'vitest';
import { leadFields } from '../../src/core/lead-fields.ts';
import { keysOf, personKey } from '../../src/core/lead-identity.ts';
import { hintOf, isSamePerson } from '../../src/core/lead-likeness.ts';

type Given = Parameters<typeof leadFields>[0];

const keys = (given: Given) => keysOf(leadFields(given));

describe('the key of a mailbox', () => {
  it.each([
    ['Ada@Example.COM', 'ada@example.com'],
    ['a.da+news@gmail.com', 'ada@gmail.com'],
    ['A.D.A@googlemail.com', 'ada@gmail.com'],
    ['ada+x@outlook.com', 'ada@outlook.com'],
    // What others do with dots and pluses is theirs.
    ['a.da+news@acme.example', 'a.da+news@acme.example'],
    ['a.da@outlook.com', 'a.da@outlook.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
    ['+x@gmail.com', '+x@gmail.com'],
  ])('of %s is %s', (email, key) => {
    expect(personKey(email)).toBe(key);
    expect(personKey(personKey(email))).toBe(key);
  });
});

describe('the key of a company', () => {
  it.each<[Given, string | undefined]>([
    [{ email: 'ada@acme-robotics.example' }, 'acmerobotics'],
    [{ email: 'ada@mail.acme-robotics.co.uk' }, 'acmerobotics'],
    [{ email: 'ada@gmail.com', company: 'Acme Robotics GmbH & Co. KG' }, 'acmerobotics'],
    [{ email: 'ada@web.de', company: 'ACME Robotics, Inc.' }, 'acmerobotics'],
    [{ company: 'Bücher S.A.' }, 'bucher'],
    [{ company: 'Co' }, 'co'],
    [{ email: 'ada@gmx.de' }, undefined],
  ])('of %o is %s', (given, key) => {
    expect(keys(given).company).toBe(key);
  });
});

const JANE = keys({ email: 'jane.roe@acme.example', contactName: 'Jane Roe', phone: '+49 30 1234567' });

describe('two leads', () => {
  it.each<[string, Given, boolean]>([
    ['one mailbox', { email: 'JANE.ROE@acme.example', phone: '+1 202 555 0101', contactName: 'X' }, true],
    ['one number, and no other mailbox', { phone: '0049 30 1234567' }, true],
    ['one number and one name', { phone: '+49 30 1234567', contactName: 'Roe, Jane' }, true],
    ['one number, and another name', { phone: '+49 30 1234567', contactName: 'John Doe' }, false],
    ['one number, and another mailbox', { phone: '+49 30 1234567', email: 'j@acme.example' }, false],
    ['a number without its country', { phone: '030 1234567' }, false],
    ['nothing in common', { company: 'Acme' }, false],
  ])('with %s are surely one person, or not', (_what, given, isSame) => {
    expect(isSamePerson(JANE, keys(given))).toBe(isSame);
    expect(isSamePerson(keys(given), JANE)).toBe(isSame);
  });

  it.each<[Given, ReturnType<typeof hintOf>]>([
    [{ email: 'jane.roe@acme.example' }, 'mailbox'],
    [{ email: 'jane.roe@amce.example', company: 'Acme' }, 'mail'],
    [{ email: 'jane.roe@acm.example' }, 'mail'],
    [{ email: 'jane.roe+fair@acme.example' }, 'plus'],
    [{ email: 'jane.roe+fair@amce.example' }, 'mail'],
    [{ email: '+jane.roe@acme.example' }, undefined],
    [{ email: 'jane.roe@globex.example' }, undefined],
    [{ email: 'j@other.example', phone: '+49 30 1234567' }, 'phone'],
    [{ email: 'jr@acme.example', contactName: 'J. Roe' }, 'name'],
    [{ email: 'jr@acme.example', contactName: 'Jayne Roe' }, 'name'],
    [{ email: 'jr@acme.example', contactName: 'ROE Jane Mary' }, 'name'],
    [{ email: 'jr@acme.example', contactName: 'Jane' }, undefined],
    [{ email: 'jr@acme.example', contactName: 'Jane Poe-Smith' }, undefined],
    [{ email: 'jr@globex.example', contactName: 'Jane Roe' }, undefined],
  ])('of which one says %o may be one: %s', (given, hint) => {
    expect(hintOf(JANE, keys(given))).toBe(hint);
    expect(hintOf(keys(given), JANE)).toBe(hint);
  });

  it('at shared mailboxes of like domains are two', () => {
    expect(hintOf(keys({ email: 'info@acme.example' }), keys({ email: 'info@acne.example' }))).toBeUndefined();
  });
});
