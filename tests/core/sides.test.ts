import { expect, it } from 'vitest';
import { missingSide, sidesOf } from '../../src/core/sides.ts';

it('takes whoever is in both teams for the one that has fewer, and nobody who is in none', () => {
  const people = [
    { personId: 'both', teams: ['sales', 'marketing'] as const },
    { personId: 'ana', teams: ['sales'] as const },
    { personId: 'sam', teams: [] },
  ];
  expect(sidesOf(people)).toEqual([
    { personId: 'ana', side: 'sales' },
    { personId: 'both', side: 'marketing' },
  ]);
});

it('knows for which team nobody is there', () => {
  expect(missingSide([{ side: 'sales' }, { side: 'marketing' }])).toBeUndefined();
  expect(missingSide([{ side: 'sales' }])).toBe('no-marketing');
  expect(missingSide([{ side: 'marketing' }])).toBe('no-sales');
  expect(missingSide([])).toBe('no-sales');
});
