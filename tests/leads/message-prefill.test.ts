import { describe, expect, it } from 'vitest';
import { prefillFrom } from '../../src/leads/arriving/message-prefill.ts';
import { processorTime } from '../support/processor-time.ts';

describe('a lead from a message', () => {
  it.each([
    [
      'the address as Slack sends one',
      'Ask <mailto:ada@acme.example|ada@acme.example> please',
      { email: 'ada@acme.example' },
    ],
    ['an address at the end of a sentence', 'Write to ada@acme.example.', { email: 'ada@acme.example' }],
    ['a number as Slack sends one', 'Call <tel:+49301234567|+49 30 1234567>!', { phone: '+49 30 1234567' }],
    ['the first of two addresses', 'a@x.example or b@x.example', { email: 'a@x.example' }],
    ['no number in a year or a price', 'In 2026 for 12.500', {}],
    ['nothing in nothing', '', {}],
  ])('finds %s', (_what, text, found) => {
    const { message: _message, ...rest } = prefillFrom(text);
    expect(rest).toEqual(found);
  });

  it.each([
    ['links by their words', 'See <https://acme.example/x|our page>', 'See our page'],
    ['bare links as they are', 'See <https://acme.example/x>', 'See https://acme.example/x'],
    ['entities as the characters that were typed', 'R&amp;D &lt;3', 'R&D <3'],
    ['no entity twice', '&amp;lt;', '&lt;'],
  ])('keeps the words: %s', (_rule, text, message) => {
    expect(prefillFrom(text).message).toBe(message);
  });

  it('is there at once, however long the message and its words are', () => {
    for (const text of ['x'.repeat(40_000), 'a.'.repeat(20_000)]) {
      expect(prefillFrom(text).email).toBeUndefined();
      expect(processorTime(() => void prefillFrom(text))).toBeLessThan(500);
    }
  });
});
