import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LeadKeys } from '../../src/core/lead-identity.ts';
import { isSamePerson } from '../../src/core/lead-likeness.ts';
import { createEarlier } from '../../src/imports/sorting-service.ts';

const somebody: fc.Arbitrary<LeadKeys> = fc.record(
  {
    person: fc.constantFrom('a@x.example', 'b@x.example'),
    phone: fc.constantFrom('+4930', '+4940'),
    name: fc.constantFrom('ann', 'ben'),
  },
  { requiredKeys: [] },
);

it('who has stood in an earlier row is who is surely one of those that were kept', () => {
  fc.assert(
    fc.property(fc.array(somebody, { maxLength: 12 }), (rows) => {
      const isTwice = createEarlier();
      const kept: LeadKeys[] = [];
      for (const keys of rows) {
        const isKnown = kept.some((other) => isSamePerson(keys, other));
        expect(isTwice(keys)).toBe(isKnown);
        if (!isKnown) kept.push(keys);
      }
    }),
  );
});
