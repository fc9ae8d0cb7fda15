import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { columnOf, FORMATS, formatOf, typedCard, USUAL_FORMAT } from '../../src/retros/format.ts';

describe('formats', () => {
  it('are files: each that lies there is offered, and its columns are nobody else’s', () => {
    const files = globSync('src/retros/formats/*.json').map((path) => basename(path, '.json'));
    expect(FORMATS.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
    const columns = FORMATS.flatMap((format) => format.columns.map(({ id }) => id));
    expect(new Set(columns).size).toBe(columns.length);
    expect(FORMATS[0]?.id).toBe(USUAL_FORMAT);
    expect(formatOf('one that is gone').id).toBe(USUAL_FORMAT);
  });

  it('a card keeps its column, and in another format stands in one of the same kind', () => {
    const sailboat = formatOf('sailboat');
    expect(columnOf(sailboat, 'anchor').id).toBe('anchor');
    expect(columnOf(sailboat, 'keep').id).toBe('wind');
    expect(columnOf(sailboat, 'handoff').id).toBe('island');
    expect(columnOf(sailboat, 'unheard-of').id).toBe('anchor');
    for (const format of FORMATS)
      for (const { columns } of FORMATS)
        for (const { id } of columns) expect(format.columns).toContainEqual(columnOf(format, id));
  });

  it.each([
    ['keep: the webinar leads are good', 'keep', 'the webinar leads are good'],
    ['Handoff:  who calls back?', 'handoff', 'who calls back?'],
    ['nobody calls at 10:30', 'fix', 'nobody calls at 10:30'],
    ['keep:', 'fix', 'keep:'],
  ])('“%s” is a card in the column %s', (typed, column, text) => {
    expect(typedCard(formatOf(USUAL_FORMAT), typed)).toMatchObject({ column: { id: column }, text });
  });
});
