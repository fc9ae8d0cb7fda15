import { expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/instants.ts';
import { createOnce, createSeen } from '../../../src/platform/slack/receiving/once.ts';
import { steeredClock } from '../../support/steered-clock.ts';

it('a second delivery waits for the first and gets its result', async () => {
  const once = createOnce<string>(steeredClock());
  const { promise, resolve } = Promise.withResolvers<string>();
  const both = Promise.all([once.run('Ev1', () => promise), once.run('Ev1', async () => 'again')]);
  resolve('first');
  expect(await both).toEqual(['first', 'first']);
});

it('work that failed may be done again', async () => {
  const once = createOnce<string>(steeredClock());
  const failing = async () => {
    throw new Error('away');
  };
  await expect(once.run('Ev1', failing)).rejects.toThrow('away');
  expect(await once.run('Ev1', async () => 'again')).toBe('again');
});

it('what is long ago is forgotten', async () => {
  const clock = steeredClock();
  const once = createOnce<string>(clock);
  await once.run('Ev1', async () => 'first');
  clock.moveBy(5 * MINUTE);
  expect(await once.run('Ev1', async () => 'again')).toBe('first');
  clock.moveBy(11 * MINUTE);
  expect(await once.run('Ev1', async () => 'again')).toBe('again');
});

it('an id is new once', () => {
  const clock = steeredClock();
  const seen = createSeen(clock, 10 * MINUTE);
  expect([seen.isNew('a'), seen.isNew('a'), seen.isNew('b')]).toEqual([true, false, true]);
  clock.moveBy(11 * MINUTE);
  expect(seen.isNew('a')).toBe(true);
});
