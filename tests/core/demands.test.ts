import { describe, expect, it } from 'vitest';
import { type Demand, missingOf, missingWords } from '../../src/core/demands.ts';
import type { STAGES } from '../../src/core/lead-stages.ts';

const DEMANDS: readonly Demand[] = [
  { stage: 'qualified', field: 'score', team: 'sales' },
  { stage: 'new', field: 'phone', team: 'marketing' },
  { stage: 'accepted', field: 'phone', team: 'sales' },
  { stage: 'contacted', field: 'region', team: 'sales' },
];

describe('what a lead lacks', () => {
  it('is nothing where nothing is demanded', () => {
    expect(missingOf([], { stage: 'new', fields: {} })).toEqual([]);
  });

  it('is all that is demanded up to its stage, owed by the team that owed it first', () => {
    const at = (stage: (typeof STAGES)[number]) =>
      missingOf(DEMANDS, { stage, fields: {} }).map(({ field, team }) => `${field} ${team}`);
    expect(at('new')).toEqual(['phone marketing']);
    expect(at('accepted')).toEqual(['phone marketing']);
    expect(at('contacted')).toEqual(['phone marketing', 'region sales']);
    expect(at('opportunity')).toEqual(['phone marketing', 'region sales', 'score sales']);
  });

  it.each(['customer', 'lost', 'rejected', 'recycled'] as const)('is nothing any more once it is %s', (stage) => {
    expect(missingOf(DEMANDS, { stage, fields: {} })).toEqual([]);
  });

  it('is nothing once its person is forgotten', () => {
    expect(missingOf(DEMANDS, { stage: 'new', fields: {}, isErased: true })).toEqual([]);
  });

  it('is not what it has, a score of nothing included', () => {
    expect(missingOf(DEMANDS, { stage: 'qualified', fields: { phone: '1', region: 'DE', score: 0 } })).toEqual([]);
  });

  it.each([
    [['phone'], 'Phone is missing'],
    [['phone', 'persona'], 'Phone and Persona are missing'],
    [['company', 'phone', 'persona'], 'Company, Phone and Persona are missing'],
  ] as const)('%j reads “%s”', (fields, words) => {
    expect(missingWords(fields.map((field) => ({ field })))).toBe(words);
  });
});
