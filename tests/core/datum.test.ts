import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Datum,
  datumFrom,
  datumText,
  datumWords,
  ORIGIN_KINDS,
  PACK_SECTIONS,
  sharedBy,
} from '../../src/core/datum.ts';
import { REASON_KEYS } from '../../src/core/lead-reasons.ts';

const name = fc.string({ minLength: 1, maxLength: 40 });
const section = fc.constantFrom(...PACK_SECTIONS);

const datum: fc.Arbitrary<Datum> = fc.oneof(
  fc.record({ kind: fc.constant('section' as const), section }),
  fc.record(
    { kind: fc.constant('origin' as const), by: fc.constantFrom(...ORIGIN_KINDS), origin: name, section },
    { requiredKeys: ['kind', 'by', 'origin'] },
  ),
  fc.record({ kind: fc.constant('clause' as const), clause: name }),
  fc.record({ kind: fc.constant('reason' as const), reason: fc.constantFrom(...REASON_KEYS) }),
  fc.record({ kind: fc.constant('lead' as const), leadId: name }),
  fc.record({ kind: fc.constant('ask' as const), askId: name }),
);

describe('a datum', () => {
  it('reads as what it was written, whatever a source is called', () => {
    fc.assert(
      fc.property(datum, (one) => {
        expect(datumFrom(datumText(one))).toEqual(one);
      }),
    );
  });

  it('has words for people, and a text that is none has neither', () => {
    fc.assert(
      fc.property(datum, (one) => {
        expect(datumWords(datumText(one))).toMatch(/^\p{Lu}./u);
      }),
    );
    for (const text of [
      '',
      'section:',
      'section:toString',
      'reason:nonsense',
      'late:source:',
      'late:region:EMEA',
      'late',
      'x:y',
    ])
      expect([datumFrom(text), datumWords(text)]).toEqual([undefined, undefined]);
  });

  it.each([
    ['late:source:webinar', 'Late leads: source “webinar”'],
    ['conversion:campaign:Spring: part 2', 'What became of leads: campaign “Spring: part 2”'],
    ['source:webinar', 'Source “webinar”'],
    ['late:clause:Demo requests', 'Late leads: promise “Demo requests”'],
    ['reason:no-budget', 'Reason “No budget”'],
    ['section:speed', 'Time to first contact'],
    ['lead:1', 'Lead #12 Acme'],
    ['ask:2', 'An ask'],
  ])('%s is “%s”', (text, words) => {
    expect(datumWords(text, { lead: (id) => (id === '1' ? '#12 Acme' : undefined) })).toBe(words);
  });

  it('is about the same as another one, whichever figure of a source somebody saw', () => {
    expect(sharedBy('late:source:webinar')).toBe(sharedBy('conversion:source:webinar'));
    expect(sharedBy('late:source:webinar')).not.toBe(sharedBy('late:campaign:webinar'));
    for (const text of ['section:late', 'reason:no-need', 'lead:1', 'late:clause:Demo', 'my own words'])
      expect(sharedBy(text)).toBe(text);
  });
});
