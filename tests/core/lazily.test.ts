import { expect, it } from 'vitest';
import { lazily } from '../../src/core/lazily.ts';

it('makes a thing when it is asked for first, once, whatever it is', () => {
  const made: string[] = [];
  const thing = lazily(() => {
    made.push('made');
    return undefined;
  });
  expect(made).toEqual([]);
  expect([thing(), thing()]).toEqual([undefined, undefined]);
  expect(made).toEqual(['made']);
});
