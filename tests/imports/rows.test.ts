import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOf, recordsOf } from '../../src/imports/csv-file.ts';
import { headingsOf, usualMapping } from '../../src/imports/mapping.ts';
import { type Reading, readRow } from '../../src/imports/rows.ts';
import { chosenStages } from '../../src/imports/stages.ts';
import { csvOf } from '../../src/platform/csv.ts';
import { at } from '../core/cases.ts';
import { fileOf, inParts } from './files.ts';

const NOW = at('2026-03-31T10:00Z');

function reading(headings: readonly string[], more: Partial<Reading> = {}): Reading {
  const named = headingsOf(headings);
  const usual = { headings: named, mapping: usualMapping(named), order: undefined, zone: 'UTC', currency: undefined };
  return { ...usual, stages: new Map(), now: NOW, ...more };
}

/** One row of these columns. */
const row = (cells: Readonly<Record<string, string>>, more?: Partial<Reading>) =>
  readRow({ row: 7, cells: Object.values(cells) }, reading(Object.keys(cells), more));

const JANE = { Email: 'Jane@Acme.example', 'First Name': 'Jane', 'Last Name': 'Doe' };

describe('a row', () => {
  it('becomes a lead with a past', () => {
    const read = row({
      ...JANE,
      Company: 'Acme',
      'Lead Status': 'Closed Won',
      'Create Date': '2025-01-02',
      'Close Date': '2025-03-04',
      Amount: '12,000',
      Currency: 'eur',
      'Contact owner': 'Ana Ruiz',
      Shoes: '43',
    });
    expect(read).toEqual({
      kind: 'lead',
      lead: {
        row: 7,
        fields: { email: 'Jane@Acme.example', emailKey: 'jane@acme.example', contactName: 'Jane Doe', company: 'Acme' },
        extra: { Shoes: '43' },
        createdAt: at('2025-01-02T00:00Z'),
        owner: 'Ana Ruiz',
        stage: 'customer',
        endedAt: at('2025-03-04T00:00Z'),
        reason: undefined,
        value: { amount: 12_000, currency: 'EUR' },
      },
    });
  });

  it('says nothing where people write a dash or n/a, and keeps beside the fields what none can hold', () => {
    const read = row({ ...JANE, Phone: 'call me', Company: 'n/a', Amount: '-', 'Lead Status': 'None', Rating: 'hot' });
    expect(read).toMatchObject({
      kind: 'lead',
      lead: { stage: 'new', extra: { Phone: 'call me', Rating: 'hot' }, value: undefined },
    });
    expect(read.kind === 'lead' && read.lead.fields.company).toBe(undefined);
  });

  it('that is still open has no end, though its CRM hopes for one', () => {
    const read = row({ ...JANE, 'Lead Status': 'Proposal', 'Close Date': '2027-01-01' });
    expect(read).toMatchObject({ kind: 'lead', lead: { stage: 'opportunity', endedAt: undefined } });
  });

  it('is read in the company’s own words for its stages', () => {
    const stages = chosenStages(['Heißer Kontakt = qualified']);
    expect(stages.kind === 'stages' && row({ ...JANE, Status: 'heisser kontakt' }, stages)).toMatchObject({
      lead: { stage: 'qualified' },
    });
    expect(chosenStages(['Warm=lukewarm']).kind).toBe('refused');
  });

  it('that can’t be imported says why, in a sentence that names its column and nobody', async () => {
    const secret = 'jane-doe-secret';
    const cases: Record<string, ReturnType<typeof row>> = {
      'no e-mail address': row({ Email: `${secret}@`, Company: 'Acme' }),
      'nobody to reach': row({ Company: 'Acme', Email: '' }),
      'an unknown stage': row({ ...JANE, Status: secret }),
      'a date that can’t be read': row({ ...JANE, 'Create Date': secret }),
      'a date that could be either': row({ ...JANE, 'Create Date': '03/04/2025' }),
      'a date in the future': row({ ...JANE, 'Create Date': '2026-04-30' }),
      'a date long ago': row({ ...JANE, 'Create Date': '1970-01-01' }),
      'over before it began': row({
        ...JANE,
        Status: 'Lost',
        'Create Date': '2025-05-01',
        'Close Date': '2025-04-01',
      }),
      'no amount': row({ ...JANE, Amount: secret }),
      'an amount without a currency': row({ ...JANE, Amount: '5000' }),
      'too many cells': readRow({ row: 7, cells: ['a@b.example', 'x', secret] }, reading(['Email', 'Name'])),
      'too few cells': readRow({ row: 7, cells: ['a@b.example'] }, reading(['Email', 'Name'])),
    };
    expect(JSON.stringify(cases)).not.toContain(secret);
    expect(Object.values(cases).map(({ kind }) => kind)).toEqual(Object.keys(cases).map(() => 'refused'));
    await expect(`${JSON.stringify(cases, null, 2)}\n`).toMatchFileSnapshot('golden/refused-rows.json');
  });

  it('whatever its cells hold, reading it ends in a lead or in a sentence', () => {
    const headings = ['Email', 'Name', 'Create Date', 'Status', 'Amount', 'Currency', 'Phone', '__proto__'];
    const its = reading(headings, { order: 'day-first' });
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 9 }), (cells) => {
        expect(['lead', 'refused']).toContain(readRow({ row: 2, cells }, its).kind);
      }),
      { numRuns: 50 },
    );
  });
});

it('what was exported for spreadsheets comes back as it was, formulas included', async () => {
  const words = fc
    .tuple(
      fc.constantFrom('', '=', '+', '-', '@', "'", '"', 'a,b', 'two\nlines'),
      fc.stringMatching(/^[a-z]{1,4}( [a-z]{1,4})?$/),
    )
    .map(([first, rest]) => first + rest);
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 5 }), async (notes) => {
      const leads = notes.map((message) => ({ email: 'jane@acme.example', message }));
      const csv = (await Array.fromAsync(csvOf(['email', 'message'], Readable(leads)))).join('');
      const open = () => inParts(fileOf(csv), 64);
      const [, ...records] = await Array.fromAsync(recordsOf(open, await formatOf(open)));
      const read = records.map((record) => readRow(record, reading(['email', 'message'])));
      expect(read.map((one) => one.kind === 'lead' && one.lead.fields.message)).toEqual(notes);
    }),
    { numRuns: 50 },
  );
});

async function* Readable<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all;
}
