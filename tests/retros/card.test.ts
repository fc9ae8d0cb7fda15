import { expect, it } from 'vitest';
import { byColumn, grouped, seenAs } from '../../src/retros/cards/card.ts';
import { formatOf } from '../../src/retros/format.ts';

it('cards about the same stand together, whichever figure of it they saw; those about nothing come last', () => {
  const cards = [
    { id: 1, datum: undefined },
    { id: 2, datum: 'late:source:webinar' },
    { id: 3, datum: 'reason:no-budget' },
    { id: 4, datum: 'source:webinar' },
  ];
  expect(grouped(cards).map((one) => one.cards.map(({ id }) => id))).toEqual([[2, 4], [3], [1]]);
});

it('columns come in the order of the format, without those that have no cards', () => {
  const { columns } = formatOf('keep-fix-handoff');
  const shown = byColumn(columns, [{ column: 'handoff' }, { column: 'keep' }, { column: 'keep' }]);
  expect(shown.map(({ column, cards }) => [column.id, cards.length])).toEqual([
    ['keep', 2],
    ['handoff', 1],
  ]);
});

it('other words or another column have been seen otherwise', () => {
  const card = { column: 'fix', text: 'Too slow' };
  expect(seenAs({ ...card })).toBe(seenAs(card));
  expect(
    new Set([seenAs(card), seenAs({ ...card, text: 'Too slow.' }), seenAs({ ...card, column: 'keep' })]).size,
  ).toBe(3);
});
