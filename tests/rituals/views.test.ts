import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWhy } from '../../src/rituals/why-words.ts';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { ritualViews } from './views.ts';

describe('what is read of rituals', async () => {
  const plain = await ritualViews('Handoff');
  goldenViews('ritual', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits when it is called %j', async (_, word) => {
    expect(faultsOf(await ritualViews(word))).toEqual([]);
  });

  it('fits whatever it is called', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (word) => {
        expect(faultsOf(await ritualViews(word))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('/baton why reads', () => {
  const today = '2026-03-04';
  it.each([
    ['', { personId: undefined, on: today }],
    ['yesterday', { personId: undefined, on: '2026-03-03' }],
    ['2026-02-28', { personId: undefined, on: '2026-02-28' }],
    ['<@UANN|ann> monday', { personId: 'UANN', on: '2026-03-02' }],
    ['friday <@UANN>', { personId: 'UANN', on: '2026-02-27' }],
    ['3rd March <@UANN|Ann Lee>', { personId: 'UANN', on: '2026-03-03' }],
    ['<@UANN> <@UBEN>', undefined],
    ['Wednesday', { personId: undefined, on: today }],
    ['2026-02-30', undefined],
    ['the weather', undefined],
    ['today tomorrow', undefined],
  ])('%j', (text, expected) => {
    expect(readWhy(text, today)).toEqual(expected);
  });
});
