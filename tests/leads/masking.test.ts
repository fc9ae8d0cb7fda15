import { describe, expect, it } from 'vitest';
import { maskedMessage } from '../../src/leads/masking.ts';

const masked = (message: string, contactName?: string) =>
  maskedMessage({ message, ...(contactName !== undefined && { contactName }) });

describe('what a prospect wrote, for a channel', () => {
  it.each([
    ['an e-mail address', 'write to jane.roe+x@acme.example now', 'write to ••• now'],
    ['an address in brackets', '<jane@acme.example>', '<•••>'],
    ['a number in the national way', 'call 030 1234567 today', 'call ••• today'],
    ['a number in the international way', 'call +49-30-123.45.67', 'call •••'],
    ['a number with brackets', 'call (030) 123-4567', 'call •••'],
    ['an address at the end of a sentence', 'Mail jane@acme.example.', 'Mail •••.'],
    ['a number with a slash between blanks', 'call +49 (0)30 / 12 34 56', 'call •••'],
    ['a number over two lines', 'call 030\n1234567', 'call •••'],
    ['a number in other digits', 'call ٠٣٠١٢٣٤٥٦٧', 'call •••'],
  ])('hides %s', (_what, message, expected) => {
    expect(masked(message)).toBe(expected);
  });

  it.each([
    ['a name', 'Jane Roe here, jane speaking', 'Jane Roe', '••• here, ••• speaking'],
    ['each part of a name', 'Best, Roe', 'Jane Roe', 'Best, •••'],
    ['a short name', 'Li Na here', 'Li Na', '••• here'],
    ['a name in a script without blanks', '我是李娜，想要演示', '李娜', '我是•••，想要演示'],
    ['a name with accents, however they are stored', 'Gru\u0308sse, Jose\u0301', 'José', 'Grüsse, •••'],
    ['a name with signs that mean something to a pattern', 'I am J. (Jo) Roe', 'J. (Jo) Roe', 'I am •••'],
  ])('hides %s', (_what, message, name, expected) => {
    expect(masked(message, name)).toBe(expected);
  });

  it.each([
    ['years', 'between 2019 and 2026', 'Jane Roe'],
    ['prices and quantities', '40 seats for 12.500 EUR', 'Jane Roe'],
    ['words that contain a name', 'We use Janeway and aerospace', 'Jane Roe'],
    ['a short word that is part of a longer name', 'I need to go', 'Ann To'],
  ])('keeps %s', (_what, message, name) => {
    expect(masked(message, name)).toBe(message);
  });

  it('hides nothing that the channel sees anyway', () => {
    const message = 'Jane Roe, jane@acme.example, 030 1234567';
    const seeing = (...fields: string[]) =>
      maskedMessage({ message, contactName: 'Jane Roe' }, (field) => fields.includes(field));
    expect(seeing('contactName')).toBe('Jane Roe, •••, •••');
    expect(seeing('email', 'phone')).toBe('•••, •••@acme.example, 030 1234567');
    expect(seeing('contactName', 'email', 'phone')).toBe(message);
  });

  it('of nothing is nothing', () => {
    expect(maskedMessage({})).toBeUndefined();
  });
});
