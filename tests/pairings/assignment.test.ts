import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheapest } from '../../src/pairings/assignment.ts';

/** The smallest sum by trying all. */
function least(costs: readonly (readonly number[])[], free: readonly number[]): number {
  const [first, ...rest] = costs;
  if (first === undefined) return 0;
  const sums = free.map(
    (column) =>
      (first[column] ?? 0) +
      least(
        rest,
        free.filter((one) => one !== column),
      ),
  );
  return Math.min(...sums);
}

describe('The cheapest way to give each row a column of its own', () => {
  it('is as cheap as the best of all ways', () => {
    const square = fc.integer({ min: 1, max: 5 }).chain((rows) =>
      fc.integer({ min: rows, max: 6 }).chain((columns) =>
        fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      ),
    );
    fc.assert(
      fc.property(square, (costs) => {
        const chosen = cheapest(costs);
        expect(new Set(chosen).size).toBe(costs.length);
        const sum = costs.reduce((all, row, at) => all + (row[chosen[at] ?? -1] ?? Number.NaN), 0);
        expect(sum).toBe(least(costs, costs[0]?.map((_, at) => at) ?? []));
      }),
    );
  });

  it('is nothing for no rows', () => {
    expect(cheapest([])).toEqual([]);
  });
});
