import { describe, expect, it } from 'vitest';
import { FileRefused, formatOf, recordsOf } from '../../src/imports/csv-file.ts';
import { fileOf, inParts } from './files.ts';

async function read(bytes: Uint8Array, part = 7) {
  const open = () => inParts(bytes, part);
  const format = await formatOf(open);
  return { format, records: await Array.fromAsync(recordsOf(open, format)) };
}

const refusalOf = (bytes: Uint8Array) =>
  read(bytes).then(
    () => 'was read',
    (error: unknown) => (error instanceof FileRefused ? error.message : error),
  );

describe('a file', () => {
  it.each([
    ['UTF-8', fileOf('Name,Ort\nÄnne,Köln\n'), 'utf-8'],
    ['UTF-8 with its mark', fileOf('\ufeffName,Ort\nÄnne,Köln\n'), 'utf-8'],
    ['UTF-16, little end first', fileOf('Name,Ort\nÄnne,Köln\n', 'utf-16le'), 'utf-16le'],
    ['UTF-16, big end first', fileOf('Name,Ort\nÄnne,Köln\n', 'utf-16be'), 'utf-16be'],
    ['Windows-1252', fileOf('Name,Ort\nÄnne,Köln\n', 'latin1'), 'windows-1252'],
  ])('in %s is read, however its bytes are cut', async (_, bytes, encoding) => {
    for (const part of [1, 2, 3, 1_000]) {
      const { format, records } = await read(bytes, part);
      expect(format.encoding).toBe(encoding);
      expect(records.map(({ cells }) => cells)).toEqual([
        ['Name', 'Ort'],
        ['Änne', 'Köln'],
      ]);
    }
  });

  it.each([
    ['commas', 'a,"b;c",d\n1,2,3\n', ','],
    ['semicolons', 'a;"b,c,d";e\n1,5;2;3\n', ';'],
    ['tabs', 'a\tb\n1,2\t3\n', '\t'],
    ['what Excel says itself', 'sep=;\r\na,b;c\r\n1,2;3\r\n', ';'],
    ['a single column', 'email\nx@y.example\n', ','],
  ])('separated by %s', async (_, text, separator) => {
    const { format, records } = await read(fileOf(text));
    expect(format.separator).toBe(separator);
    expect(new Set(records.map(({ cells }) => cells.length)).size).toBe(1);
    expect(records).toHaveLength(2);
  });

  it('keeps line breaks, separators and quotes that stand in quotes, and counts rows as spreadsheets do', async () => {
    const text = 'name,note\r\nAnn,"two\nlines, and ""more"""\r\n\r\n,\r\nBen,12" pipes\r\n';
    const { records } = await read(fileOf(text));
    expect(records).toEqual([
      { row: 1, cells: ['name', 'note'] },
      { row: 2, cells: ['Ann', 'two\nlines, and "more"'] },
      { row: 5, cells: ['Ben', '12" pipes'] },
    ]);
  });

  it.each([
    ['Windows, then others', 'a,b\r\n1,2\n3,4\n'],
    ['others, then Windows', 'a,b\n1,2\r\n3,4\r\n'],
    ['what Excel says itself, then Windows', 'sep=,\na,b\r\n1,2\r\n3,4'],
    ['old Macs', 'a,b\r1,2\r3,4\r'],
  ])('that was put together of several has the row ends of each: %s', async (_, text) => {
    for (const part of [1, 2, 3, 1_000]) {
      const { records } = await read(fileOf(text), part);
      expect(records.map(({ row, cells }) => [row, ...cells].join(' '))).toEqual(['1 a b', '2 1 2', '3 3 4']);
    }
  });

  it('that cannot be read says why, in a sentence', async () => {
    const sentences = {
      empty: await refusalOf(fileOf('')),
      'only blanks': await refusalOf(fileOf('\n \n')),
      'a workbook': await refusalOf(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)),
      'an old workbook': await refusalOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0)),
      'a PDF': await refusalOf(fileOf('%PDF-1.7')),
      packed: await refusalOf(Uint8Array.of(0x1f, 0x8b, 8)),
      'UTF-16 without its mark': await refusalOf(fileOf('Name,Town\nAnn,Ulm\n', 'utf-16le').slice(2)),
      'no text': await refusalOf(Uint8Array.of(65, 66, 0, 67)),
      'no known writing': await refusalOf(Uint8Array.of(65, 0x81, 0xff, 10)),
      'a quote that stays open': await refusalOf(fileOf('name,note\nAnn,"well\nBen,fine\n')),
      'a row without an end': await refusalOf(fileOf(`name\n"${'x'.repeat(600_000)}"\n`)),
    };
    await expect(`${JSON.stringify(sentences, null, 2)}\n`).toMatchFileSnapshot('golden/refused-files.json');
  });
});
