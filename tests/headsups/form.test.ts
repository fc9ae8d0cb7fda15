import { expect, it } from 'vitest';
import { termsFault } from '../../src/headsups/form.ts';
import { CAMPAIGN, PROCESS, TODAY } from './samples.ts';

it.each([
  ['a whole campaign', {}, undefined],
  ['one that starts today', { startsOn: TODAY }, undefined],
  ['no name', { title: '' }, 'no-title'],
  ['no day', { startsOn: '' }, 'no-day'],
  ['a day that is none', { startsOn: 'Monday' }, 'no-day'],
  ['yesterday', { startsOn: '2026-03-01' }, 'day-is-over'],
  ['two years ahead', { startsOn: '2028-03-01' }, 'day-is-far'],
  ['half a lead', { expected: 0.5 }, 'expected'],
  ['no lead', { expected: 0 }, 'expected'],
  ['a million leads', { expected: 1_000_000 }, 'expected'],
  ['no audience', { audience: '' }, 'no-words'],
  ['nothing to say', { talk: '' }, 'no-words'],
] as const)('%s', (_what, differing, fault) => {
  expect(termsFault({ ...CAMPAIGN, ...differing }, TODAY)).toBe(fault);
});

it('a day that is over may stay as it was', () => {
  expect(termsFault({ ...CAMPAIGN, startsOn: '2026-02-20' }, TODAY, '2026-02-20')).toBeUndefined();
  expect(termsFault({ ...CAMPAIGN, startsOn: '2026-02-21' }, TODAY, '2026-02-20')).toBe('day-is-over');
});

it('a new way of working says what is done, and need not say why', () => {
  expect(termsFault({ ...PROCESS, why: undefined }, TODAY)).toBeUndefined();
  expect(termsFault({ ...PROCESS, doing: '' }, TODAY)).toBe('no-words');
});
