import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionsText, readConditions } from '../../src/core/condition-text.ts';
import { type Conditions, conditionsSchema, conditionsSentence, factsOf, matches } from '../../src/core/conditions.ts';
import { leadFields } from '../../src/core/lead-fields.ts';

const lead = factsOf(
  leadFields({ campaign: 'Demo', email: 'Ada@Acme.example', region: 'DE', score: '70', company: 'Acme GmbH' }),
  { endpoint: 'website', channel: 'C_LEADS', extra: { 'Company size': '500+', consent: true, nested: { a: 1 } } },
);

const typed = (text: string): Conditions => {
  const read = readConditions(text);
  if (!read.ok) throw new Error(read.fault);
  return read.conditions;
};

describe('conditions on a lead', () => {
  it.each([
    ['', true],
    ['campaign is demo', true],
    ['Campaign is Webinar, DEMO', true],
    ['campaign is Webinar', false],
    ['campaign is not Webinar', true],
    ['campaign is not Webinar, demo', false],
    ['persona is not CTO', true],
    ['persona is CTO', false],
    ['company contains gmbh, AG', true],
    ['score is at least 70', true],
    ['score is at least 70.5', false],
    ['score is at most 69', false],
    ['company is at least 1', false],
    ['phone is known', false],
    ['phone is missing', true],
    ['e-mail domain is acme.example', true],
    ['form is website\nchannel is C_LEADS', true],
    ['form is website\nregion is AT', false],
    ['"Company size" is 500+', true],
    ['“company size” contains 500', true],
    ['"consent" is yes', true],
    ['"nested" is known', false],
    ['"never sent" is missing', true],
  ])('%j holds: %s', (text, holds) => {
    expect(matches(typed(text), lead)).toBe(holds);
  });

  it.each([
    ['', 'every lead'],
    ['campaign is Demo', 'campaign is Demo'],
    ['campaign is Demo, Webinar, Fair', 'campaign is Demo, Webinar or Fair'],
    ['region is not DE', 'region is not DE'],
    ['region is not DE, AT', 'region is neither DE nor AT'],
    ['score is at least 50\nphone is known', 'score is at least 50, and phone is known'],
    ['"Company size" contains 500', '“Company size” contains 500'],
  ])('%j reads “%s”', (text, sentence) => {
    expect(conditionsSentence(typed(text))).toBe(sentence);
  });

  it.each([
    ['whatever', 'I could not read “whatever”. Write one condition a line, such as: campaign is Demo, Webinar'],
    ['campain is Demo', 'I don’t know “campain”. Did you mean “campaign”?'],
    ['shoe size is 43', /^I don’t know “shoe size”\. I know campaign, .*; put another field’s name in quotes\.$/],
    [
      'campaign is',
      'Say what it is compared with in “campaign is”. Write one condition a line, such as: campaign is Demo, Webinar',
    ],
    ['score is at least many', 'Write a number after “is at least” in “score is at least many”.'],
    ['phone is known here', 'Leave out what stands after “is known” in “phone is known here”.'],
    [`campaign is ${'x'.repeat(121)}`, /is too long; write at most 120 characters\.$/],
    [Array.from({ length: 11 }, () => 'phone is known').join('\n'), 'These are 11 lines; write at most 10.'],
    [`campaign is ${Array.from({ length: 51 }, (_, at) => at).join()}`, /lists 51 values; write at most 50\.$/],
  ])('%j is refused with a sentence', (text, sentence) => {
    const read = readConditions(text);
    expect(read.ok ? '' : read.fault).toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    );
  });

  it('what is kept can be typed again, and is the same', () => {
    const value = fc
      .stringMatching(/^[A-Za-z0-9,.+-]([A-Za-z0-9,.+ -]{0,20}[A-Za-z0-9,.+-])?$/)
      .map((text) => text.replace(/\s+/g, ' '))
      .filter((text) => /[^,]/.test(text));
    const condition = fc.oneof(
      fc.record({
        fact: fc.constantFrom('campaign', 'emailDomain', 'endpoint', 'extra:Company size'),
        test: fc.constantFrom('is', 'is-not', 'contains'),
        values: fc.array(value, { minLength: 1, maxLength: 4 }),
      }),
      fc.record({
        fact: fc.constant('score'),
        test: fc.constantFrom('at-least', 'at-most'),
        than: fc.integer({ min: -1_000, max: 1_000 }),
      }),
      fc.record({ fact: fc.constantFrom('phone', 'extra:size'), test: fc.constantFrom('known', 'missing') }),
    );
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 5 }), (drawn) => {
        const conditions = conditionsSchema.parse(drawn);
        expect(typed(conditionsText(conditions))).toEqual(conditions);
      }),
    );
  });
});
