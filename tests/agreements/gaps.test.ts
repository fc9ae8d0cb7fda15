import { describe, expect, it } from 'vitest';
import { type ArrivedLead, gapsOf, owesMarketing } from '../../src/agreements/gaps.ts';
import type { Demand } from '../../src/core/demands.ts';
import type { LeadFields } from '../../src/core/lead-fields.ts';

const DEMANDS: readonly Demand[] = [
  { stage: 'new', field: 'phone', team: 'marketing' },
  { stage: 'new', field: 'persona', team: 'marketing' },
  { stage: 'accepted', field: 'region', team: 'sales' },
];

const arrived = (number: number, fields: LeadFields): ArrivedLead => ({
  id: `l${number}`,
  number,
  name: `#${number} Acme`,
  stage: 'accepted',
  fields,
  addedBy: undefined,
});

describe('what marketing owes, by where it comes from', () => {
  it('the worst first, with how many came at all; what sales owes is not in it', () => {
    const spring = { campaign: 'Spring', source: 'Website' };
    const gaps = gapsOf(
      [
        arrived(1, { campaign: 'Fair', phone: '1' }),
        arrived(2, { ...spring, persona: 'CTO' }),
        arrived(3, spring),
        arrived(4, { ...spring, phone: '1', persona: 'CTO' }),
        arrived(5, { source: 'Website', phone: '1', persona: 'CTO' }),
      ],
      { demands: DEMANDS },
    );
    expect(gaps).toEqual([
      {
        ...spring,
        arrived: 3,
        leads: [
          { name: '#2 Acme', missing: ['phone'] },
          { name: '#3 Acme', missing: ['phone', 'persona'] },
        ],
      },
      { campaign: 'Fair', source: undefined, arrived: 1, leads: [{ name: '#1 Acme', missing: ['persona'] }] },
    ]);
  });

  it('is nothing where only sales owes something', () => {
    const demands = DEMANDS.filter(({ team }) => team === 'sales');
    expect([owesMarketing({ demands }), gapsOf([arrived(1, {})], { demands })]).toEqual([false, []]);
  });
});
