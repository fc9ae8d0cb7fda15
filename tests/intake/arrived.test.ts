import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrivedIn } from '../../src/intake/arrived.ts';
import { choicesOf, writtenFrom } from '../../src/intake/mapping/choices.ts';
import { defaultMapping } from '../../src/intake/mapping/mapping.ts';
import { parseExpression } from '../../src/intake/mapping/mapping-expression.ts';
import { follow } from '../../src/intake/mapping/mapping-path.ts';

const paths = (payload: unknown) => arrivedIn(payload).map(({ path, sample }) => [path, sample]);

it('names what arrived as a mapping would, with what was there', () => {
  const payload = {
    email: 'ada@example.com',
    'First Name': 'Ada',
    'a.b': 1,
    data: { seats: 40, tags: ['x', 'y'], empty: '', none: null },
    answers: [
      { field: { ref: 'mail' }, email: 'ada@example.com' },
      { field: { ref: 'need' }, text: 'A demo' },
    ],
    pairs: [
      [1, 2],
      [3, 4],
    ],
  };
  expect(paths(payload)).toEqual([
    ['email', 'ada@example.com'],
    ['First Name', 'Ada'],
    ['["a.b"]', '1'],
    ['data.seats', '40'],
    ['data.tags', 'x, y'],
    ['answers[field.ref="mail"].field.ref', 'mail'],
    ['answers[field.ref="mail"].email', 'ada@example.com'],
    ['answers[field.ref="need"].field.ref', 'need'],
    ['answers[field.ref="need"].text', 'A demo'],
    ['pairs[0]', '1, 2'],
    ['pairs[1]', '3, 4'],
  ]);
});

it('elements that nothing tells apart are counted', () => {
  expect(paths([{ name: 'x' }, { name: 'x' }])).toEqual([
    ['[0].name', 'x'],
    ['[1].name', 'x'],
  ]);
});

it('whatever arrives, each path leads back to its value, and there are few enough for a menu', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (payload) => {
      const arrived = arrivedIn(payload);
      expect(arrived.length).toBeLessThanOrEqual(90);
      for (const { path, trail } of arrived) {
        const parsed = parseExpression(path);
        const [only] = parsed.kind === 'ok' ? parsed.expression : [];
        expect(only?.kind).toBe('path');
        if (only?.kind === 'path') expect(follow(only.steps, payload)?.trail).toEqual(trail);
      }
    }),
    { numRuns: 500 },
  );
});

it('what is read now is chosen already: by the usual names, or by a mapping', () => {
  const payload = { data: { mail: 'ada@example.com', firma: 'Acme', Name: 'Ada' } };
  const arrived = arrivedIn(payload);
  expect(choicesOf(arrived, { written: undefined, usual: defaultMapping, payload })).toEqual({
    email: 0,
    contactName: 2,
  });
  const written = { company: 'data.firma', email: 'data.mail || contact.email', campaign: '"Spring"' };
  const choices = choicesOf(arrived, { written, usual: defaultMapping, payload });
  expect(choices).toEqual({ company: 1, email: 'keep', campaign: 'keep' });
  expect(writtenFrom({ ...choices, contactName: 2, phone: 99 }, arrived, written)).toEqual({
    ...written,
    contactName: 'data.Name',
  });
});
